/** What every change of a vote stands on: the project's lock, the vote as it is under it, and how it is written. */

import type { Plan } from '../../domain/plan.ts';
import type { VoteFacts } from '../../domain/vote-schedule.ts';
import { CommandNotFound } from '../commands.ts';
import { recordEvent } from '../events.ts';
import { lockProject, type ProjectRow, planOf } from '../projects.ts';
import type { Reader, Store, Transaction } from '../store.ts';
import { currentRound, type RoundRow, type VoteOfMilestone, type VoteRow, voteById } from './vote-rows.ts';

/** A vote that is being changed; `actorId` is null for what its story does by itself. */
export interface Voting {
  readonly store: Store;
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly vote: VoteOfMilestone;
  readonly now: Date;
  readonly actorId: string | null;
}

/**
 * Locks the vote's project and reads the vote.
 * @throws CommandNotFound where there is no such vote
 */
export async function lockVote(store: Store, trx: Transaction, voteId: string, now: Date): Promise<Voting> {
  const target = await trx('votes').where({ id: voteId }).first<{ project_id: string } | undefined>('project_id');
  const project = target && (await lockProject(trx, target.project_id));
  if (!project) throw new CommandNotFound(voteId);
  const plan = await planOf(trx, project.id);
  return { store, trx, project, plan, vote: await voteById(trx, voteId), now, actorId: null };
}

/** The same after something was written. */
export async function again(voting: Voting): Promise<Voting> {
  return { ...voting, vote: await voteById(voting.trx, voting.vote.id) };
}

/** Writes what changed and raises the version, which every answer carries. */
export async function updateVote(
  { trx, vote, now, actorId }: Voting,
  change: Partial<
    Pick<
      VoteRow,
      | 'state'
      | 'round'
      | 'charter_text'
      | 'charter_hash'
      | 'frozen_at'
      | 'announced_at'
      | 'final_at'
      | 'winner'
      | 'result'
      | 'fingerprint'
      | 'cancelled_at'
      | 'roll_deleted_at'
      | 'roll_key'
    >
  > & { readonly charter?: string },
): Promise<void> {
  await trx('votes')
    .where({ id: vote.id })
    .update({
      ...change,
      version: trx.raw('version + 1'),
      changed_at: now,
      ...(actorId !== null && { changed_by: actorId }),
    });
}

/** Records an event of this vote. `data` holds ids, instants and figures only. */
export async function recordVoteEvent(
  { trx, vote, now, actorId }: Voting,
  type: string,
  data: Readonly<Record<string, unknown>> = {},
  texts?: Readonly<Record<string, string>>,
): Promise<string> {
  const { id } = await recordEvent(trx, {
    projectId: vote.project_id,
    type,
    at: now,
    actorId,
    milestoneId: vote.milestone_id,
    data: { voteId: vote.id, key: vote.milestone_key, ...data },
    ...(texts && { texts }),
  });
  return id;
}

/** The round that the vote is in. @throws before the announcement */
export async function roundOf(reader: Reader, vote: Pick<VoteRow, 'id' | 'round'>): Promise<RoundRow> {
  const round = await currentRound(reader, vote);
  if (!round) throw new Error(`vote ${vote.id} has no round ${vote.round}`);
  return round;
}

/** What its schedule follows from. */
export function voteFacts(vote: VoteRow, round: RoundRow | undefined): VoteFacts {
  return {
    state: vote.state,
    round: vote.round,
    window: round
      ? {
          opensAt: round.opens_at,
          closesAt: round.closes_at,
          extendedAt: round.extended_at,
          openedAt: round.opened_at,
          closedAt: round.closed_at,
          countedAt: round.counted_at,
        }
      : null,
    endedAt: vote.final_at ?? vote.cancelled_at,
    rollDeletedAt: vote.roll_deleted_at,
  };
}
