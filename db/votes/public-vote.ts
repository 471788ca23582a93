/** What anybody may read of a vote, by the state that it is in. Nothing here tells how a vote stands before the close (R16). */
import type { Charter } from '../../domain/charter.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Reader } from '../store.ts';
import { charterHash } from './charter-hash.ts';
import {
  candidatesOf,
  type LotRow,
  lotOf,
  type NoteRow,
  notesOf,
  optionsOf,
  publicVotes,
  type RoundRow,
  rollFigures,
  roundsOf,
  turnoutOf,
  type VoteOfMilestone,
} from './vote-rows.ts';

export interface PublicOption {
  /** Its place on the ballot; null before the opening, when the ballot is not frozen yet. */
  readonly number: number | null;
  /** Number of the proposal. */
  readonly proposal: number;
  readonly title: string;
  readonly summary: string;
}

export interface PublicVote {
  readonly vote: VoteOfMilestone;
  readonly charter: Charter;
  /** Hash of the charter as it is: frozen from the opening on. */
  readonly charterHash: string;
  /** The first one, and the run-off where there is one. */
  readonly rounds: readonly RoundRow[];
  /** The round that is on, comes next, or was the last. */
  readonly round: RoundRow;
  readonly options: readonly PublicOption[];
  readonly notes: readonly NoteRow[];
  readonly lot: LotRow | undefined;
  /** R16: while the round is open, where the charter shows it: in total only. */
  readonly turnout: { readonly voted: number; readonly entitled: number } | null;
}

export interface PublicVotes {
  /** The one that is asked for; by default the latest. */
  readonly shown: PublicVote | null;
  /** All that were announced, the latest first. */
  readonly all: readonly VoteOfMilestone[];
}

/** @param voteId null for the latest */
export async function publicVoteOf(
  reader: Reader,
  project: { readonly id: string; readonly plan: Plan },
  voteId: string | null,
): Promise<PublicVotes> {
  const all = await publicVotes(reader, project.id);
  const vote = voteId === null ? all[0] : all.find(({ id }) => id === voteId);
  return { shown: vote ? await shownVote(reader, project.plan, vote) : null, all };
}

async function shownVote(reader: Reader, plan: Plan, vote: VoteOfMilestone): Promise<PublicVote | null> {
  const rounds = await roundsOf(reader, vote.id);
  const round = rounds.find((each) => each.round === vote.round);
  if (!round) return null;
  return {
    vote,
    charter: vote.charter,
    charterHash: vote.charter_hash?.toString('hex') ?? charterHash(vote.charter),
    rounds,
    round,
    options: vote.frozen_at ? await frozenOptions(reader, vote.id) : await possibleOptions(reader, plan, vote),
    notes: await notesOf(reader, vote.id),
    lot: await lotOf(reader, vote.id),
    turnout: vote.state === 'open' && vote.charter.turnoutShown ? await turnoutSoFar(reader, vote.id, round.id) : null,
  };
}

const frozenOptions = async (reader: Reader, voteId: string): Promise<PublicOption[]> =>
  (await optionsOf(reader, voteId)).map(({ number, proposal_number: proposal, title, summary }) => ({
    number,
    proposal,
    title,
    summary,
  }));

const possibleOptions = async (reader: Reader, plan: Plan, vote: VoteOfMilestone): Promise<PublicOption[]> =>
  (await candidatesOf(reader, vote, plan)).eligible.map(({ number: proposal, title, summary }) => ({
    number: null,
    proposal,
    title,
    summary,
  }));

async function turnoutSoFar(reader: Reader, voteId: string, roundId: string) {
  const [{ online, paper }, { entries, struck }] = await Promise.all([
    turnoutOf(reader, roundId),
    rollFigures(reader, voteId),
  ]);
  return { voted: online + paper, entitled: entries - struck };
}

export interface PublicBallot {
  readonly round: number;
  readonly receipt: string;
  readonly choice: number;
}

/** Ballots of the rounds of a final vote, by receipt, from a place on; or those with one receipt. */
export async function publicBallots(
  reader: Reader,
  voteId: string,
  asked: { readonly from: number; readonly limit: number } | { readonly receipt: string },
): Promise<PublicBallot[]> {
  const ballots = reader('ballots as b')
    .join('vote_rounds as r', 'r.id', 'b.round_id')
    .join('votes as v', 'v.id', 'r.vote_id')
    .where({ 'v.id': voteId, 'v.state': 'final' })
    .orderBy(['r.round', 'b.receipt', 'b.choice'])
    .select<PublicBallot[]>('r.round', 'b.receipt', 'b.choice');
  return 'receipt' in asked
    ? ballots.where('b.receipt', asked.receipt).limit(1_000)
    : ballots.offset(asked.from).limit(asked.limit);
}
