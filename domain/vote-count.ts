/** The count of a round and what comes of it (R13, R17). A choice is the number of an option, 1 … n, or 0 for blank. */
import type { Charter } from './charter.ts';

export const BLANK = 0;

export interface OptionVotes {
  readonly option: number;
  readonly votes: number;
}

export interface Tally {
  /** One for each option of the round, in the ballot's order, also where nobody chose it. */
  readonly counts: OptionVotes[];
  readonly blank: number;
}

/** @throws RangeError for a choice that is not on the ballot: nothing is counted as something else, or not at all */
export function tally(choices: Iterable<number>, options: readonly number[]): Tally {
  const votes = new Map([BLANK, ...options].map((option) => [option, 0]));
  for (const choice of choices) {
    const before = votes.get(choice);
    if (before === undefined) throw new RangeError(`The ballot has no option ${choice}.`);
    votes.set(choice, before + 1);
  }
  return {
    counts: options.map((option) => ({ option, votes: votes.get(option) ?? 0 })),
    blank: votes.get(BLANK) ?? 0,
  };
}

export interface JointVotes extends OptionVotes {
  readonly online: number;
  readonly paper: number;
}

export interface JointTally {
  readonly counts: JointVotes[];
  readonly blank: number;
}

/**
 * Both boxes together, in the order of the online count.
 * @param paper null where nobody voted on paper
 * @throws RangeError where paper has votes for an option that the online ballot does not
 */
export function together(online: Tally, paper: Tally | null): JointTally {
  const onPaper = new Map(paper?.counts.map(({ option, votes }) => [option, votes]));
  const counts = online.counts.map(({ option, votes }) => {
    const more = onPaper.get(option) ?? 0;
    onPaper.delete(option);
    return { option, online: votes, paper: more, votes: votes + more };
  });
  for (const option of onPaper.keys()) throw new RangeError(`The ballot has no option ${option}.`);
  return { counts, blank: online.blank + (paper?.blank ?? 0) };
}

export interface CountedRound {
  readonly round: 1 | 2;
  readonly counts: readonly OptionVotes[];
  /** Marks, online and on paper: who took part, whatever was chosen. */
  readonly turnout: number;
  /** Entries of the roll that stand, without those struck. */
  readonly roll: number;
  readonly charter: Pick<Charter, 'quorumPercent' | 'minimumVotes'>;
}

export type Outcome =
  | { readonly kind: 'elected'; readonly option: number }
  | { readonly kind: 'tie'; readonly between: number[]; readonly next: 'run-off' | 'lot' }
  | { readonly kind: 'no-votes' }
  | { readonly kind: 'quorum-missed'; readonly need: number; readonly have: number }
  | { readonly kind: 'minimum-missed'; readonly need: number; readonly have: number };

/** How many have to take part: a part of a person is a whole one. */
export const quorumOf = (roll: number, quorumPercent: number): number => Math.ceil((roll * quorumPercent) / 100);

/**
 * R17: most valid votes win; nobody does on a tie or without votes. Quorum and minimum bind the first round alone, the
 * quorum before all else: with too few people it does not matter what they chose.
 */
export function outcomeOf({ round, counts, turnout, roll, charter }: CountedRound): Outcome {
  const quorum = quorumOf(roll, charter.quorumPercent);
  if (round === 1 && turnout < quorum) return { kind: 'quorum-missed', need: quorum, have: turnout };
  const valid = counts.reduce((sum, { votes }) => sum + votes, 0);
  if (valid === 0) return { kind: 'no-votes' };
  if (round === 1 && valid < charter.minimumVotes) {
    return { kind: 'minimum-missed', need: charter.minimumVotes, have: valid };
  }
  const most = Math.max(...counts.map(({ votes }) => votes));
  const first = counts.filter(({ votes }) => votes === most).map(({ option }) => option);
  const [winner] = first;
  if (winner !== undefined && first.length === 1) return { kind: 'elected', option: winner };
  return { kind: 'tie', between: first, next: round === 1 ? 'run-off' : 'lot' };
}
