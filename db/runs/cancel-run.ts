/** A run is cancelled: by a command, or because its milestone has ended. Those enrolled or waiting are told. */
import type { Plan } from '../../domain/plan.ts';
import { recordMarked } from '../marks.ts';
import type { ProjectRow } from '../projects.ts';
import type { Store, Transaction } from '../store.ts';
import { lockedRun } from './changing.ts';
import { enrolledOf } from './enrolled.ts';
import { notifyEnrolled } from './notify-enrolled.ts';
import { type RunOfMilestone, sessionsOf } from './run-rows.ts';

export interface Cancelling {
  readonly store: Store;
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
  readonly now: Date;
  /** Null where nobody decided it: the milestone has ended. */
  readonly actorId: string | null;
}

/** @param reason told to those enrolled; undefined where the milestone has ended */
export async function cancelRun(cancelling: Cancelling, reason: string | undefined): Promise<void> {
  const { store, trx, project, plan, run, now, actorId } = cancelling;
  await trx('runs')
    .where({ id: run.id })
    .update({
      state: 'cancelled',
      cancelled_at: now,
      version: run.version + 1,
      // A calendar takes a cancellation only with a higher number than that of the invitation.
      revision: run.revision + 1,
      ...(actorId !== null && { changed_by: actorId, changed_at: now }),
    });
  const cancelled = await lockedRun(trx, run.id);
  const sessions = await sessionsOf(trx, run.id);
  const happened = {
    projectId: project.id,
    type: 'run.cancelled',
    at: now,
    actorId,
    milestoneId: run.milestone_id,
    data: { runId: run.id, key: run.milestone_key, version: cancelled.version, revision: cancelled.revision },
    ...(reason !== undefined && { texts: { reason } }),
  };
  const event = await recordMarked(trx, happened, { run: [run.id] });
  // What has passed without being held needs no message any more.
  if (sessions.every(({ ends_at: endsAt }) => endsAt <= now)) return;
  const told = await enrolledOf(trx, run.id, ['enrolled', 'waiting']);
  if (told.length === 0) return;
  await notifyEnrolled(store, trx, {
    type: 'run.cancelled',
    eventId: event.id,
    at: now,
    project,
    plan,
    run: cancelled,
    sessions,
    ...(reason !== undefined && { reason }),
    enrolmentIds: told.map(({ id }) => id),
  });
}
