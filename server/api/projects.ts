/** Projects: created from a plan, read, amended, cancelled; their members; their report. */
import { z } from 'zod';
import { amendProject, cancelProject, changeMember } from '../../db/change-project.ts';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { createProject } from '../../db/create-project.ts';
import { listProjects, projectPage } from '../../db/reads/projects.ts';
import { candidatesOf } from '../../db/users.ts';
import { assumptionsOf } from '../../domain/assumptions.ts';
import type { Answer } from '../../domain/refusal.ts';
import { attachment } from '../files/name.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id, locale, projectState } from '../schema/common.ts';
import { amend, cancel, commandDone, memberChange, project, projectCreate, projectRow } from '../schema/projects.ts';
import { report } from '../schema/report.ts';
import { candidate } from '../schema/users.ts';
import { NoStory } from '../workflows.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { boundOf } from './visible.ts';

const tag = 'projects';
const managers = { who: 'member', object: 'project', roles: ['manager'] } as const;
/** Who is a partner is for administrators to say (R21). */
const roleGivers = { ...managers, administrators: true } as const;

const list = {
  name: 'projects',
  sorts: ['startsOn', 'endsOn', 'slug', 'state', 'id'],
  defaultOrder: 'DESC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    slug: oneOrMore(z.string()).optional(),
    state: oneOrMore(projectState).optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

const created = z.object({ id, slug: z.string(), state: projectState, version: z.int() });

export const projectRoutes = [
  listRoute({
    method: 'get',
    path: '/api/projects',
    summary: 'Projects with their stage and next deadline.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: projectRow,
    handler: async ({ deps, caller, now }, query) =>
      asJson(await listProjects(deps.store.knex, query.filter, query, boundOf(caller), now)),
  }),
  route({
    method: 'post',
    path: '/api/projects',
    summary: 'Creates a project from a plan and starts it.',
    tag,
    access: { who: 'administrator' },
    idempotent: true,
    status: 201,
    body: projectCreate,
    answer: created,
    handler: async ({ deps, body, command, caller, now }) => {
      const plan = deps.plans.get(body.plan);
      if (!plan) throw new CommandRefused({ code: 'unknown-key', field: 'plan', key: body.plan });
      const input = command('project.create', '', body);
      const targetId = newRecordId('project', caller.id, input.idempotencyKey);
      const answer = await createProject(deps.store, { ...input, targetId }, { ...body, plan }, now);
      const result = resultOf(answer, created);
      await deps.workflows.startProject({ projectId: result.id, slug: result.slug });
      return result;
    },
  }),
  route({
    method: 'get',
    path: '/api/projects/:id',
    summary: 'A project: stages, milestones, budget, members, amendments, settings. By id or short name.',
    tag,
    access: { who: 'member', object: 'project' },
    answer: project,
    handler: async ({ deps, target, now }) => {
      const page = await projectPage(deps.store.knex, target.projectId, now);
      const { plan } = page;
      return asJson({
        ...page,
        summary: plan.summary,
        publicity: plan.publicity,
        codes: plan.codes.map(({ name, value }) => ({ name, value })),
        funder: plan.funder,
        partners: plan.partners,
        targetGroup: plan.targetGroup,
        participants: { ...plan.participants, ageGroups: plan.participants.ageGroups.groups },
        settings: assumptionsOf(plan),
        myRole: target.role,
      });
    },
  }),
  route({
    method: 'post',
    path: '/api/projects/:id/amend',
    summary: 'Records an additional act that moves the project’s end.',
    tag,
    access: managers,
    idempotent: true,
    body: amend,
    answer: commandDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('project.amend', target.projectId, body);
      return resultOf(await amendProject(deps.store, { ...input, body }, now), commandDone);
    },
  }),
  route({
    method: 'get',
    path: '/api/projects/:id/candidates',
    summary: 'Who may be given a role in the project: users who have none in it, by name.',
    tag,
    access: roleGivers,
    answer: candidate.array(),
    handler: async ({ deps, target }) => candidatesOf(deps.store.knex, target.projectId),
  }),
  route({
    method: 'post',
    path: '/api/projects/:id/members',
    summary:
      'Gives somebody a role in the project, changes it, or (role null) takes it away; a partner’s by administrators alone.',
    tag,
    access: roleGivers,
    idempotent: true,
    body: memberChange,
    answer: commandDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('project.member', target.projectId, body);
      return resultOf(await changeMember(deps.store, { ...input, body }, now), commandDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/projects/:id/cancel',
    summary: 'Cancels the project and everything in it that has not ended.',
    tag,
    access: managers,
    idempotent: true,
    body: cancel,
    answer: commandDone,
    handler: async ({ deps, target, body, command, now }) => {
      const { knex } = deps.store;
      const accepted = await acceptCommand(deps.store, command('project.cancel', target.projectId, body), now);
      let answer: Answer | null = accepted.answer;
      if (!answer) {
        const ended = async () => {
          const row = await knex('projects').where({ id: target.projectId }).first<{ state: string }>('state');
          return row.state !== 'running';
        };
        if (target.projectState !== 'running') await cancelProject(deps.store, accepted.id, now);
        else
          try {
            await deps.workflows.cancelProject(target.projectSlug, accepted.id);
          } catch (error) {
            if (!(error instanceof NoStory && (await ended()))) throw error;
            await cancelProject(deps.store, accepted.id, now);
          }
        answer = await answerOf(deps.store, accepted.id);
      }
      if (!answer) throw new NoStory('the project’s story took the command and left no answer');
      return resultOf(answer, commandDone);
    },
  }),
  route({
    method: 'get',
    path: '/api/projects/:id/report',
    summary: 'The final report’s model: figures with their records, gaps first.',
    tag,
    access: { who: 'member', object: 'project' },
    answer: report,
    handler: async ({ deps, target, now }) => asJson(await deps.report.model(target.projectId, now)),
  }),
  route({
    method: 'get',
    path: '/api/projects/:id/report.pdf',
    summary: 'The final report as PDF/A.',
    tag,
    access: { who: 'member', object: 'project' },
    query: z.strictObject({ locale: locale.optional() }),
    answer: { produces: 'application/pdf' },
    handler: async ({ deps, target, query, now, response, ...call }) => {
      const language = query.locale ?? call.locale;
      const pdf = await deps.report.pdf(target.projectId, language, now);
      if (pdf.length === 0) throw new RequestProblem('report-not-possible');
      response
        .status(200)
        .set({
          'Content-Type': 'application/pdf',
          'Content-Disposition': attachment(`${target.projectSlug}-${language}.pdf`),
          'Content-Language': language,
          'Cache-Control': 'private, no-store',
        })
        .end(pdf);
    },
  }),
];
