/** Votes, their rounds and what belongs to them, as the transactions and the pages read them. */
import type { Charter } from '../../domain/charter.ts';
import type { MilestoneKind, MilestoneState } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import type { JointVotes, Outcome } from '../../domain/vote-count.ts';
import type { NoteKind, VoteResult, VoteState } from '../../domain/votes.ts';
import { CommandNotFound } from '../commands.ts';
import { planMilestone } from '../milestones.ts';
import type { Reader } from '../store.ts';

export interface VoteRow {
  readonly id: string;
  readonly project_id: string;
  readonly milestone_id: string;
  readonly number: number;
  readonly state: VoteState;
  /** 2 is the run-off. */
  readonly round: 1 | 2;
  readonly charter: Charter;
  readonly charter_text: string | null;
  readonly charter_hash: Buffer | null;
  readonly frozen_at: Date | null;
  readonly roll_key: Buffer | null;
  readonly announced_at: Date | null;
  readonly final_at: Date | null;
  readonly winner: number | null;
  readonly result: VoteResult | null;
  readonly fingerprint: string | null;
  readonly roll_deleted_at: Date | null;
  readonly version: number;
  readonly created_at: Date;
  readonly cancelled_at: Date | null;
  readonly changed_by: string | null;
  readonly changed_at: Date;
  readonly carried_at: Date | null;
}

/** A vote with what its milestone says of it. */
export interface VoteOfMilestone extends VoteRow {
  readonly milestone_key: string;
  readonly milestone_kind: MilestoneKind;
  readonly milestone_state: MilestoneState;
}

export interface RoundRow {
  readonly id: string;
  readonly vote_id: string;
  readonly round: 1 | 2;
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly extended_from: Date | null;
  readonly extended_at: Date | null;
  /** Numbers of options, and 0 where blank is allowed; empty until the round opens. */
  readonly choices: readonly number[];
  readonly opened_at: Date | null;
  readonly closed_at: Date | null;
  /** Marks of the desk that were taken back. */
  readonly marks_taken_back: number;
  readonly roll_entries: number | null;
  readonly roll_struck: number | null;
  readonly paper_protocol: string;
  readonly counted_at: Date | null;
  readonly outcome: RoundOutcome | null;
}

/** How a round ended, as it is kept with it. */
export interface RoundOutcome {
  readonly marks: { readonly online: number; readonly paper: number };
  readonly counts: readonly JointVotes[];
  readonly blank: number;
  readonly spoiled: number;
  readonly outcome: Outcome;
}

/** How many paper ballots were counted, spoiled ones too: all that was counted but what came online. */
export const inTheBox = ({ marks, counts, blank, spoiled }: RoundOutcome): number =>
  counts.reduce((sum, { votes }) => sum + votes, blank + spoiled) - marks.online;

export interface OptionRow {
  readonly number: number;
  readonly proposal_id: string;
  readonly proposal_number: number;
  readonly title: string;
  readonly summary: string;
}

export interface NoteRow {
  readonly id: string;
  readonly kind: NoteKind;
  readonly words: string;
  readonly noted_at: Date;
}

