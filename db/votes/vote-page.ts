/** The page of one vote: charter, ballot, rounds, notes, and what the caller may do now (R16: no total before the count). */
import type { Charter } from '../../domain/charter.ts';
import type { ProjectRole, ProjectState } from '../../domain/lifecycle.ts';
import { LEAST_ELIGIBLE } from '../../domain/proposals.ts';
import { BLANK, type JointVotes, type OptionVotes, type Outcome } from '../../domain/vote-count.ts';
import { rollDeletionDueAt } from '../../domain/vote-schedule.ts';
import { type NoteKind, VOTE_VERBS, type VoteVerb } from '../../domain/votes.ts';
import { planOf } from '../projects.ts';
import type { Person } from '../reads/milestones.ts';
import type { Reader } from '../store.ts';
import { allDiffering, possibleOnPaper } from './count.ts';
import { latestExtension, refuseVerb } from './decide-vote.ts';
import { findShownVote, type VoteView } from './list-votes.ts';
import {
  type Candidates,
  candidatesOf,
  currentRound,
  deskMarks,
  inTheBox,
  isBoxDue,
  lotOf,
  notesOf,
  optionsOf,
  type PaperCountRow,
  paperCountsOf,
  type RoundRow,
  roundsOf,
  turnoutOf,
  type VoteRow,
} from './vote-rows.ts';
import { voteFacts } from './voting.ts';

export interface RoundView {
  readonly id: string;
  readonly round: 1 | 2;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly extendedFrom: Date | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly countedAt: Date | null;
  readonly options: readonly number[];
  readonly blankAllowed: boolean;
  readonly roll: { readonly entries: number; readonly struck: number } | null;
  readonly turnout: { readonly total: number; readonly online: number | null; readonly paper: number | null } | null;
  readonly paper: {
    readonly marked: number;
    readonly takenBack: number;
    readonly desk: readonly { readonly person: Person; readonly marked: number }[];
    readonly possible: number;
    readonly inTheBox: number | null;
    readonly enteredBy: readonly { readonly person: Person; readonly at: Date }[];
    readonly own: { readonly counts: readonly OptionVotes[]; readonly blank: number; readonly spoiled: number } | null;
    readonly differing: readonly string[];
    readonly protocol: string;
  } | null;
  readonly result: {
    readonly counts: readonly JointVotes[];
    readonly blank: number;
    readonly spoiled: number;
    readonly outcome: Outcome;
  } | null;
}

export interface VotePage extends VoteView {
  readonly charter: Charter;
  readonly charterHash: string | null;
  readonly frozenAt: Date | null;
  readonly options: readonly {
    readonly number: number;
    readonly proposal: { readonly id: string; readonly number: number };
    readonly title: string;
    readonly summary: string;
  }[];
  readonly proposals: { readonly eligible: number; readonly undecided: number; readonly needed: number };
  readonly rounds: readonly RoundView[];
  readonly notes: readonly { readonly id: string; readonly kind: NoteKind; readonly text: string; readonly at: Date }[];
  readonly lot: {
    readonly heldAt: Date;
    readonly place: string;
    readonly witnesses: readonly string[];
    readonly winner: number;
    readonly text: string;
    readonly recordedBy: Person;
  } | null;
  readonly fingerprint: string | null;
  readonly rollDeletedAt: Date | null;
  readonly rollDeletionDueAt: Date | null;
  readonly latestClose: Date | null;
  readonly changedBy: Person | null;
  readonly allowed: readonly VoteVerb[];
}

interface VoteCaller {
  readonly id: string;
  /** Null for an administrator who is no member. */
  readonly role: ProjectRole | null;
  readonly projectState: ProjectState;
}

export async function votePage(
  reader: Reader,
  id: string,
  caller: VoteCaller,
  now: Date,
): Promise<VotePage | undefined> {
  const found = await findShownVote(reader, id);
  if (!found) return undefined;
  const { row, view } = found;
  const plan = await planOf(reader, row.project_id);
  const candidates = await candidatesOf(reader, row, plan);
  const round = await currentRound(reader, row);
  return {
    ...view,
    charter: row.charter,
    charterHash: row.charter_hash?.toString('hex') ?? null,
    frozenAt: row.frozen_at,
    options: await ballotOf(reader, row, candidates),
    proposals: { eligible: candidates.eligible.length, undecided: candidates.undecided, needed: LEAST_ELIGIBLE },
    rounds: await roundViews(reader, row, caller.id),
    notes: (await notesOf(reader, id)).map(({ words: text, noted_at: at, ...note }) => ({ ...note, text, at })),
    lot: await lotView(reader, id),
    fingerprint: row.fingerprint,
    rollDeletedAt: row.roll_deleted_at,
    rollDeletionDueAt: rollDeletionDueAt(voteFacts(row, round), plan.settings),
    latestClose: latestExtension(row, round, now),
    changedBy: row.changed_by === null ? null : await personOf(reader, row.changed_by),
    allowed: VOTE_VERBS.filter((verb) => refuseVerb(verb, row, caller.role, caller.projectState) === null),
  };
}

