/**
 * Projects: created from a plan, read with their lock, amended, cancelled, completed.
 */

import type { LocalText, ProjectRole, ProjectState } from '../domain/lifecycle.ts';
import type { Member, MessageFacts } from '../domain/messages.ts';
import type { Plan } from '../domain/plan.ts';
import type { Reader, Transaction } from './store.ts';
import { isAdministrator } from './users.ts';

export interface ProjectRow {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly state: ProjectState;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly version: number;
}

const COLUMNS = ['id', 'slug', 'title', 'state', 'starts_on', 'ends_on', 'version'] as const;

/** Locks the project's row: every deciding transaction begins with it, and so they stand in one order. */
export async function lockProject(trx: Transaction, projectId: string): Promise<ProjectRow | undefined> {
  return trx('projects')
    .where({ id: projectId })
    .forUpdate()
    .first<ProjectRow | undefined>(...COLUMNS);
}

// A project's plan is a snapshot that never changes, so a process reads and parses it once.
const PLANS_KEPT = 200;
const plans = new Map<string, Plan>();

/** The plan that the project was made from. */
export async function planOf(reader: Reader, projectId: string): Promise<Plan> {
  const known = plans.get(projectId);
  if (known) return known;
  const row = await reader('projects').where({ id: projectId }).first<{ plan: Plan } | undefined>('plan');
  if (!row) throw new Error(`no project ${projectId}`);
  const [oldest] = plans.keys();
  if (plans.size >= PLANS_KEPT && oldest !== undefined) plans.delete(oldest);
  plans.set(projectId, row.plan);
  return row.plan;
}

/** Everybody who has a role in the project and can still sign in. */
export async function membersOf(reader: Reader, projectId: string): Promise<Member[]> {
  return reader('members')
    .join('users', 'users.id', 'members.user_id')
    .where({ project_id: projectId, disabled_at: null })
    .orderBy(['users.name', 'users.id'])
    .select<Member[]>('users.id', 'email', 'name', 'locale', 'role');
}

/** The role of one person in the project, null for somebody who is no member or is disabled. */
export async function roleOf(reader: Reader, projectId: string, userId: string): Promise<ProjectRole | null> {
  const row = await reader('members')
    .join('users', 'users.id', 'members.user_id')
    .where({ project_id: projectId, user_id: userId, disabled_at: null })
    .first<{ role: ProjectRole } | undefined>('role');
  return row?.role ?? null;
}

/**
 * Whether somebody names the project's partners (R21): an administrator, who gives the role and makes sign-in links, or
 * whoever made anybody a partner, with the project or later; the chain knows.
 */
export async function namesPartners(reader: Reader, projectId: string, userId: string): Promise<boolean> {
  if (await isAdministrator(reader, userId)) return true;
  const events = await reader('events')
    .where({ project_id: projectId, actor_id: userId })
    .whereIn('type', ['project.created', 'member.changed'])
    .pluck<string[]>('data');
  return events.some((text) => {
    const { role, members = [] } = JSON.parse(text) as { role?: string; members?: { role: string }[] };
    return role === 'partner' || members.some((member) => member.role === 'partner');
  });
}

/** What every message of this project says about it. */
export function projectFacts(project: ProjectRow, plan: Plan): Pick<MessageFacts, 'project' | 'publicity'> {
  return {
    project: { slug: project.slug, title: project.title, endsOn: project.ends_on },
    publicity: plan.publicity,
  };
}
