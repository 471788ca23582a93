/** Organisations of a project’s register. */
import { z } from 'zod';
import {
  addOrganisation,
  changeOrganisation,
  findOrganisation,
  listOrganisations,
  type OrganisationView,
} from '../../db/register/organisations.ts';
import { REGISTER_READERS, REGISTER_WRITERS } from '../../db/register/registering.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { organisation, organisationChange, organisationCreate } from '../schema/register.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { boundToRegister, checkRole } from './register.ts';

const tag = 'register';
const done = z.object({ id });

const list = {
  name: 'organisations',
  sorts: ['name', 'persons', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: id.optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

async function shown(deps: Server, organisationId: string): Promise<OrganisationView> {
  const found = await findOrganisation(deps.store.knex, organisationId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

export const organisationRoutes = [
  listRoute({
    method: 'get',
    path: '/api/organisations',
    summary: 'Organisations of a project’s register (filter `projectId`), or by their ids.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: organisation,
    handler: async ({ deps, caller }, query) => {
      const readerId = await boundToRegister(deps, caller, query.filter);
      return asJson(await listOrganisations(deps.store.knex, query.filter, query, readerId));
    },
  }),
  route({
    method: 'post',
    path: '/api/organisations',
    summary: 'Adds an organisation; names are distinct without regard to capitals and diacritics.',
    tag,
    access: { who: 'signed-in' },
    idempotent: true,
    status: 201,
    body: organisationCreate,
    answer: organisation,
    handler: async ({ deps, caller, body: { projectId, ...body }, command, now }) => {
      await checkRole(deps, caller, projectId, REGISTER_WRITERS);
      const input = command('organisation.add', '', { projectId, ...body });
      const targetId = newRecordId('organisation', caller.id, input.idempotencyKey);
      const answer = await addOrganisation(deps.store, { ...input, targetId, body }, projectId, now);
      return asJson(await shown(deps, resultOf(answer, done).id));
    },
  }),
  route({
    method: 'get',
    path: '/api/organisations/:id',
    summary: 'An organisation.',
    tag,
    access: { who: 'member', object: 'organisation', roles: REGISTER_READERS },
    answer: organisation,
    handler: async ({ deps, target }) => asJson(await shown(deps, target.id)),
  }),
  route({
    method: 'post',
    path: '/api/organisations/:id/change',
    summary: 'Changes an organisation, from the version that was read.',
    tag,
    access: { who: 'member', object: 'organisation', roles: REGISTER_WRITERS },
    idempotent: true,
    body: organisationChange,
    answer: organisation,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('organisation.change', target.id, body);
      const answer = await changeOrganisation(deps.store, { ...input, body }, target.projectId, now);
      return asJson(await shown(deps, resultOf(answer, done).id));
    },
  }),
];
