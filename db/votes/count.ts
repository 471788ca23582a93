/** The close of a round and its count: at once where nobody voted on paper, else once two people counted the same. */
import type { FieldFault } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { noticeKey } from '../../domain/runs.ts';
import { BLANK, outcomeOf, type Tally, tally, together } from '../../domain/vote-count.ts';
import { ballotsCsv, sortedBallots } from '../../domain/vote-record.ts';
import { voterNotices } from '../../domain/vote-schedule.ts';
import { sha256Hex } from '../canonical.ts';
import { refused } from '../register/registering.ts';
import { goOn } from './finish.ts';
import { tellTeam } from './tell-team.ts';
import { decidedVoteNotices, recordVoteNotice } from './vote-notices.ts';
import { agreedCount, differing } from './vote-record.ts';
import {
  deskMarks,
  isBoxDue,
  type PaperCountRow,
  paperCountsOf,
  type RoundOutcome,
  type RoundRow,
  turnoutOf,
} from './vote-rows.ts';
import { again, recordVoteEvent, roundOf, updateVote, type Voting, voteFacts } from './voting.ts';

/**
 * Closes the round that is open and over: from then on nobody casts. What was cast is read by a later transaction only,
 * the database lets this one see none of it (R16).
 */
export async function closeDue(voting: Voting): Promise<void> {
  const { trx, vote, now } = voting;
  await letPass(voting);
  await trx.raw('select booth_close(?, ?)', [vote.id, now]);
  await updateVote(voting, {});
  const round = await roundOf(trx, vote);
  const turnout = await turnoutOf(trx, round.id);
  await recordVoteEvent(voting, 'vote.closed', {
    round: round.round,
    closesAt: round.closes_at.toISOString(),
    turnout,
    takenBack: round.marks_taken_back,
    desk: await deskMarks(trx, round.id),
    roll: { entries: round.roll_entries, struck: round.roll_struck },
  });
  if (isBoxDue(round, turnout)) await askForCount(await again(voting), round);
}

/** Counts a closed round that needs no box to be opened; false where there is none. */
export async function countDue(voting: Voting, round: RoundRow): Promise<boolean> {
  if (round.closed_at === null || round.counted_at !== null) return false;
  if (isBoxDue(round, await turnoutOf(voting.trx, round.id))) return false;
  await countRound(voting, null);
  return true;
}

/** What voters were still owed has lost its meaning (R7). */
async function letPass({ trx, vote, plan, now }: Voting): Promise<void> {
  const decided = await decidedVoteNotices(trx, vote.id);
  const notices = voterNotices(voteFacts(vote, await roundOf(trx, vote)), plan.settings);
  for (const notice of notices) {
    if (!decided.has(noticeKey(notice))) await recordVoteNotice(trx, vote.id, notice, 'overtaken', now);
  }
}

async function askForCount(voting: Voting, round: RoundRow): Promise<void> {
  const { trx, vote, now } = voting;
  await recordVoteNotice(trx, vote.id, { step: 'count-due', aboutAt: now, owedAt: now }, 'sent', now);
  const eventId = await recordVoteEvent(voting, 'vote.due', { step: 'count-due', round: round.round });
  await tellTeam(voting, { type: 'vote.count-due', eventId });
}

/** Counts the closed round and goes on from its outcome. */
async function countRound(voting: Voting, paper: PaperCountRow | null): Promise<void> {
  const { trx, vote, now } = voting;
  const round = await roundOf(trx, vote);
  const options = round.choices.filter((choice) => choice !== BLANK);
  const ballots = sortedBallots(
    await trx('ballots')
      .where({ round_id: round.id })
      .select<{ receipt: string; choice: number }[]>('receipt', 'choice'),
  );
  const online = tally(
    ballots.map(({ choice }) => choice),
    options,
  );
  const { counts, blank } = together(online, paper && paperTally(paper, options));
  const marks = await turnoutOf(trx, round.id);
  const outcome = outcomeOf({
    round: round.round,
    counts,
    turnout: marks.online + marks.paper,
    roll: (round.roll_entries ?? 0) - (round.roll_struck ?? 0),
    charter: vote.charter,
  });
  const kept: RoundOutcome = { marks, counts, blank, spoiled: paper?.spoiled ?? 0, outcome };
  await trx('vote_rounds')
    .where({ id: round.id })
    .update({ counted_at: now, outcome: JSON.stringify(kept) });
  await recordVoteEvent(voting, 'vote.counted', {
    round: round.round,
    ...kept,
    ballots: ballots.length,
    ballotsHash: sha256Hex(ballotsCsv([{ round: round.round, ballots }])),
    paper: (await paperCountsOf(trx, [round.id])).map(({ entered_by: by, counts, blank, spoiled }) => ({
      by,
      counts,
      blank,
      spoiled,
    })),
  });
  await goOn(voting, outcome);
}

