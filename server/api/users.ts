/** Users, for administrators; managers see who could join their project (`/api/projects/:id/candidates`). */
import { z } from 'zod';
import { createSignInLink, PRINTED_LINK_LIFE } from '../../db/sign-in-links.ts';
import { createUser, EmailTaken, findUser, LastAdministrator, listUsers, updateUser } from '../../db/users.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id, instant } from '../schema/common.ts';
import { user, userCreate, userUpdate } from '../schema/users.ts';

const tag = 'users';
const access = { who: 'administrator' } as const;

const list = {
  name: 'users',
  sorts: ['name', 'email', 'createdAt', 'locale', 'isAdmin', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    email: oneOrMore(z.string().toLowerCase()).optional(),
    isAdmin: z.boolean().optional(),
    disabled: z.boolean().optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

/** The id in the path; what is no UUID names nobody. */
function pathId(params: { readonly id?: string | string[] }): string {
  const parsed = id.safeParse(params.id);
  if (!parsed.success) throw new RequestProblem('not-found');
  return parsed.data;
}

const emailTaken = () =>
  new RequestProblem('email-taken', {
    errors: {
      email: { ro: 'Un alt utilizator are această adresă.', en: 'Another user has this address.' },
    },
  });

export const userRoutes = [
  listRoute({
    method: 'get',
    path: '/api/users',
    summary: 'Users.',
    tag,
    access,
    list,
    row: user,
    handler: async ({ deps }, query) => asJson(await listUsers(deps.store.knex, query.filter, query)),
  }),
  route({
    method: 'post',
    path: '/api/users',
    summary: 'Adds a user, who then needs a sign-in link.',
    tag,
    access,
    status: 201,
    body: userCreate,
    answer: user,
    handler: async ({ deps, body, now }) => {
      try {
        return asJson(await createUser(deps.store, body, now));
      } catch (error) {
        throw error instanceof EmailTaken ? emailTaken() : error;
      }
    },
  }),
  route({
    method: 'get',
    path: '/api/users/:id',
    summary: 'One user.',
    tag,
    access,
    answer: user,
    handler: async ({ deps, request }) => {
      const found = await findUser(deps.store.knex, pathId(request.params));
      if (!found) throw new RequestProblem('not-found');
      return asJson(found);
    },
  }),
  route({
    method: 'put',
    path: '/api/users/:id',
    summary: 'Changes a user. Somebody who is disabled is signed out everywhere at once.',
    tag,
    access,
    body: userUpdate,
    answer: user,
    handler: async ({ deps, request, body, now }) => {
      try {
        const changed = await updateUser(deps.store, pathId(request.params), body, now);
        if (!changed) throw new RequestProblem('not-found');
        return asJson(changed);
      } catch (error) {
        throw error instanceof LastAdministrator ? new RequestProblem('last-administrator') : error;
      }
    },
  }),
  route({
    method: 'post',
    path: '/api/users/:id/sign-in-link',
    summary: 'Makes a single-use sign-in link that is valid for seven days. It is shown once.',
    tag,
    access,
    status: 201,
    answer: z.object({ url: z.string(), expiresAt: instant }),
    handler: async ({ deps, request }) => {
      const found = await findUser(deps.store.knex, pathId(request.params));
      if (!found || found.disabled) throw new RequestProblem('not-found');
      return asJson(await createSignInLink(deps.store.knex, found.id, deps.publicUrl, PRINTED_LINK_LIFE));
    },
  }),
];
