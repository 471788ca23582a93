/**
 * A plan becomes a project: rows, owners, first due dates, first event. Its story opens the first milestones.
 */
import { dueInstant } from '../domain/calendar.ts';
import type { ProjectRole } from '../domain/lifecycle.ts';
import type { Plan, PlanMilestone } from '../domain/plan.ts';
import { placePlan } from '../domain/plan-check.ts';
import type { Answer, Refusal } from '../domain/refusal.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { type CommandInput, runCommand } from './commands.ts';
import { recordEvent } from './events.ts';
import { newId, type Store, type Transaction } from './store.ts';

export interface NewProject {
  readonly slug: string;
  readonly plan: Plan;
  /** First day; the plan's days count from it. */
  readonly startsOn: string;
  readonly members: readonly { readonly userId: string; readonly role: ProjectRole }[];
}

/** Creates the project once; the caller then starts its story. `targetId` of the command is the project's new id. */
export async function createProject(
  store: Store,
  command: Omit<CommandInput, 'body' | 'verb'>,
  project: NewProject,
  now: Date,
): Promise<Answer> {
  const body = { ...project, plan: project.plan.key, planHash: sha256Hex(canonicalJson(project.plan)) };
  return runCommand(store, { ...command, verb: 'project.create', body }, now, async (trx) => {
    const refusal = await refuseMembers(trx, project);
    return refusal ? { done: false, refusal } : write(trx, command, project, now);
  });
}

async function refuseMembers(trx: Transaction, { members, plan }: NewProject): Promise<Refusal | null> {
  const ids = members.map(({ userId }) => userId);
  const known = await trx('users').whereIn('id', ids).whereNull('disabled_at').pluck<string[]>('id');
  const stranger = ids.findIndex((id) => !known.includes(id));
  if (stranger >= 0) return { code: 'not-a-member', field: `members.${stranger}.userId` };
  if (!members.some(({ role }) => role === 'manager')) return { code: 'approver-missing', roles: ['manager'] };
  for (const milestone of plan.milestones) {
    const owner = ownerOf(milestone, members);
    const another = members.some(
      ({ userId, role }) => userId !== owner && (milestone.approvers as readonly ProjectRole[]).includes(role),
    );
    // R6: a milestone that nobody but its owner could approve would stand still for ever.
    if (!another) return { code: 'approver-missing', roles: milestone.approvers };
  }
  return null;
}

/** The first member with the role that the plan gives the milestone to, or the first manager. */
export function ownerOf(milestone: Pick<PlanMilestone, 'owner'>, members: NewProject['members']): string | undefined {
  const first = (wanted: ProjectRole) => members.find(({ role }) => role === wanted)?.userId;
  return first(milestone.owner) ?? first('manager');
}

async function write(
  trx: Transaction,
  command: Pick<CommandInput, 'userId' | 'targetId'>,
  { slug, plan, startsOn, members }: NewProject,
  now: Date,
): Promise<Answer> {
  const projectId = command.targetId;
  const placed = placePlan(plan, startsOn);
  const [created] = await trx('projects')
    .insert({
      id: projectId,
      slug,
      plan: JSON.stringify(plan),
      title: JSON.stringify(plan.title),
      starts_on: placed.startsOn,
      ends_on: placed.endsOn,
      created_at: now,
    })
    // Of two at once with this name, the later one learns it here.
    .onConflict('slug')
    .ignore()
    .returning<{ id: string }[]>('id');
  if (!created) return { done: false, refusal: { code: 'slug-taken', slug } };
  await trx('members').insert(members.map(({ userId, role }) => ({ project_id: projectId, user_id: userId, role })));
  const event = await recordEvent(trx, {
    projectId,
    type: 'project.created',
    at: now,
    actorId: command.userId,
    milestoneId: null,
    data: {
      slug,
      plan: plan.key,
      planHash: sha256Hex(canonicalJson(plan)),
      startsOn: placed.startsOn,
      endsOn: placed.endsOn,
      members,
      due: placed.milestones,
    },
  });
  const dueOf = new Map(placed.milestones.map(({ key, dueOn }) => [key, dueInstant(dueOn)]));
  const rows = plan.milestones.map((milestone, position) => ({
    id: newId(),
    project_id: projectId,
    key: milestone.key,
    position,
    stage: milestone.stage,
    kind: milestone.kind,
    title: JSON.stringify(milestone.title),
    owner_id: ownerOf(milestone, members),
    due_at: dueOf.get(milestone.key),
  }));
  await trx('milestones').insert(rows);
  await trx('due_dates').insert(
    rows.map(({ id, due_at }) => ({ milestone_id: id, event_id: event.id, due_at, set_at: now })),
  );
  const quantities = plan.milestones.flatMap((milestone, index) =>
    milestone.quantities.map(({ key, title, target }, position) => ({
      milestone_id: rows[index]?.id,
      key,
      position,
      title: JSON.stringify(title),
      target,
    })),
  );
  if (quantities.length > 0) await trx('quantities').insert(quantities);
  return { done: true, result: { id: projectId, slug, state: 'running', version: 1 } };
}