const paperTally = ({ counts, blank }: PaperCountRow, options: readonly number[]): Tally => ({
  counts: options.map((option) => ({ option, votes: counts[option] ?? 0 })),
  blank,
});

export interface CountBody {
  readonly counts: readonly { readonly option: number; readonly votes: number }[];
  readonly blank: number;
  readonly spoiled: number;
  readonly protocol?: string;
}

/**
 * One person's count of the paper ballots; entered again, it takes the place of their earlier one. Two people who counted
 * the same complete the count.
 */
export async function enterCount(voting: Voting, body: CountBody): Promise<Answer> {
  const { trx, vote, now, actorId } = voting;
  if (vote.state !== 'counting' || actorId === null) return refused({ code: 'paper-not-expected' });
  const round = await roundOf(trx, vote);
  const turnout = await turnoutOf(trx, round.id);
  const faults = countFaults(body, round.choices);
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  const refusal = await keepProtocol(voting, round, body, turnout);
  if (refusal) return refused(refusal);
  const { blank, spoiled } = body;
  const counts = Object.fromEntries(body.counts.map(({ option, votes }) => [option, votes]));
  await trx('paper_counts')
    .insert({
      round_id: round.id,
      entered_by: actorId,
      counts: JSON.stringify(counts),
      blank,
      spoiled,
      entered_at: now,
    })
    .onConflict(['round_id', 'entered_by'])
    .merge(['counts', 'blank', 'spoiled', 'entered_at']);
  await updateVote(voting, {});
  // Without a figure: nobody sees what one person counted before another did (R16).
  await recordVoteEvent(voting, 'vote.paper-entered', { round: round.round });
  const entered = await paperCountsOf(trx, [round.id]);
  const agreed = agreedCount(entered);
  if (agreed) {
    if (ballotsIn(agreed) === turnout.paper)
      await trx('vote_rounds').where({ id: round.id }).update({ paper_protocol: '' });
    await countRound(await again(voting), agreed);
    return { done: true, result: { paper: 'agreed' } };
  }
  if (entered.length === 1) return { done: true, result: { paper: 'first' } };
  return { done: true, result: { paper: 'differs', differing: allDiffering(entered) } };
}

const ballotsIn = ({ counts, blank, spoiled }: Pick<PaperCountRow, 'counts' | 'blank' | 'spoiled'>): number =>
  Object.values(counts).reduce((sum, votes) => sum + votes, blank + spoiled);

/** In which figures the counts that were entered do not agree, each once. */
export function allDiffering(entered: readonly PaperCountRow[]): string[] {
  const [first, ...others] = entered;
  return first ? [...new Set(others.flatMap((other) => differing(first, other)))] : [];
}

function countFaults({ counts, blank }: CountBody, choices: readonly number[]): FieldFault[] {
  const options = choices.filter((choice) => choice !== BLANK);
  const given = counts.map(({ option }) => option);
  const each = options.length === given.length && options.every((option) => given.includes(option));
  const faults: FieldFault[] = [];
  if (!each)
    faults.push({
      field: 'counts',
      reason: {
        ro: `Scrieți câte un număr pentru fiecare opțiune a turului: ${options.join(', ')}.`,
        en: `Write one number for each option of the round: ${options.join(', ')}.`,
      },
    });
  if (blank > 0 && !choices.includes(BLANK))
    faults.push({
      field: 'blank',
      reason: {
        ro: 'Regulamentul nu permite votul alb. Numărați buletinele albe la cele nule.',
        en: 'The charter allows no blank vote. Count blank ballots as spoiled.',
      },
    });
  return faults;
}

/** How many of the roll could have voted on paper: whoever stands on it and did not vote online. */
export const possibleOnPaper = (
  { roll_entries: entries, roll_struck: struck }: RoundRow,
  { online }: { readonly online: number },
): number => (entries ?? 0) - (struck ?? 0) - online;

/**
 * A box that holds another number of ballots than persons were marked needs a protocol, which is published. More than
 * there were people to cast them is no difference that words could explain (R14).
 */
async function keepProtocol(
  { trx }: Voting,
  round: RoundRow,
  body: CountBody,
  turnout: { readonly online: number; readonly paper: number },
): Promise<Refusal | null> {
  const counted = body.counts.reduce((sum, { votes }) => sum + votes, body.blank + body.spoiled);
  const possible = possibleOnPaper(round, turnout);
  if (counted > possible) return { code: 'paper-too-many', possible, counted };
  const marked = turnout.paper;
  const protocol = body.protocol ?? round.paper_protocol;
  if (counted !== marked && protocol === '') return { code: 'paper-protocol-missing', marked, counted };
  if (protocol !== round.paper_protocol)
    await trx('vote_rounds').where({ id: round.id }).update({ paper_protocol: protocol });
  return null;
}
