/**
 * The order of a project (design: what opens what): opens every milestone whose predecessors are completed,
 * and completes the project when all have ended. Asked twice, it does nothing the second time.
 */
import { isComplete, isEnded } from '../domain/lifecycle.ts';
import { recipientsOf } from '../domain/messages.ts';
import type { Plan } from '../domain/plan.ts';
import type { ProjectStanding } from '../domain/standing.ts';
import { recordEvent } from './events.ts';
import { missingInWords } from './gate-facts.ts';
import {
  type MilestoneRow,
  milestoneFacts,
  milestonesOf,
  planMilestone,
  standingOf,
  updateMilestone,
} from './milestones.ts';
import { notify } from './notify.ts';
import { lockProject, membersOf, type ProjectRow, planOf, projectFacts } from './projects.ts';
import type { Reader, Store, Transaction } from './store.ts';

/**
 * @param now workflow time: the instant at which milestones open
 * @returns where the project and every milestone stands afterwards
 */
export async function advanceProject(store: Store, projectId: string, now: Date): Promise<ProjectStanding> {
  return store.knex.transaction(async (trx) => {
    const project = await lockProject(trx, projectId);
    if (!project) throw new Error(`no project ${projectId}`);
    const plan = await planOf(trx, projectId);
    if (project.state !== 'running') return standingOfProject(trx, project, plan, now);
    const milestones = await milestonesOf(trx, projectId);
    const completed = new Set(milestones.filter(({ state }) => isComplete(state)).map(({ key }) => key));
    for (const milestone of milestones) {
      const { after } = planMilestone(plan, milestone.key);
      if (milestone.state === 'waiting' && after.every((key) => completed.has(key))) {
        await open(store, trx, project, plan, milestone, now);
      }
    }
    if (milestones.every(({ state }) => isEnded(state))) {
      return standingOfProject(trx, await complete(store, trx, project, plan, now), plan, now);
    }
    return standingOfProject(trx, project, plan, now);
  });
}

async function open(
  store: Store,
  trx: Transaction,
  project: ProjectRow,
  plan: Plan,
  milestone: MilestoneRow,
  now: Date,
): Promise<void> {
  const opened = await updateMilestone(trx, milestone.id, { state: 'open', opened_at: now });
  const event = await recordEvent(trx, {
    projectId: project.id,
    type: 'milestone.opened',
    at: now,
    actorId: null,
    milestoneId: milestone.id,
    data: { key: milestone.key, from: milestone.state, to: opened.state, version: opened.version },
  });
  await notify(store, trx, {
    eventId: event.id,
    projectId: project.id,
    at: now,
    facts: {
      type: 'milestone.opened',
      ...projectFacts(project, plan),
      milestone: milestoneFacts(opened),
      missing: await missingInWords(trx, opened, plan),
      nextReminderAt: (await standingOf(trx, opened, plan, now)).nextReminderAt,
    },
    recipients: recipientsOf('milestone.opened', {
      members: await membersOf(trx, project.id),
      ownerId: milestone.owner_id,
      approverRoles: [],
      actorId: null,
    }),
  });
}

async function complete(
  store: Store,
  trx: Transaction,
  project: ProjectRow,
  plan: Plan,
  now: Date,
): Promise<ProjectRow> {
  await trx('projects')
    .where({ id: project.id })
    .update({ state: 'completed', completed_at: now, version: trx.raw('version + 1') });
  const event = await recordEvent(trx, {
    projectId: project.id,
    type: 'project.completed',
    at: now,
    actorId: null,
    milestoneId: null,
    data: { from: project.state, to: 'completed' },
  });
  await notify(store, trx, {
    eventId: event.id,
    projectId: project.id,
    at: now,
    facts: { type: 'project.completed', ...projectFacts(project, plan) },
    recipients: recipientsOf('project.completed', {
      members: await membersOf(trx, project.id),
      ownerId: null,
      approverRoles: [],
      actorId: null,
    }),
  });
  return { ...project, state: 'completed', version: project.version + 1 };
}

/** Where the project and all its milestones stand. */
export async function standingOfProject(
  reader: Reader,
  project: Pick<ProjectRow, 'id' | 'state'>,
  plan: Plan,
  now: Date,
): Promise<ProjectStanding> {
  const milestones = [];
  for (const row of await milestonesOf(reader, project.id)) {
    milestones.push({
      id: row.id,
      key: row.key,
      kind: row.kind,
      standing: await standingOf(reader, row, plan, now),
    });
  }
  return { state: project.state, milestones };
}
