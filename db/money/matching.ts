/** What every change of a match stands on: the project's lock, the match as it is under it, and how it is written. */
import type { Plan } from '../../domain/plan.ts';
import { CommandNotFound } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { lockProject, type ProjectRow, planOf } from '../projects.ts';
import type { Store, Transaction } from '../store.ts';
import { type MatchOfMilestone, type MatchRow, matchById } from './match-rows.ts';

/** What the project's lock gives; `actorId` is null for what a story does by itself. */
export interface Deciding {
  readonly store: Pick<Store, 'compose' | 'mailDomain'>;
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly now: Date;
  readonly actorId: string | null;
}

/** A match that is being changed. */
export interface Matching extends Deciding {
  readonly match: MatchOfMilestone;
}

/**
 * Locks the match's project and reads the match.
 * @throws CommandNotFound where there is no such match
 */
export async function lockMatch(store: Store, trx: Transaction, matchId: string, now: Date): Promise<Matching> {
  const target = await trx('matches').where({ id: matchId }).first<{ project_id: string } | undefined>('project_id');
  const project = target && (await lockProject(trx, target.project_id));
  if (!project) throw new CommandNotFound(matchId);
  const plan = await planOf(trx, project.id);
  return { store, trx, project, plan, match: await matchById(trx, matchId), now, actorId: null };
}

/** Writes what changed and raises the version, which every answer carries. @returns the match as it is then */
export async function updateMatch(
  matching: Matching,
  change: Partial<
    Pick<
      MatchRow,
      | 'state'
      | 'due'
      | 'legal_route'
      | 'contract_number'
      | 'contracted_on'
      | 'order_number'
      | 'paid_on'
      | 'paid'
      | 'waits_since'
      | 'ended_at'
      | 'carried_at'
    >
  >,
): Promise<Matching> {
  const { trx, match, now, actorId } = matching;
  await trx('matches')
    .where({ id: match.id })
    .update({
      ...change,
      version: trx.raw('version + 1'),
      changed_at: now,
      ...(actorId !== null && { changed_by: actorId }),
    });
  return { ...matching, match: await matchById(trx, match.id) };
}

/** Records an event of this match, as it stands now. `data` holds ids, days and figures only. */
export async function recordMatchEvent(
  { trx, match, now, actorId }: Matching,
  type: string,
  data: Readonly<Record<string, unknown>> = {},
  texts?: Readonly<Record<string, string>>,
): Promise<string> {
  const event = {
    projectId: match.project_id,
    type,
    at: now,
    actorId,
    milestoneId: match.milestone_id,
    data: { matchId: match.id, key: match.milestone_key, ...data },
    ...(texts && { texts }),
  };
  return (await recordMarked(trx, event, { match: [match.id] })).id;
}
