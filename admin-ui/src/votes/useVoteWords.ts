import type { Vote, VoteOutcome } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

/** How options, outcomes and windows of votes are said. */
export function useVoteWords() {
  const { say, count, moment } = useWords();
  const optionName = ({ options }: Pick<Vote, 'options'>, number: number): string => {
    const title = options.find((option) => option.number === number)?.title;
    return title === undefined ? String(number) : `${number}. ${title}`;
  };
  const outcome = (vote: Pick<Vote, 'options'>, found: VoteOutcome): string => {
    if (found.kind === 'elected') {
      return say('resources.votes.outcome.elected', { option: optionName(vote, found.option) });
    }
    if (found.kind === 'tie') {
      const options = found.between
        .map((number) => say('resources.votes.quoted', { text: optionName(vote, number) }))
        .join(', ');
      return say(`resources.votes.outcome.tie.${found.next}`, { options });
    }
    if (found.kind === 'no-votes') return say('resources.votes.outcome.no-votes');
    return count(`resources.votes.outcome.${found.kind}`, found.need, { have: found.have });
  };
  /** The final result in a sentence; null while there is none. */
  const result = (vote: Pick<Vote, 'options' | 'result' | 'winner' | 'rounds'>): string | null => {
    if (vote.result === null) return null;
    if (vote.result === 'lot' && vote.winner !== null) {
      return say('resources.votes.outcome.lot', { option: optionName(vote, vote.winner) });
    }
    const last = vote.rounds.findLast((round) => round.result !== null)?.result;
    return last ? outcome(vote, last.outcome) : null;
  };
  const window = ({ opensAt, closesAt }: Pick<Vote, 'opensAt' | 'closesAt'>): string =>
    say('resources.votes.window', { from: moment(opensAt), to: moment(closesAt) });
  return { optionName, outcome, result, window };
}
