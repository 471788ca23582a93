/** R5: a message that staff writes to organisations of the register. */
import { rolesFor } from '../domain/decision.ts';
import { takesEvidence } from '../domain/lifecycle.ts';
import { nationalIdFaults } from '../domain/participants.ts';
import type { Answer } from '../domain/refusal.ts';
import { type CommandInput, CommandNotFound } from './commands.ts';
import { recordEvent } from './events.ts';
import { type MilestoneRow, planMilestone } from './milestones.ts';
import { notifyOrganisations } from './notify-organisations.ts';
import { roleOf } from './projects.ts';
import { refused, registering } from './register/registering.ts';
import type { Store, Transaction } from './store.ts';

export interface OutreachBody {
  readonly organisationIds: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/**
 * Writes one message to each organisation; the command's target is the milestone. The same command again sends nothing
 * more (R24). Answers how many `messages` there are.
 */
export async function sendOutreach(
  store: Store,
  command: CommandInput & { readonly body: OutreachBody },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { body, targetId, userId } = command;
  const { subject, text } = body;
  const faults = nationalIdFaults({ subject, text });
  return registering(store, command, projectId, now, faults, async ({ trx, project, plan }) => {
    const milestone = await trx('milestones')
      .where({ id: targetId, project_id: projectId })
      .first<MilestoneRow | undefined>();
    if (!milestone) throw new CommandNotFound(targetId);
    const planned = planMilestone(plan, milestone.key);
    const roles = rolesFor('evidence', planned);
    const role = await roleOf(trx, projectId, userId);
    if (role === null || !roles.includes(role)) return refused({ code: 'role-missing', roles });
    if (planned.kind !== 'outreach') return refused({ code: 'no-outreach' });
    if (!takesEvidence(milestone.state)) return refused({ code: 'evidence-frozen', state: milestone.state });
    const chosen = [...new Set(body.organisationIds.map((id) => id.toLowerCase()))];
    const organisations = await organisationsOf(trx, projectId, chosen);
    const unknown = chosen.find((id) => !organisations.some((organisation) => organisation.id === id));
    if (unknown !== undefined) return refused({ code: 'unknown-key', field: 'organisationIds', key: unknown });
    const unreachable = organisations.find(({ email }) => email === null);
    if (unreachable) return refused({ code: 'organisation-unreachable', organisationId: unreachable.id });
    const sender = await trx('users').where({ id: userId }).first<{ name: string; email: string }>('name', 'email');
    const event = await recordEvent(trx, {
      projectId,
      type: 'outreach.sent',
      at: now,
      actorId: userId,
      milestoneId: milestone.id,
      data: { key: milestone.key, organisationIds: chosen },
      texts: { subject, text },
    });
    await notifyOrganisations(store, trx, {
      eventId: event.id,
      at: now,
      project,
      plan,
      milestoneId: milestone.id,
      subject,
      text,
      sender,
      organisations: organisations.flatMap(({ id, name, email }) => (email === null ? [] : [{ id, name, email }])),
    });
    return { done: true, result: { id: milestone.id, messages: organisations.length } };
  });
}

async function organisationsOf(
  trx: Transaction,
  projectId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string; email: string | null }[]> {
  return trx('organisations')
    .where({ project_id: projectId })
    .whereIn('id', [...ids])
    .orderByRaw('name collate "ro-x-icu", id')
    .select('id', 'name', 'email');
}
