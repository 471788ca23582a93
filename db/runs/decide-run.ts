/**
 * Decides a command on a run: lock, read, decide, write state, event, messages and answer, commit.
 * The story's activity calls it; the server calls it for a run that is over (and has no story any more).
 */
import type { Answer } from '../../domain/refusal.ts';
import type { RunVerb } from '../../domain/runs.ts';
import type { RunDecided } from '../../domain/standing.ts';
import { recordAnswer } from '../commands.ts';
import { type LockedCommand, lockCommand } from '../locked-command.ts';
import { recordMarked } from '../marks.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { closeSession } from './attendance.ts';
import { cancelRun } from './cancel-run.ts';
import { certify } from './certify.ts';
import { type ChangeBody, changeRun, firstHeld } from './change-run.ts';
import { type ChangingRun, lockedRun, refuseChange } from './changing.ts';
import { enrolledOf, reachable } from './enrolled.ts';
import { publishNotice } from './notice.ts';
import { notifyEnrolled } from './notify-enrolled.ts';
import { sessionsOf } from './run-rows.ts';
import { runStanding } from './wake.ts';

/** Everything a verb needs to decide and to write. */
export interface DecidingRun extends ChangingRun {
  readonly store: Store;
  readonly now: Date;
  readonly actorId: string;
  readonly commandId: string;
}

const VERBS: Readonly<Record<RunVerb, (deciding: DecidingRun, body: unknown) => Promise<Answer>>> = {
  change: (deciding, body) => changeRun(deciding, body as ChangeBody),
  publish: (deciding) => publishNotice(deciding),
  invite: (deciding) => invite(deciding),
  cancel: (deciding, body) => cancel(deciding, body as { readonly reason: string }),
  close: (deciding, body) => closeSession(deciding, body as { readonly sessionId: string }),
  certify: (deciding) => certify(deciding),
};

/**
 * Decides a stored command once; met again, it returns what was decided.
 * @param now the instant of the decision: workflow time from a story, the injected clock from the server
 * @throws CommandNotFound when there is no such command on a run
 */
export async function decideRun(store: Store, commandId: string, now: Date): Promise<RunDecided> {
  return store.knex.transaction(async (trx) => {
    const command = await lockCommand<unknown>(trx, commandId, 'runs');
    const { project, userId: actorId } = command;
    const run = await lockedRun(trx, command.targetId);
    const plan = await planOf(trx, project.id);
    const planned = planMilestone(plan, run.milestone_key);
    const deciding: DecidingRun = { store, trx, project, plan, planned, run, now, actorId, commandId };
    const answer = command.answer ?? (await decideAndRecord(deciding, command));
    return { done: answer.done, standing: await runStanding(trx, await lockedRun(trx, run.id), plan, now) };
  });
}

async function decideAndRecord(deciding: DecidingRun, { verb, body, role }: LockedCommand<unknown>): Promise<Answer> {
  const { trx, project, plan, planned, run, now, commandId } = deciding;
  const refusal = refuseChange({ role, project, planned, run });
  const decided = refusal ? refused(refusal) : await VERBS[verb.replace('run.', '') as RunVerb](deciding, body);
  const answer = decided.done
    ? { done: true as const, result: { ...decided.result, id: run.id, ...(await figures(deciding)) } }
    : decided;
  await recordAnswer(trx, commandId, answer, now);
  return answer;

  async function figures({ run: { id } }: DecidingRun) {
    const { phase, version } = await runStanding(trx, await lockedRun(trx, id), plan, now);
    return { phase, version };
  }
}

/** Invites everybody who is enrolled, has an address and was not invited before. */
async function invite({ store, trx, project, plan, run, now, actorId }: DecidingRun): Promise<Answer> {
  const sessions = await sessionsOf(trx, run.id);
  if (sessions.every(({ ends_at: endsAt }) => endsAt <= now)) return refused({ code: 'run-past' });
  const enrolled = reachable(await enrolledOf(trx, run.id, ['enrolled']));
  const invited = enrolled.filter(({ told }) => !told.includes('run.invited'));
  if (invited.length === 0) return refused({ code: 'nobody-to-invite' });
  const enrolmentIds = invited.map(({ id }) => id);
  await trx('runs')
    .where({ id: run.id })
    .update({ invited_at: run.invited_at ?? now });
  const told = { projectId: project.id, type: 'run.invited', at: now, actorId, milestoneId: run.milestone_id };
  const data = { runId: run.id, key: run.milestone_key, enrolmentIds, revision: run.revision };
  const event = await recordMarked(trx, { ...told, data }, { run: [run.id] });
  await notifyEnrolled(store, trx, {
    type: 'run.invited',
    eventId: event.id,
    at: now,
    project,
    plan,
    run: await lockedRun(trx, run.id),
    sessions,
    enrolmentIds,
  });
  return { done: true, result: { invited: invited.length } };
}

/** Cancels a run of which nothing was held. */
async function cancel(deciding: DecidingRun, { reason }: { readonly reason: string }): Promise<Answer> {
  const { trx, run } = deciding;
  const held = await firstHeld(trx, await sessionsOf(trx, run.id));
  if (held !== null) return refused({ code: 'session-held', sessionId: held });
  await cancelRun(deciding, reason);
  return { done: true, result: {} };
}
