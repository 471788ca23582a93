/** A new course, visit or consultation of a milestone. Its story begins when it is written. */
import type { Answer } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { type MilestoneRow, planMilestone } from '../milestones.ts';
import { lockProject, planOf, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store, type Transaction } from '../store.ts';
import { refuseChange } from './changing.ts';
import { refuseUnannounced } from './notice.ts';
import { type RunFields, refuseRunFields, runData, runTextFaults } from './run-fields.ts';

/**
 * Schedules a run; the command's target is its new id. Days that have passed are taken, inside the project: what was held
 * before it was written down is recorded too. Not so of a consultation, which no notice could announce any more (R11).
 * @param now the instant of the decision
 */
export async function scheduleRun(
  store: Store,
  command: CommandInput & { readonly body: RunFields },
  milestoneId: string,
  now: Date,
): Promise<Answer> {
  const { body, targetId, userId } = command;
  const textFaults = runTextFaults(body);
  if (textFaults.length > 0) return refused({ code: 'fields-refused', faults: textFaults });
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const target = await trx('milestones')
      .where({ id: milestoneId })
      .first<{ project_id: string } | undefined>('project_id');
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(milestoneId);
    const plan = await planOf(trx, project.id);
    const milestone = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow>();
    const planned = planMilestone(plan, milestone.key);
    const role = await roleOf(trx, project.id, userId);
    const run = { state: 'scheduled', milestone_state: milestone.state } as const;
    const refusal = refuseChange({ role, project, planned, run });
    if (refusal) return refused(refusal);
    if (!planned.runs) return refused({ code: 'no-runs' });
    const sessions = body.sessions.map(({ startsAt, endsAt, topic }) => ({
      id: newId(),
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      topic,
    }));
    const wrong =
      refuseRunFields(body, sessions, project, planned) ?? refuseUnannounced(planned, plan, sessions, [], now);
    if (wrong) return refused(wrong);

    const number = (await lastNumber(trx, milestoneId)) + 1;
    const { title, place, ledBy, capacity } = body;
    await trx('runs').insert({
      id: targetId,
      project_id: project.id,
      milestone_id: milestoneId,
      number,
      title,
      place,
      led_by: ledBy,
      capacity,
      public: body.public,
      created_at: now,
      changed_by: userId,
      changed_at: now,
    });
    await trx('sessions').insert(
      sessions.map(({ id, startsAt, endsAt, topic }) => ({
        id,
        run_id: targetId,
        starts_at: startsAt,
        ends_at: endsAt,
        topic,
      })),
    );
    const event = { projectId: project.id, type: 'run.scheduled', at: now, actorId: userId, milestoneId };
    const told = { id: targetId, milestone_key: milestone.key, number, capacity, public: body.public };
    const data = runData(told, sessions);
    await recordMarked(trx, { ...event, data, texts: { title, place, ledBy } }, { run: [targetId] });
    return { done: true, result: { id: targetId } };
  });
}

async function lastNumber(trx: Transaction, milestoneId: string): Promise<number> {
  const row = await trx('runs')
    .where({ milestone_id: milestoneId })
    .max<{ last: number | null }>('number as last')
    .first();
  return row?.last ?? 0;
}
