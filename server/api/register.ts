/** The participant register: persons, organisations, its figures and its export. */
import { z } from 'zod';
import { planOf, roleOf } from '../../db/projects.ts';
import type { Caller } from '../../db/reads/access.ts';
import { erasePerson } from '../../db/register/erase.ts';
import { expireRegister } from '../../db/register/expire.ts';
import { heldOn } from '../../db/register/held.ts';
import { findPerson, listPersons, PERSON_SORTS, type PersonPage } from '../../db/register/list-persons.ts';
import { mergePersons } from '../../db/register/merge.ts';
import { participationOf } from '../../db/register/participation.ts';
import { addPerson, changePerson } from '../../db/register/persons.ts';
import { REGISTER_READERS, REGISTER_WRITERS } from '../../db/register/registering.ts';
import { registerSummary } from '../../db/register/summary.ts';
import { listViewerOf, recordFirstView, recordView } from '../../db/register/views.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import type { Server } from '../deps.ts';
import { attachment } from '../files/name.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { writeRegister } from '../register/workbook.ts';
import { listRoute, route } from '../route.ts';
import { id, locale } from '../schema/common.ts';
import {
  person,
  personChange,
  personCreate,
  personErase,
  personMerge,
  personRow,
  registerExpire,
  registerExpired,
  registerSummary as registerSummaryShape,
} from '../schema/register.ts';
import { participation } from '../schema/runs.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';

const tag = 'register';
const writers = REGISTER_WRITERS;
const readers = REGISTER_READERS;
const done = z.object({ id });

