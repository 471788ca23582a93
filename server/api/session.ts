/** Signing in and out, and one's own account. */

import type { Caller } from '../../db/reads/access.ts';
import { createSignInLink, MAILED_LINK_LIFE, useSignInLink } from '../../db/sign-in-links.ts';
import { endSessions, findByEmail, membershipsOf, setPasswordHash, updateUser } from '../../db/users.ts';
import { hashPassword, passwordIsRight } from '../auth/passwords.ts';
import { endSession, startSession } from '../auth/sessions.ts';
import type { Server } from '../deps.ts';
import { RequestProblem } from '../problem.ts';
import { route } from '../route.ts';
import { askForLink, me, setPassword, signInByLink, signInByPassword, updateMe } from '../schema/users.ts';

const tag = 'session';

async function meOf(server: Server, caller: Caller) {
  return { ...caller, memberships: await membershipsOf(server.store.knex, caller.id) };
}

export const sessionRoutes = [
  route({
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in, with their role in each project.',
    tag,
    access: { who: 'signed-in' },
    answer: me,
    handler: ({ deps, caller }) => meOf(deps, caller),
  }),
  route({
    method: 'post',
    path: '/api/session/link',
    summary: 'Signs in with the token of a single-use link and uses it up.',
    tag,
    access: { who: 'anyone' },
    body: signInByLink,
    handler: async ({ deps, body, request, response }) => {
      await deps.limits.link.attempt(request, response, null);
      const userId = await useSignInLink(deps.store.knex, body.token);
      if (userId === null) throw new RequestProblem('link-not-valid');
      await startSession(request, userId);
    },
  }),
  route({
    method: 'post',
    path: '/api/session/password',
    summary: 'Signs in with e-mail address and password.',
    tag,
    access: { who: 'anyone' },
    body: signInByPassword,
    handler: async ({ deps, body, request, response }) => {
      await deps.limits.password.attempt(request, response, body.email);
      const user = await findByEmail(deps.store.knex, body.email);
      const right = await passwordIsRight(user?.passwordHash ?? null, body.password);
      if (!user || !right) throw new RequestProblem('wrong-password');
      await startSession(request, user.id);
    },
  }),
  route({
    method: 'post',
    path: '/api/session/ask-link',
    summary: 'Mails a single-use link, if there is such a user; the answer does not tell.',
    tag,
    access: { who: 'anyone' },
    status: 202,
    body: askForLink,
    handler: async ({ deps, body, request, response }) => {
      await deps.limits.askLink.attempt(request, response, body.email);
      // After the answer, so that how long it took tells nothing either.
      setImmediate(() => {
        mailLink(deps, body.email).catch((error: unknown) =>
          deps.log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'a sign-in link was not mailed'),
        );
      });
    },
  }),
  route({
    method: 'delete',
    path: '/api/session',
    summary: 'Signs out.',
    tag,
    access: { who: 'anyone' },
    handler: ({ request }) => endSession(request),
  }),
  route({
    method: 'patch',
    path: '/api/me',
    summary: 'Changes one’s own language.',
    tag,
    access: { who: 'signed-in' },
    body: updateMe,
    answer: me,
    handler: async ({ deps, caller, body, now }) => {
      await updateUser(deps.store, caller.id, { locale: body.locale }, now);
      return meOf(deps, { ...caller, locale: body.locale });
    },
  }),
  route({
    method: 'post',
    path: '/api/me/password',
    summary: 'Sets one’s own password and ends one’s other sessions; the current one is needed where there is one.',
    tag,
    access: { who: 'signed-in' },
    body: setPassword,
    handler: async ({ deps, caller, body, request, response }) => {
      if (caller.hasPassword) {
        await deps.limits.password.attempt(request, response, caller.email);
        const user = await findByEmail(deps.store.knex, caller.email);
        if (!(await passwordIsRight(user?.passwordHash ?? null, body.current ?? '')))
          throw new RequestProblem('fields-not-valid', {
            errors: {
              current: { ro: 'Parola actuală nu este corectă.', en: 'The current password is not right.' },
            },
          });
      }
      await setPasswordHash(deps.store.knex, caller.id, await hashPassword(body.password));
      await endSessions(deps.store.knex, caller.id, request.sessionID);
    },
  }),
];

async function mailLink(server: Server, email: string): Promise<void> {
  const user = await findByEmail(server.store.knex, email);
  if (!user) return;
  const link = await createSignInLink(server.store.knex, user.id, server.publicUrl, MAILED_LINK_LIFE);
  await server.mailSignInLink(user, link);
}
