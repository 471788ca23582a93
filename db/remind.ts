/**
 * Reminders (R7): decided under the project's lock from what is true then, whatever woke the story.
 */
import { dayOf, daysBetween } from '../domain/calendar.ts';
import { isEnded } from '../domain/lifecycle.ts';
import { type Member, type MessageType, recipientsOf } from '../domain/messages.ts';
import type { ReminderStep } from '../domain/reminders.ts';
import type { Standing } from '../domain/standing.ts';
import { recordEvent } from './events.ts';
import { missingInWords } from './gate-facts.ts';
import { type MilestoneRow, milestoneFacts, remindersOf, standingOf } from './milestones.ts';
import { notify } from './notify.ts';
import { lockProject, membersOf, planOf, projectFacts } from './projects.ts';
import type { Store, Transaction } from './store.ts';

const MESSAGE_OF: Readonly<Record<ReminderStep['kind'], MessageType>> = {
  reminder: 'milestone.reminder',
  overdue: 'milestone.overdue',
  escalated: 'milestone.escalated',
};

/**
 * Sends what is owed now: for each audience the latest step, once; the steps it overtook are recorded as overtaken.
 * Asked twice, or for a milestone that was completed or moved meanwhile, it sends nothing more.
 */
export async function remindMilestone(store: Store, milestoneId: string, now: Date): Promise<Standing> {
  return store.knex.transaction(async (trx) => {
    const target = await trx('milestones').where({ id: milestoneId }).first<{ project_id: string }>('project_id');
    const project = await lockProject(trx, target.project_id);
    const milestone = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow>();
    const plan = await planOf(trx, target.project_id);
    if (!project || isEnded(milestone.state)) return standingOf(trx, milestone, plan, now);
    const { send, overtaken, next } = await remindersOf(trx, milestone, plan, now);
    if (send.length > 0) {
      const members = await membersOf(trx, project.id);
      const missing = await missingInWords(trx, milestone, plan);
      for (const step of send) {
        const type = MESSAGE_OF[step.kind];
        // Where the owner cannot sign in any more, a manager is told: a deadline is never silent.
        const audience = { members, ownerId: milestone.owner_id, approverRoles: [], actorId: null };
        const chosen = recipientsOf(type, audience);
        const recipients = chosen.length > 0 ? chosen : members.filter(({ role }) => role === 'manager');
        const passed = overtaken.filter(({ kind }) => (kind === 'escalated') === (step.kind === 'escalated'));
        const event = await recordEvent(trx, {
          projectId: project.id,
          type,
          at: now,
          actorId: null,
          milestoneId,
          data: { key: milestone.key, step: step.step, dueAt: milestone.due_at, overtaken: passed.map((s) => s.step) },
        });
        await recordSteps(trx, milestone, recipients, now, [
          { step, outcome: 'sent' },
          ...passed.map((each) => ({ step: each, outcome: 'overtaken' as const })),
        ]);
        await notify(store, trx, {
          eventId: event.id,
          projectId: project.id,
          at: now,
          facts: {
            type,
            ...projectFacts(project, plan),
            milestone: milestoneFacts(milestone),
            ownerName: members.find(({ id }) => id === milestone.owner_id)?.name ?? null,
            daysLeft: daysBetween(dayOf(now), dayOf(milestone.due_at)),
            nextReminderAt: next?.toISOString() ?? null,
            missing,
          },
          recipients,
        });
      }
    }
    return standingOf(trx, milestone, plan, now);
  });
}

async function recordSteps(
  trx: Transaction,
  milestone: MilestoneRow,
  recipients: readonly Member[],
  now: Date,
  decided: readonly { step: ReminderStep; outcome: 'sent' | 'overtaken' }[],
): Promise<void> {
  // A step without anybody to tell is still decided, or the story would ask for it for ever.
  const ids = recipients.length > 0 ? recipients.map(({ id }) => id) : [milestone.owner_id];
  await trx('reminders').insert(
    decided.flatMap(({ step, outcome }) =>
      ids.map((recipient) => ({
        milestone_id: milestone.id,
        due_at: milestone.due_at,
        step: step.step,
        recipient_id: recipient,
        outcome: recipients.length > 0 ? outcome : 'overtaken',
        owed_at: step.owedAt,
        decided_at: now,
      })),
    ),
  );
}