export interface LotRow {
  readonly held_at: Date;
  readonly place: string;
  readonly witnesses: readonly string[];
  readonly winner: number;
  readonly words: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export interface PaperCountRow {
  readonly round_id: string;
  readonly entered_by: string;
  /** Votes by the number of the option. */
  readonly counts: Readonly<Record<string, number>>;
  readonly blank: number;
  readonly spoiled: number;
  readonly entered_at: Date;
}

const votes = (reader: Reader) => reader('votes as v').join('milestones as m', 'm.id', 'v.milestone_id');
const COLUMNS = ['v.*', 'm.key as milestone_key', 'm.kind as milestone_kind', 'm.state as milestone_state'] as const;

export async function findVote(reader: Reader, id: string): Promise<VoteOfMilestone | undefined> {
  return votes(reader)
    .where('v.id', id)
    .first<VoteOfMilestone | undefined>(...COLUMNS);
}

/** @throws CommandNotFound */
export async function voteById(reader: Reader, id: string): Promise<VoteOfMilestone> {
  const vote = await findVote(reader, id);
  if (!vote) throw new CommandNotFound(id);
  return vote;
}

/** The project's votes that were announced and not cancelled, the latest first: those that the public may see. */
export async function publicVotes(reader: Reader, projectId: string): Promise<VoteOfMilestone[]> {
  return votes(reader)
    .where('v.project_id', projectId)
    .whereNotNull('v.announced_at')
    .orderBy([
      { column: 'v.announced_at', order: 'desc' },
      { column: 'v.id', order: 'asc' },
    ])
    .select<VoteOfMilestone[]>(...COLUMNS);
}

/** Whether a vote on proposals of these consultations is announced and has not opened yet. */
export async function isVoteAnnounced(
  reader: Reader,
  { project_id: projectId, key }: { readonly project_id: string; readonly key: string },
  plan: Plan,
): Promise<boolean> {
  const announced = await votes(reader)
    .where({ 'v.project_id': projectId, 'v.state': 'announced', 'v.round': 1 })
    .pluck<string[]>('m.key');
  return announced.some((vote) => consultationsBefore(plan, vote).includes(key));
}

/** The rounds that there are, in their order: none before the announcement. */
export async function roundsOf(reader: Reader, voteId: string): Promise<RoundRow[]> {
  return reader('vote_rounds').where({ vote_id: voteId }).orderBy('round').select<RoundRow[]>();
}

/** The round that the vote is in: it is on, comes next, or was the last. Undefined before the announcement. */
export async function currentRound(
  reader: Reader,
  { id, round }: Pick<VoteRow, 'id' | 'round'>,
): Promise<RoundRow | undefined> {
  return reader('vote_rounds').where({ vote_id: id, round }).first<RoundRow | undefined>();
}

/** The ballot as it was frozen; empty before the opening. */
export async function optionsOf(reader: Reader, voteId: string): Promise<OptionRow[]> {
  return reader('vote_options as o')
    .join('proposals as p', 'p.id', 'o.proposal_id')
    .where('o.vote_id', voteId)
    .orderBy('o.number')
    .select<OptionRow[]>('o.number', 'o.proposal_id', 'p.number as proposal_number', 'o.title', 'o.summary');
}

export async function notesOf(reader: Reader, voteId: string): Promise<NoteRow[]> {
  return reader('vote_notes')
    .where({ vote_id: voteId })
    .orderBy(['noted_at', 'id'])
    .select<NoteRow[]>('id', 'kind', 'words', 'noted_at');
}

export async function lotOf(reader: Reader, voteId: string): Promise<LotRow | undefined> {
  return reader('vote_lots').where({ vote_id: voteId }).first<LotRow | undefined>();
}

/** In the order in which they were entered first. */
export async function paperCountsOf(reader: Reader, roundIds: readonly string[]): Promise<PaperCountRow[]> {
  return reader('paper_counts')
    .whereIn('round_id', [...roundIds])
    .orderBy(['entered_at', 'entered_by'])
    .select<PaperCountRow[]>();
}

export interface RollFigures {
  readonly entries: number;
  readonly struck: number;
}

/** Entries of the roll, those struck off among them. */
export async function rollFigures(reader: Reader, voteId: string): Promise<RollFigures> {
  const { rows } = await reader.raw<{ rows: RollFigures[] }>(
    'select count(*)::int as entries, count(struck_at)::int as struck from voters where vote_id = ?',
    [voteId],
  );
  return rows[0] ?? { entries: 0, struck: 0 };
}

/** How many took part in a round, online and on paper (R16: in total only, never by option). */
export async function turnoutOf(
  reader: Reader,
  roundId: string,
): Promise<{ readonly online: number; readonly paper: number }> {
  const { rows } = await reader.raw<{ rows: { online: number; paper: number }[] }>('select * from booth_turnout(?)', [
    roundId,
  ]);
  return rows[0] ?? { online: 0, paper: 0 };
}

/** Somebody may have put a paper ballot into the box: under a mark that stands, or under one that was taken back. */
export const isBoxDue = ({ marks_taken_back: takenBack }: RoundRow, { paper }: { readonly paper: number }): boolean =>
  paper + takenBack > 0;

export interface DeskMarks {
  /** Of the team. */
  readonly by: string;
  readonly marked: number;
}

/** Who of the team marked how many at the desk, of a round that is closed. */
export async function deskMarks(reader: Reader, roundId: string): Promise<DeskMarks[]> {
  const { rows } = await reader.raw<{ rows: DeskMarks[] }>(
    `select marked_by as by, count(*)::int as marked from vote_marks
      where round_id = ? and marked_by is not null group by marked_by order by marked_by`,
    [roundId],
  );
  return rows;
}

export interface Candidate {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
}

export interface Candidates {
  readonly eligible: readonly Candidate[];
  /** Proposals that nobody has decided yet. */
  readonly undecided: number;
}

/** Keys of the consultations whose proposals a milestone votes on: those that it follows. */
export function consultationsBefore(plan: Plan, key: string): string[] {
  const { after } = planMilestone(plan, key);
  const consultations = plan.milestones.filter(({ kind }) => kind === 'consultation').map((each) => each.key);
  const followed = consultations.filter((each) => after.includes(each));
  // A plan that names no order lets every consultation count.
  return followed.length > 0 ? followed : consultations;
}

/** R12: what can be voted on: the proposals of the consultations that the vote's milestone follows. */
export async function candidatesOf(
  reader: Reader,
  { project_id: projectId, milestone_key: key }: Pick<VoteOfMilestone, 'project_id' | 'milestone_key'>,
  plan: Plan,
): Promise<Candidates> {
  const rows = await reader('proposals as p')
    .join('milestones as m', 'm.id', 'p.milestone_id')
    .where('p.project_id', projectId)
    .whereIn('m.key', consultationsBefore(plan, key))
    .whereIn('p.state', ['eligible', 'submitted'])
    .orderBy('p.number')
    .select<(Candidate & { state: string })[]>('p.id', 'p.number', 'p.title', 'p.summary', 'p.state');
  return {
    eligible: rows
      .filter(({ state }) => state === 'eligible')
      .map(({ id, number, title, summary }) => ({ id, number, title, summary })),
    undecided: rows.filter(({ state }) => state === 'submitted').length,
  };
}
