/** Donors: personal data, for those who read the register; who looks is on record (R28). */
import { z } from 'zod';
import { changeDonor, eraseDonor } from '../../db/money/donors.ts';
import { CAMPAIGN_WRITERS } from '../../db/money/draft-campaign.ts';
import { findDonor, listDonors } from '../../db/money/list-donors.ts';
import { REGISTER_READERS } from '../../db/register/registering.ts';
import { recordView } from '../../db/register/views.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { donor, donorChange, donorErase } from '../schema/donors.ts';
import { resultOf } from './answers.ts';
import { boundToRegister } from './register.ts';

const tag = 'donors';
const readers = REGISTER_READERS;
const writers = CAMPAIGN_WRITERS;
const done = z.object({ id });

const list = {
  name: 'donors',
  sorts: ['name', 'createdAt', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: id.optional(),
    erased: z.boolean().optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

async function shown({ store }: Server, donorId: string): Promise<z.input<typeof donor>> {
  const found = await findDonor(store.knex, donorId);
  if (!found) throw new RequestProblem('not-found');
  return asJson(found);
}

export const donorRoutes = [
  listRoute({
    method: 'get',
    path: '/api/donors',
    summary: 'Donors of a project (filter `projectId`), or by their ids. Who looks is on record.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: donor,
    handler: async ({ deps, caller, now }, query) => {
      const readerId = await boundToRegister(deps, caller, query.filter);
      const found = await listDonors(deps.store.knex, query.filter, query, readerId);
      for (const projectId of new Set(found.rows.map((row) => row.projectId)))
        await recordView(deps.store, { projectId, userId: caller.id, scope: 'donors', personId: null }, now);
      return asJson(found);
    },
  }),
  route({
    method: 'get',
    path: '/api/donors/:id',
    summary: 'A donor. Who looks is on record.',
    tag,
    access: { who: 'member', object: 'donor', roles: readers },
    answer: donor,
    handler: async ({ deps, caller, target: { id: donorId, projectId }, now }) => {
      await recordView(deps.store, { projectId, userId: caller.id, scope: 'donors', personId: null }, now);
      return shown(deps, donorId);
    },
  }),
  route({
    method: 'put',
    path: '/api/donors/:id',
    summary: 'Changes a donor, from the version that was read; a name is published only by choice (R22).',
    tag,
    access: { who: 'member', object: 'donor', roles: writers },
    idempotent: true,
    body: donorChange,
    answer: donor,
    handler: async ({ deps, target, body, command, now }) => {
      const answer = await changeDonor(deps.store, { ...command('donor.change', target.id, body), body }, now);
      return shown(deps, resultOf(answer, done).id);
    },
  }),
  route({
    method: 'post',
    path: '/api/donors/:id/erase',
    summary: 'Erases name and address of a donor; every sum stays as it is (R28).',
    tag,
    access: { who: 'member', object: 'donor', roles: writers },
    idempotent: true,
    body: donorErase,
    answer: donor,
    handler: async ({ deps, target, body, command, now }) => {
      const answer = await eraseDonor(deps.store, command('donor.erase', target.id, body), now);
      return shown(deps, resultOf(answer, done).id);
    },
  }),
];