async function personOf(reader: Reader, id: string): Promise<Person> {
  return reader('users').where({ id }).first<Person>('id', 'name');
}

async function ballotOf(
  reader: Reader,
  vote: Pick<VoteRow, 'id' | 'frozen_at'>,
  { eligible }: Candidates,
): Promise<VotePage['options']> {
  if (vote.frozen_at === null)
    return eligible.map(({ id, number, title, summary }, place) => ({
      number: place + 1,
      proposal: { id, number },
      title,
      summary,
    }));
  return (await optionsOf(reader, vote.id)).map(({ number, proposal_id, proposal_number, title, summary }) => ({
    number,
    proposal: { id: proposal_id, number: proposal_number },
    title,
    summary,
  }));
}

async function roundViews(reader: Reader, vote: VoteRow, callerId: string): Promise<RoundView[]> {
  const rounds = await roundsOf(reader, vote.id);
  const counts = await paperCountsOf(
    reader,
    rounds.map(({ id }) => id),
  );
  const views: RoundView[] = [];
  for (const round of rounds) {
    const own = counts.filter(({ round_id: roundId }) => roundId === round.id);
    views.push(await roundView(reader, vote, round, own, callerId));
  }
  return views;
}

async function roundView(
  reader: Reader,
  { charter, state }: VoteRow,
  round: RoundRow,
  counts: readonly PaperCountRow[],
  callerId: string,
): Promise<RoundView> {
  // R16: staff sees no more of an open round than the public does, and nothing of one that was broken off.
  const seen = round.closed_at !== null || (charter.turnoutShown && state === 'open');
  const turnout = round.opened_at !== null && seen ? await turnoutOf(reader, round.id) : null;
  const closed = round.closed_at !== null;
  const { roll_entries: entries, roll_struck: struck, outcome } = round;
  return {
    id: round.id,
    round: round.round,
    opensAt: round.opens_at,
    closesAt: round.closes_at,
    extendedFrom: round.extended_from,
    openedAt: round.opened_at,
    closedAt: round.closed_at,
    countedAt: round.counted_at,
    options: round.choices.filter((choice) => choice !== BLANK),
    blankAllowed: charter.blankAllowed,
    roll: entries === null || struck === null ? null : { entries, struck },
    turnout: turnout && {
      total: turnout.online + turnout.paper,
      online: closed ? turnout.online : null,
      paper: closed ? turnout.paper : null,
    },
    paper:
      closed && turnout && isBoxDue(round, turnout) ? await paperView(reader, round, turnout, counts, callerId) : null,
    result: outcome && {
      counts: outcome.counts,
      blank: outcome.blank,
      spoiled: outcome.spoiled,
      outcome: outcome.outcome,
    },
  };
}

/** Nobody sees what another person counted before the round is counted; afterwards the result says it. */
async function paperView(
  reader: Reader,
  round: RoundRow,
  turnout: { readonly online: number; readonly paper: number },
  counts: readonly PaperCountRow[],
  callerId: string,
): Promise<RoundView['paper']> {
  const enteredBy = [];
  for (const { entered_by: by, entered_at: at } of counts) enteredBy.push({ person: await personOf(reader, by), at });
  const desk = [];
  for (const { by, marked } of await deskMarks(reader, round.id))
    desk.push({ person: await personOf(reader, by), marked });
  const own = counts.find(({ entered_by: by }) => by === callerId);
  const options = round.choices.filter((choice) => choice !== BLANK);
  return {
    marked: turnout.paper,
    takenBack: round.marks_taken_back,
    desk,
    possible: possibleOnPaper(round, turnout),
    inTheBox: round.outcome && inTheBox(round.outcome),
    enteredBy,
    own: own
      ? {
          counts: options.map((option) => ({ option, votes: own.counts[option] ?? 0 })),
          blank: own.blank,
          spoiled: own.spoiled,
        }
      : null,
    differing: round.counted_at === null ? allDiffering(counts) : [],
    protocol: round.paper_protocol,
  };
}

async function lotView(reader: Reader, voteId: string): Promise<VotePage['lot']> {
  const lot = await lotOf(reader, voteId);
  if (!lot) return null;
  const { held_at: heldAt, place, witnesses, winner, words: text } = lot;
  return { heldAt, place, witnesses, winner, text, recordedBy: await personOf(reader, lot.recorded_by) };
}
