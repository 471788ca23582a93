/**
 * Commands on a project as a whole: amendment, cancelling, members, the owner of a milestone.
 */

import { dayOf } from '../domain/calendar.ts';
import { rolesFor } from '../domain/decision.ts';
import type { ProjectRole } from '../domain/lifecycle.ts';
import { isEnded } from '../domain/lifecycle.ts';
import type { Answer, Refusal } from '../domain/refusal.ts';
import type { ProjectStanding } from '../domain/standing.ts';
import { standingOfProject } from './advance.ts';
import { type CommandInput, CommandNotFound, recordAnswer, runCommand } from './commands.ts';
import { recordEvent } from './events.ts';
import { type MilestoneRow, milestonesOf, planMilestone, updateMilestone } from './milestones.ts';
import { amendmentNumberUsed, refuseAmendment, writeAmendment } from './moves.ts';
import { lockProject, membersOf, type ProjectRow, planOf, roleOf } from './projects.ts';
import type { Store, Transaction } from './store.ts';
import { isAdministrator } from './users.ts';

/** Locks the project and runs the change if the caller may still make it and the project still runs. */
async function inProject(
  store: Store,
  command: CommandInput,
  projectId: string,
  now: Date,
  refuse: (trx: Transaction) => Promise<Refusal | null>,
  change: (trx: Transaction, project: ProjectRow) => Promise<Answer>,
): Promise<Answer> {
  return runCommand(store, command, now, async (trx) => {
    const project = await lockProject(trx, projectId);
    if (!project) throw new CommandNotFound(projectId);
    const refusal = await refuse(trx);
    if (refusal) return { done: false, refusal };
    if (project.state !== 'running') return { done: false, refusal: { code: 'project-ended', state: project.state } };
    return change(trx, project);
  });
}

/** `inProject` for whoever manages it. */
const asManager = (
  store: Store,
  command: CommandInput,
  projectId: string,
  now: Date,
  change: (trx: Transaction, project: ProjectRow) => Promise<Answer>,
): Promise<Answer> =>
  inProject(
    store,
    command,
    projectId,
    now,
    async (trx) =>
      (await roleOf(trx, projectId, command.userId)) === 'manager'
        ? null
        : { code: 'role-missing', roles: ['manager'] },
    change,
  );

export interface AmendmentBody {
  readonly number: string;
  readonly signedOn: string;
  readonly newEnd: string;
  readonly reason: string;
}

/** R8: an additional act moves the project's end. Dates stay; they can then be moved up to it. */
export async function amendProject(
  store: Store,
  command: CommandInput & { readonly body: AmendmentBody },
  now: Date,
): Promise<Answer> {
  const { body } = command;
  return asManager(store, command, command.targetId, now, async (trx, project) => {
    const open = (await milestonesOf(trx, project.id)).filter(({ state }) => !isEnded(state));
    const latest = open.map(({ due_at }) => dayOf(due_at)).reduce((a, b) => (a > b ? a : b), project.starts_on);
    const refusal = refuseAmendment(project, body.newEnd, latest);
    if (refusal) return { done: false, refusal };
    if (await amendmentNumberUsed(trx, project.id, body.number)) {
      return { done: false, refusal: { code: 'amendment-number-used', number: body.number } };
    }
    const event = await recordEvent(trx, {
      projectId: project.id,
      type: 'project.amended',
      at: now,
      actorId: command.userId,
      milestoneId: null,
      data: { signedOn: body.signedOn, oldEnd: project.ends_on, newEnd: body.newEnd },
      texts: { reason: body.reason, number: body.number },
    });
    await writeAmendment(trx, project, body, event.id);
    return { done: true, result: { id: project.id, state: project.state, version: project.version + 1 } };
  });
}

/**
 * R21: the second signature on the town hall's payment is the partner's, so only an administrator makes somebody a
 * partner or takes that role away; managers change the other roles.
 */
async function refuseMemberChange(
  trx: Transaction,
  projectId: string,
  by: string,
  { userId, role }: { readonly userId: string; readonly role: ProjectRole | null },
): Promise<Refusal | null> {
  if (await isAdministrator(trx, by)) return null;
  if ((await roleOf(trx, projectId, by)) !== 'manager') return { code: 'role-missing', roles: ['manager'] };
  // The role of somebody who is disabled as well.
  const held = await trx('members')
    .where({ project_id: projectId, user_id: userId })
    .first<{ role: ProjectRole } | undefined>('role');
  return role === 'partner' || held?.role === 'partner' ? { code: 'partner-by-administrator' } : null;
}

