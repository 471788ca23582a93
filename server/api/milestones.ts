/** Milestones: the lists, the page, the inbox, and the commands that advance them. */
import { z } from 'zod';
import { assignMilestone } from '../../db/change-project.ts';
import { decideMilestone } from '../../db/decide.ts';
import { recordQuantity } from '../../db/evidence.ts';
import { planMilestone } from '../../db/milestones.ts';
import { previewDueDates } from '../../db/moves.ts';
import { planOf } from '../../db/projects.ts';
import type { Target } from '../../db/reads/access.ts';
import { listInbox, listMilestones, milestonePage } from '../../db/reads/milestones.ts';
import { dayOf } from '../../domain/calendar.ts';
import { allowedVerbs, rolesFor } from '../../domain/decision.ts';
import { isEnded, type MilestoneVerb, type ProjectRole, takesEvidence } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { describeMissing } from '../../domain/missing.ts';
import { describeConflict } from '../../domain/refusal-words.ts';
import { restDay } from '../../domain/working-days.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, type Route, route } from '../route.ts';
import { id, milestoneKind, milestoneState } from '../schema/common.ts';
import {
  adopt,
  approve,
  assign,
  milestone,
  milestoneCommandDone,
  milestoneRow,
  move,
  movePreview,
  movePreviewQuery,
  recordQuantity as quantityBody,
  returnBody,
  submit,
  waive,
} from '../schema/milestones.ts';
import { inboxItem } from '../schema/records.ts';
import { resultOf } from './answers.ts';
import { carried } from './story-command.ts';
import { boundOf } from './visible.ts';

const tag = 'milestones';
const readers = { who: 'member', object: 'milestone' } as const;