const list = {
  name: 'persons',
  sorts: PERSON_SORTS,
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: id.optional(),
    milestoneId: id.optional(),
    category: oneOrMore(z.string().max(40).nullable()).optional(),
    ageGroup: oneOrMore(z.string().max(40).nullable()).optional(),
    organisationId: oneOrMore(id).optional(),
    fields: z.record(z.string().max(40), z.string().max(200).nullable()).optional(),
    complete: z.boolean().optional(),
    erased: z.boolean().optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

/**
 * A list of a register is of one project, or of records that are named by their ids.
 * @returns the caller as the list's bound; null where the project was looked at already
 */
export async function boundToRegister(
  deps: Server,
  caller: Caller,
  filter: { readonly projectId?: string | undefined; readonly id?: readonly string[] | undefined },
): Promise<string | null> {
  if (filter.projectId !== undefined) {
    await checkRole(deps, caller, filter.projectId, readers);
    return null;
  }
  if (filter.id !== undefined) return caller.id;
  throw new RequestProblem('query-not-valid', {
    facts: {
      parameter: 'filter',
      rule: { ro: 'numiți proiectul (projectId)', en: 'name the project (projectId)' },
    },
  });
}

/** A project of somebody else does not exist; a member without the role is told so. */
export async function checkRole(
  deps: Server,
  caller: Caller,
  projectId: string,
  roles: readonly ProjectRole[],
): Promise<void> {
  mustHave(await roleOf(deps.store.knex, projectId, caller.id), roles);
}

function mustHave(role: ProjectRole | null, roles: readonly ProjectRole[]): void {
  if (role === null) throw new RequestProblem('not-found');
  if (!roles.includes(role)) throw new RequestProblem('not-allowed');
}

async function shown(deps: Server, personId: string): Promise<PersonPage> {
  const found = await findPerson(deps.store.knex, personId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

export const registerRoutes = [
  listRoute({
    method: 'get',
    path: '/api/persons',
    summary: 'Persons of a project’s register (filter `projectId`), or by their ids. Who looks is on record.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: personRow,
    handler: async ({ deps, caller, now }, query) => {
      const { filter } = query;
      const { projectId } = filter;
      const view = { userId: caller.id, scope: 'list', personId: null } as const;
      if (projectId !== undefined) {
        const { role, viewed } = await listViewerOf(deps.store.knex, projectId, caller.id, now);
        mustHave(role, readers);
        const [found] = await Promise.all([
          listPersons(deps.store.knex, filter, query, null),
          viewed || recordFirstView(deps.store, { ...view, projectId }, now),
        ]);
        return found;
      }
      const readerId = await boundToRegister(deps, caller, filter);
      if (filter.complete !== undefined)
        throw new RequestProblem('query-not-valid', {
          facts: {
            parameter: 'filter: complete',
            rule: { ro: 'numiți și proiectul (projectId)', en: 'name the project (projectId) as well' },
          },
        });
      const found = await listPersons(deps.store.knex, filter, query, readerId);
      for (const seen of new Set(found.rows.map((row) => row.projectId)))
        await recordView(deps.store, { ...view, projectId: seen }, now);
      return found;
    },
  }),
  route({
    method: 'post',
    path: '/api/persons',
    summary: 'Adds a person to a project’s register.',
    tag,
    access: { who: 'signed-in' },
    idempotent: true,
    status: 201,
    body: personCreate,
    answer: person,
    handler: async ({ deps, caller, body: { projectId, ...body }, command, now }) => {
      await checkRole(deps, caller, projectId, writers);
      const input = command('person.add', '', { projectId, ...body });
      const targetId = newRecordId('person', caller.id, input.idempotencyKey);
      const answer = await addPerson(deps.store, { ...input, targetId, body }, projectId, now);
      return asJson(await shown(deps, resultOf(answer, done).id));
    },
  }),
  route({
    method: 'get',
    path: '/api/persons/:id',
    summary: 'A person; a record that was merged answers with the one it went into. Who looks is on record.',
    tag,
    access: { who: 'member', object: 'person', roles: readers },
    answer: person,
    handler: async ({ deps, caller, target, now }) => {
      const found = await shown(deps, target.id);
      const view = { projectId: target.projectId, userId: caller.id, scope: 'person', personId: found.id } as const;
      await recordView(deps.store, view, now);
      return asJson(found);
    },
  }),
  route({
    method: 'post',
    path: '/api/persons/:id/change',
    summary: 'Changes a person, from the version that was read.',
    tag,
    access: { who: 'member', object: 'person', roles: writers },
    idempotent: true,
    body: personChange,
    answer: person,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('person.change', target.id, body);
      const answer = await changePerson(deps.store, { ...input, body }, target.projectId, now);
      return asJson(await shown(deps, resultOf(answer, done).id));
    },
  }),
  route({
    method: 'post',
    path: '/api/persons/:id/merge',
    summary: 'Merges this record into another one of the same person; answers the one that stays.',
    tag,
    access: { who: 'member', object: 'person', roles: writers },
    idempotent: true,
    body: personMerge,
    answer: person,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('person.merge', target.id, body);
      const answer = await mergePersons(deps.store, { ...input, body }, target.projectId, now);
      return asJson(await shown(deps, resultOf(answer, done).id));
    },
  }),
  route({
    method: 'post',
    path: '/api/persons/:id/erase',
    summary: 'Anonymises a person; every count stays as it is.',
    tag,
    access: { who: 'member', object: 'person', roles: writers },
    idempotent: true,
    body: personErase,
    answer: person,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('person.erase', target.id, body);
      const answer = await erasePerson(deps.store, { ...input, body }, target.projectId, now);
      return asJson(await shown(deps, resultOf(answer, done).id));
    },
  }),
  route({
    method: 'get',
    path: '/api/persons/:id/participation',
    summary:
      'The runs that a person was in, with presence and certificates; merged records as one. Who looks is on record.',
    tag,
    access: { who: 'member', object: 'person', roles: readers },
    answer: participation.array(),
    handler: async ({ deps, caller, target, now }) => {
      const { id: personId, projectId } = await shown(deps, target.id);
      await recordView(deps.store, { projectId, userId: caller.id, scope: 'person', personId }, now);
      return participationOf(deps.store.knex, personId);
    },
  }),
  route({
    method: 'get',
    path: '/api/persons/:id/held',
    summary: 'Everything that is held on one person, as a JSON file.',
    tag,
    access: { who: 'member', object: 'person', roles: readers },
    answer: { produces: 'application/json' },
    handler: async ({ deps, caller, target, response, now }) => {
      const { id: personId } = await shown(deps, target.id);
      const view = { projectId: target.projectId, userId: caller.id, scope: 'held', personId } as const;
      await recordView(deps.store, view, now);
      const held = await heldOn(deps.store.knex, personId);
      response
        .status(200)
        .set({
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Disposition': attachment(`${target.projectSlug}-${personId}.json`),
          'Cache-Control': 'private, no-store',
        })
        .end(`${JSON.stringify(held, null, 2)}\n`);
    },
  }),
  route({
    method: 'get',
    path: '/api/projects/:id/register',
    summary: 'The register in figures.',
    tag,
    access: { who: 'member', object: 'project', roles: readers },
    answer: registerSummaryShape,
    handler: async ({ deps, target }) => asJson(await registerSummary(deps.store.knex, target.projectId)),
  }),
  route({
    method: 'post',
    path: '/api/projects/:id/register/expire',
    summary: 'Anonymises the whole register, once the time is over for which it has to be kept; every count stays.',
    tag,
    access: { who: 'member', object: 'project', roles: ['manager'] },
    idempotent: true,
    body: registerExpire,
    answer: registerExpired,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('register.expire', target.projectId, body);
      return resultOf(await expireRegister(deps.store, { ...input, body }, target.projectId, now), registerExpired);
    },
  }),
  route({
    method: 'get',
    path: '/api/projects/:id/register.xlsx',
    summary: 'The register as XLSX, in the form that an import takes. Who exports is on record.',
    tag,
    access: { who: 'member', object: 'project', roles: readers },
    query: z.strictObject({ locale: locale.optional() }),
    answer: { produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    handler: async ({ deps, caller, target, query, response, now, ...call }) => {
      const { projectId, projectSlug } = target;
      const language = query.locale ?? call.locale;
      await recordView(deps.store, { projectId, userId: caller.id, scope: 'export', personId: null }, now);
      response.status(200).set({
        'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'Content-Disposition': attachment(`${projectSlug}-${language}.xlsx`),
        'Content-Language': language,
        'Cache-Control': 'private, no-store',
      });
      await writeRegister(deps.store, projectId, await planOf(deps.store.knex, projectId), language, response);
    },
  }),
];