/** Gives somebody a role in the project, changes it, or (role null) takes it away. A project keeps a manager. */
export async function changeMember(
  store: Store,
  command: CommandInput & { readonly body: { readonly userId: string; readonly role: ProjectRole | null } },
  now: Date,
): Promise<Answer> {
  const { userId, role } = command.body;
  const refuse = (trx: Transaction) => refuseMemberChange(trx, command.targetId, command.userId, command.body);
  return inProject(store, command, command.targetId, now, refuse, async (trx, project) => {
    const known = await trx('users').where({ id: userId }).first<{ disabled_at: Date | null } | undefined>();
    // Somebody who is disabled gets no role any more; theirs can be taken away.
    if (!known || (role !== null && known.disabled_at)) {
      return { done: false, refusal: { code: 'not-a-member', field: 'userId' } };
    }
    const others = (await membersOf(trx, project.id)).some(
      (member) => member.role === 'manager' && member.id !== userId,
    );
    if (role !== 'manager' && !others) return { done: false, refusal: { code: 'last-manager' } };
    if (role === null) {
      const owned = (await milestonesOf(trx, project.id)).some((row) => row.owner_id === userId && !isEnded(row.state));
      if (owned) return { done: false, refusal: { code: 'still-owner' } };
      await trx('members').where({ project_id: project.id, user_id: userId }).delete();
    } else {
      await trx('members')
        .insert({ project_id: project.id, user_id: userId, role })
        .onConflict(['project_id', 'user_id'])
        .merge(['role']);
    }
    await recordEvent(trx, {
      projectId: project.id,
      type: 'member.changed',
      at: now,
      actorId: command.userId,
      milestoneId: null,
      data: { userId, role },
    });
    return { done: true, result: { id: project.id, state: project.state, version: project.version } };
  });
}

/** Gives a milestone to another member, who from now on is reminded of it (R7). */
export async function assignMilestone(
  store: Store,
  command: CommandInput & { readonly body: { readonly ownerId: string } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { ownerId } = command.body;
  return asManager(store, command, projectId, now, async (trx, project) => {
    const milestone = await trx('milestones').where({ id: command.targetId }).first<MilestoneRow>();
    if (isEnded(milestone.state)) {
      return { done: false, refusal: { code: 'wrong-state', state: milestone.state, verb: 'assign' } };
    }
    const role = await roleOf(trx, project.id, ownerId);
    if (role === null) return { done: false, refusal: { code: 'not-a-member', field: 'ownerId' } };
    const roles = rolesFor('submit', planMilestone(await planOf(trx, project.id), milestone.key));
    if (!roles.includes(role)) return { done: false, refusal: { code: 'owner-cannot-submit', roles } };
    const changed = await updateMilestone(trx, milestone.id, { owner_id: ownerId });
    await recordEvent(trx, {
      projectId: project.id,
      type: 'milestone.assigned',
      at: now,
      actorId: command.userId,
      milestoneId: milestone.id,
      data: { key: milestone.key, from: milestone.owner_id, to: ownerId, version: changed.version },
    });
    return {
      done: true,
      result: { id: changed.id, state: changed.state, version: changed.version, dueAt: changed.due_at },
    };
  });
}

interface CancelCommand {
  readonly user_id: string;
  readonly target_id: string;
  readonly body: { readonly reason: string };
  readonly answer: Answer | null;
}

/**
 * Cancels a project and every milestone that has not ended, by a stored command (its story carries it).
 * @returns where everything stands; the answer, a refusal included, is with the command
 */
export async function cancelProject(store: Store, commandId: string, now: Date): Promise<ProjectStanding> {
  return store.knex.transaction(async (trx) => {
    const target = await trx('commands').where({ id: commandId }).first<{ target_id: string } | undefined>('target_id');
    const project = target && (await lockProject(trx, target.target_id));
    if (!project) throw new CommandNotFound(commandId);
    const command = await trx('commands').where({ id: commandId }).first<CancelCommand>();
    const plan = await planOf(trx, project.id);
    if (command.answer) return standingOfProject(trx, project, plan, now);
    const role = await roleOf(trx, project.id, command.user_id);
    if (role !== 'manager' || project.state !== 'running') {
      const refusal =
        role === 'manager'
          ? ({ code: 'project-ended', state: project.state } as const)
          : ({ code: 'role-missing', roles: ['manager'] } as const);
      await recordAnswer(trx, commandId, { done: false, refusal }, now);
      return standingOfProject(trx, project, plan, now);
    }
    const open = (await milestonesOf(trx, project.id)).filter(({ state }) => !isEnded(state));
    for (const { id } of open) {
      await updateMilestone(trx, id, { state: 'cancelled', ended_at: now, ended_by: command.user_id });
    }
    await trx('projects')
      .where({ id: project.id })
      .update({ state: 'cancelled', cancelled_at: now, version: trx.raw('version + 1') });
    await recordEvent(trx, {
      projectId: project.id,
      type: 'project.cancelled',
      at: now,
      actorId: command.user_id,
      milestoneId: null,
      data: { commandId, milestones: open.map(({ key }) => key) },
      texts: { reason: command.body.reason },
    });
    const answer = { id: project.id, state: 'cancelled', version: project.version + 1 };
    await recordAnswer(trx, commandId, { done: true, result: answer }, now);
    return standingOfProject(trx, { id: project.id, state: 'cancelled' }, plan, now);
  });
}