const list = {
  name: 'milestones',
  sorts: ['dueAt', 'position', 'key', 'state', 'stage', 'kind', 'version', 'openedAt', 'submittedAt', 'endedAt', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    state: oneOrMore(milestoneState).optional(),
    stage: oneOrMore(z.string().max(40)).optional(),
    kind: oneOrMore(milestoneKind).optional(),
    ownerId: oneOrMore(id).optional(),
    late: z.boolean().optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

const inbox = {
  name: 'inbox',
  sorts: ['dueAt', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    task: oneOrMore(inboxItem.shape.task).optional(),
    projectId: oneOrMore(id).optional(),
  }),
} as const satisfies List;

/** What each verb takes, and the roles that may ever use it; the plan narrows them in the transaction that decides. */
const VERBS = {
  submit: { body: submit, roles: ['staff', 'manager', 'partner'], summary: 'Submits the milestone for approval.' },
  return: { body: returnBody, roles: ['manager', 'partner'], summary: 'Returns a submission with a reason.' },
  approve: { body: approve, roles: ['manager', 'partner'], summary: 'Approves a submission of somebody else.' },
  move: { body: move, roles: ['manager'], summary: 'Moves the due date as previewed, with a reason.' },
  adopt: { body: adopt, roles: ['manager'], summary: 'Records a milestone that was completed before.' },
  waive: { body: waive, roles: ['manager'], summary: 'Waives the milestone with a reason.' },
} as const satisfies Record<MilestoneVerb, { body: z.ZodType; roles: readonly ProjectRole[]; summary: string }>;

function milestoneOf(target: Target): NonNullable<Target['milestone']> {
  if (!target.milestone) throw new RequestProblem('not-found');
  return target.milestone;
}

function commandRoute(verb: MilestoneVerb): Route {
  const { body: schema, roles, summary } = VERBS[verb];
  return route({
    method: 'post',
    path: `/api/milestones/:id/${verb}`,
    summary,
    tag,
    access: { who: 'member', object: 'milestone', roles },
    idempotent: true,
    body: schema,
    answer: milestoneCommandDone,
    handler: async ({ deps, target, body, command, now }) => {
      const { key } = milestoneOf(target);
      const story = {
        over: () => hasEnded(deps.store, target.id),
        carry: (commandId: string) => deps.workflows.milestoneCommand(verb, target.projectSlug, key, commandId),
        decide: (commandId: string) => decideMilestone(deps.store, commandId, now),
      };
      return carried(deps, command(`milestone.${verb}`, target.id, body), now, story, milestoneCommandDone);
    },
  });
}

async function hasEnded(store: Parameters<typeof decideMilestone>[0], milestoneId: string): Promise<boolean> {
  const row = await store
    .knex('milestones')
    .where({ id: milestoneId })
    .first<Pick<z.infer<typeof milestone>, 'state'>>('state');
  return isEnded(row.state);
}

export const milestoneRoutes = [
  listRoute({
    method: 'get',
    path: '/api/milestones',
    summary: 'Milestones of the caller’s projects.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: milestoneRow,
    handler: async ({ deps, caller, now }, query) =>
      asJson(await listMilestones(deps.store.knex, query.filter, query, boundOf(caller), now)),
  }),
  listRoute({
    method: 'get',
    path: '/api/inbox',
    summary: 'What waits for the caller: to submit, to approve, to prepare.',
    tag,
    access: { who: 'signed-in' },
    list: inbox,
    row: inboxItem,
    handler: async ({ deps, caller, now }, query) =>
      asJson(await listInbox(deps.store.knex, caller.id, query.filter, query, now)),
  }),
  route({
    method: 'get',
    path: '/api/milestones/:id',
    summary: 'A milestone with its evidence, what its gate still misses, and what the caller may do.',
    tag,
    access: readers,
    answer: milestone,
    handler: async ({ deps, caller, target, locale, now }) => {
      const page = await milestonePage(deps.store.knex, target.id, now);
      const plan = planMilestone(await planOf(deps.store.knex, target.projectId), page.key);
      const { role, projectState } = target;
      const running = projectState === 'running' && !isEnded(page.state);
      const may = (roles: readonly ProjectRole[]): boolean => running && role !== null && roles.includes(role);
      return asJson({
        ...page,
        missing: page.missing.map((missing) => ({ ...missing, text: describeMissing(missing, locale) })),
        ownerRoles: [...rolesFor('submit', plan)],
        allowed: [
          ...allowedVerbs({
            projectState,
            state: page.state,
            submittedBy: page.submittedBy?.id ?? null,
            plan,
            actor: { id: caller.id, role },
          }),
          ...(may(rolesFor('evidence', plan)) && takesEvidence(page.state) ? (['evidence'] as const) : []),
          ...(may(['manager']) ? (['assign'] as const) : []),
        ],
      });
    },
  }),
  ...(['submit', 'return', 'approve', 'move', 'adopt', 'waive'] as const).map(commandRoute),
  route({
    method: 'get',
    path: '/api/milestones/:id/move-preview',
    summary: 'What moves along when the milestone is due on another day. Nothing is changed.',
    tag,
    access: readers,
    query: movePreviewQuery,
    answer: movePreview,
    handler: async ({ deps, target, query, locale }) => {
      const { knex } = deps.store;
      const plan = await planOf(knex, target.projectId);
      const { ends_on: endsOn } = await knex('projects')
        .where({ id: target.projectId })
        .first<{ ends_on: string }>('ends_on');
      const project = { id: target.projectId, ends_on: endsOn };
      const preview = await previewDueDates(knex, project, plan, milestoneOf(target).key, query.dueOn);
      const bridgeDays = plan.settings.bridgeDays.value;
      const warnings = preview.moves.flatMap(({ key, to }) => {
        const day = dayOf(to);
        const rest = restDay(day, bridgeDays);
        return rest === null ? [] : [`${key}: ${formatDay(day, locale)} (${rest[locale]})`];
      });
      return asJson({
        hash: preview.hash,
        moves: preview.moves.map(({ id: milestoneId, key, title, from, to }) => ({
          milestoneId,
          key,
          title,
          from,
          to,
        })),
        conflicts: preview.conflicts.map((conflict) => ({
          key: conflict.key,
          title: conflict.title,
          text: describeConflict(conflict, locale),
        })),
        // With a later end at hand, what counts is whether it reaches.
        needsAmendment: preview.latestDay > (query.newEnd ?? endsOn),
        latestDay: preview.latestDay,
        endsOn: query.newEnd ?? endsOn,
        warnings,
      });
    },
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/assign',
    summary: 'Gives the milestone to another member.',
    tag,
    access: { who: 'member', object: 'milestone', roles: ['manager'] },
    idempotent: true,
    body: assign,
    answer: milestoneCommandDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('milestone.assign', target.id, body);
      const answer = await assignMilestone(deps.store, { ...input, body }, target.projectId, now);
      return resultOf(answer, milestoneCommandDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/quantities',
    summary: 'Records how much of one of the milestone’s quantities was reached.',
    tag,
    access: { who: 'member', object: 'milestone', roles: ['staff', 'manager', 'partner'] },
    idempotent: true,
    body: quantityBody,
    answer: z.object({ id }),
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('quantity.record', target.id, body);
      return resultOf(await recordQuantity(deps.store, { ...input, body }, now), z.object({ id }));
    },
  }),
];
