/** What a run's story does by itself: notices that are owed (R7), and the end when its milestone has ended. */
import { isEnded } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import {
  nextLookAt,
  type OwnerNoticeKind,
  owedNotices,
  type RunNotice,
  runNotices,
  runPhase,
} from '../../domain/runs.ts';
import type { RunStanding } from '../../domain/standing.ts';
import { CommandNotFound } from '../commands.ts';
import { recordEvent } from '../events.ts';
import { lockProject, type ProjectRow, planOf } from '../projects.ts';
import type { Reader, Store, Transaction } from '../store.ts';
import { cancelRun } from './cancel-run.ts';
import { lockedRun } from './changing.ts';
import { enrolledOf, reachable } from './enrolled.ts';
import { decidedNotices } from './notices.ts';
import { notifyEnrolled } from './notify-enrolled.ts';
import { tellOwner } from './notify-team.ts';
import { type KnownRun, knownRun } from './run-facts.ts';
import type { RunOfMilestone } from './run-rows.ts';

/** Nothing more happens to it: it was cancelled, or its milestone has ended. */
export function isOver(run: Pick<RunOfMilestone, 'state' | 'milestone_state'>): boolean {
  return run.state === 'cancelled' || isEnded(run.milestone_state);
}

/** Where a run stands, for its story. */
export async function runStanding(reader: Reader, run: RunOfMilestone, plan: Plan, now: Date): Promise<RunStanding> {
  const { facts } = await knownRun(reader, run);
  const over = isOver(run);
  const next = over ? null : nextLookAt(facts, plan.settings, await decidedNotices(reader, run.id), now);
  return { version: run.version, phase: runPhase(facts, now), nextWakeAt: next?.toISOString() ?? null, over };
}

/** The first time that its story loads a run is written down: until then the worker looks after its beginning. */
export async function loadRun(store: Store, runId: string, now: Date): Promise<RunStanding> {
  await store.knex('runs').where({ id: runId, carried_at: null }).update({ carried_at: now });
  const run = await lockedRun(store.knex, runId);
  return runStanding(store.knex, run, await planOf(store.knex, run.project_id), now);
}

/**
 * Sends what is owed now, once; what has lost its meaning is recorded as overtaken. Asked twice, or for a run that was
 * moved or cancelled meanwhile, it sends nothing more. A run whose milestone has ended is ended.
 */
export async function wakeRun(store: Store, runId: string, now: Date): Promise<RunStanding> {
  return store.knex.transaction(async (trx) => {
    const target = await trx('runs').where({ id: runId }).first<{ project_id: string } | undefined>('project_id');
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(runId);
    const plan = await planOf(trx, project.id);
    const run = await lockedRun(trx, runId);
    if (isEnded(run.milestone_state)) await endRun({ store, trx, project, plan, run, now });
    else if (run.state !== 'cancelled') await sendOwed({ store, trx, project, plan, run, now });
    return runStanding(trx, await lockedRun(trx, runId), plan, now);
  });
}

interface Waking {
  readonly store: Store;
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
  readonly now: Date;
}

async function sendOwed(waking: Waking): Promise<void> {
  const { trx, plan, run, now } = waking;
  const known = await knownRun(trx, run);
  const notices = runNotices(known.facts, plan.settings);
  const { send, overtaken } = owedNotices(notices, await decidedNotices(trx, run.id), now);
  for (const notice of overtaken) await recordNotice(waking, notice, 'overtaken');
  for (const notice of send) {
    const sent =
      notice.kind === 'reminder' ? await remind(waking, notice, known) : await tell(waking, notice, notice.kind, known);
    await recordNotice(waking, notice, sent ? 'sent' : 'overtaken');
  }
}

/** Reminds everybody who is enrolled and has an address; false where there is nobody. */
async function remind(waking: Waking, notice: RunNotice, { sessions }: KnownRun): Promise<boolean> {
  const { store, trx, project, plan, run, now } = waking;
  const told = reachable(await enrolledOf(trx, run.id, ['enrolled']));
  if (told.length === 0 || notice.sessionId === null) return false;
  const event = await recordEvent(trx, {
    projectId: project.id,
    type: 'run.reminded',
    at: now,
    actorId: null,
    milestoneId: run.milestone_id,
    data: { runId: run.id, key: run.milestone_key, sessionId: notice.sessionId, step: notice.step },
  });
  await notifyEnrolled(store, trx, {
    type: 'run.reminder',
    eventId: event.id,
    at: now,
    project,
    plan,
    run,
    sessions,
    sessionId: notice.sessionId,
    enrolmentIds: told.map(({ id }) => id),
  });
  return true;
}

/** Tells the milestone's owner what is due: the notice (R11), attendance, records. */
async function tell(waking: Waking, notice: RunNotice, kind: OwnerNoticeKind, known: KnownRun): Promise<boolean> {
  const { store, trx, project, plan, run, now } = waking;
  const event = await recordEvent(trx, {
    projectId: project.id,
    type: 'run.due',
    at: now,
    actorId: null,
    milestoneId: run.milestone_id,
    data: { runId: run.id, key: run.milestone_key, step: notice.step },
  });
  await tellOwner(store, trx, {
    kind,
    eventId: event.id,
    at: now,
    project,
    plan,
    run,
    known,
    sessionId: notice.sessionId,
  });
  return true;
}

async function recordNotice(
  { trx, run, now }: Waking,
  notice: RunNotice,
  outcome: 'sent' | 'overtaken',
): Promise<void> {
  await trx('run_notices').insert({
    run_id: run.id,
    step: notice.step,
    about_at: notice.aboutAt,
    outcome,
    owed_at: notice.owedAt,
    decided_at: now,
  });
}

/**
 * Ends the runs of a milestone that has ended: what was wholly still to come is cancelled, and those enrolled are told.
 * Asked twice it cancels nothing more.
 * @returns the numbers of the runs whose stories have to look again
 */
export async function endRuns(store: Store, milestoneId: string, now: Date): Promise<{ number: number }[]> {
  return store.knex.transaction(async (trx) => {
    const milestone = await trx('milestones')
      .where({ id: milestoneId })
      .first<{ project_id: string } | undefined>('project_id');
    const project = milestone && (await lockProject(trx, milestone.project_id));
    if (!project) throw new CommandNotFound(milestoneId);
    const plan = await planOf(trx, project.id);
    const { ended_at: endedAt } = await trx('milestones')
      .where({ id: milestoneId })
      .first<{ ended_at: Date | null }>('ended_at');
    if (endedAt === null) return [];
    const rows = await trx('runs')
      .where({ milestone_id: milestoneId })
      .where((query) => query.whereNull('cancelled_at').orWhere('cancelled_at', '>=', endedAt))
      .orderBy('number')
      .select<{ id: string; number: number }[]>('id', 'number');
    for (const { id } of rows) {
      await endRun({ store, trx, project, plan, run: await lockedRun(trx, id), now });
    }
    return rows.map(({ number }) => ({ number }));
  });
}

async function endRun({ store, trx, project, plan, run, now }: Waking): Promise<void> {
  if (run.state === 'cancelled') return;
  const { sessions } = await knownRun(trx, run);
  // Where a session has begun there is something to keep: such a run is over and no more.
  if (sessions.some(({ starts_at: startsAt }) => startsAt <= now)) return;
  await cancelRun({ store, trx, project, plan, run, now, actorId: null }, undefined);
}
