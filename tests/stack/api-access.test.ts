/** Every route × role × somebody else's object: the table of routes is walked, so a new route is in it by itself. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createUser, updateUser } from '../../db/users.ts';
import { ROUTES } from '../../server/api/index.ts';
import type { Access, Route } from '../../server/route.ts';
import { type Api, startApi, type Visitor, type Who } from './api.ts';
import { moneyBySql } from './money-by-sql.ts';
import { certificatesFor, runWith } from './runs-by-sql.ts';
import { voteBySql } from './votes-by-sql.ts';

let api: Api;
/** An object of each kind, in the members' project and in somebody else's. */
let own: Record<string, string>;
let foreign: Record<string, string>;

async function objectsOf(projectId: string, giver: Visitor): Promise<Record<string, string>> {
  const { knex } = api.store;
  const milestone = await api.milestone('A1', projectId);
  const requirement = (await giver.get(`/api/milestones/${milestone.id}`)).json<{
    requirements: { key: string; accepts: string[] }[];
  }>();
  const link = requirement.requirements.find(({ accepts }) => accepts.includes('link'))?.key;
  const file = new FormData();
  file.set('requirement', requirement.requirements[0]?.key ?? '');
  file.set('file', new File(['dovadă'], 'dovada.txt', { type: 'text/plain' }));
  const given = link
    ? await giver.command(`/api/milestones/${milestone.id}/evidence`, {
        requirement: link,
        link: 'https://example.org/',
        name: 'x',
      })
    : await giver.upload(`/api/milestones/${milestone.id}/evidence`, file);
  expect(given.status).toBe(201);
  const event = await knex('events').where({ project_id: projectId }).first<{ id: string }>('id');
  const message = randomUUID();
  await knex('messages').insert({
    id: message,
    project_id: projectId,
    event_id: event.id,
    event_type: 'milestone.opened',
    recipient_id: giver.id,
    to_address: giver.email,
    to_name: 'x',
    locale: 'ro',
    subject: 'x',
    body_text: 'x',
    body_html: 'x',
    message_id: `<${message}@jalon.test>`,
    created_at: new Date(),
  });
  const person = await giver.command('/api/persons', { projectId, familyName: 'Exemplu', givenName: 'Ana' });
  const organisation = await giver.command('/api/organisations', { projectId, name: 'Organizație (exemplu)' });
  const list = new FormData();
  list.set('file', new File(['Nume;Prenume\nExemplu;Ioana\n'], 'lista.csv', { type: 'text/csv' }));
  const preview = await giver.upload(`/api/projects/${projectId}/imports`, list);
  expect([person.status, organisation.status, preview.status]).toEqual([201, 201, 201]);
  const personId = person.json<{ id: string }>().id;
  return {
    project: projectId,
    person: personId,
    ...(await courseOf(projectId, personId)),
    organisation: organisation.json<{ id: string }>().id,
    import: preview.json<{ id: string }>().id,
    milestone: milestone.id,
    evidence: given.json<{ id: string }>().id,
    event: event.id,
    proposal: await proposalOf(projectId, milestone.id),
    ...(await voteOf(projectId, giver)),
    ...(await moneyBySql(api.store, projectId, { userId: giver.id, campaignKey: 'A2', fundKey: 'A15' })),
    message,
  };
}

async function proposalOf(projectId: string, milestoneId: string): Promise<string> {
  const id = randomUUID();
  const at = new Date();
  await api.store.knex('proposals').insert({
    id,
    project_id: projectId,
    milestone_id: milestoneId,
    number: 1,
    title: 'Iluminat (exemplu)',
    summary: 'x',
    source: 'public',
    created_at: at,
    changed_at: at,
  });
  return id;
}

/** A vote with one person on its roll, an import that is looked at, and a challenge. */
async function voteOf(projectId: string, { id: userId }: Visitor): Promise<Record<string, string>> {
  const { knex } = api.store;
  const { id: milestoneId } = await api.milestone('A13', projectId);
  const vote = await voteBySql(knex, { projectId, milestoneId, userId, voters: 1, state: 'announced' });
  const [rollImport, challenge] = [randomUUID(), randomUUID()];
  const of = { vote_id: vote.id, made_by: userId, made_at: new Date() };
  const rows = JSON.stringify({ columns: [], rows: [] });
  await knex('roll_imports').insert({ id: rollImport, ...of, file_name: 'x', sha256: Buffer.alloc(32), rows });
  await knex('roll_challenges').insert({ id: challenge, ...of, kind: 'missing', words: 'x' });
  return { vote: vote.id, voter: vote.voters[0]?.id ?? '', 'roll-import': rollImport, challenge };
}

/** A course that somebody was in, with the certificate of it. */
async function courseOf(projectId: string, personId: string): Promise<Record<string, string>> {
  const { id: milestoneId } = await api.milestone('A2', projectId);
  const run = await runWith(api, { projectId, milestoneId });
  const enrolment = randomUUID();
  const at = new Date();
  await api.store.knex('enrolments').insert({
    id: enrolment,
    run_id: run.id,
    person_id: personId,
    state: 'enrolled',
    source: 'staff',
    enrolled_at: at,
    changed_at: at,
  });
  await certificatesFor(api, { ...run, projectId }, [personId]);
  const certificate = await api.store.knex('certificates').where({ run_id: run.id }).first<{ id: string }>('id');
  return { run: run.id, enrolment, certificate: certificate.id };
}

beforeAll(async () => {
  api = await startApi();
  own = await objectsOf(api.project.id, api.people.manager);
  foreign = await objectsOf(api.foreign.id, api.people.stranger);
});
afterAll(() => api.close());

const ROLES = ['staff', 'manager', 'partner', 'auditor', 'administrator', 'stranger'] as const satisfies Who[];

/** A request that reaches the access check and is stopped by its empty body, if it gets that far. */
async function knock(visitor: Visitor, route: Route, objects: Record<string, string>) {
  const id = 'object' in route.access ? (objects[route.access.object] ?? '') : randomUUID();
  const path = route.path.replace(':id', id);
  const send = (headers: Record<string, string>) =>
    visitor.send(route.method.toUpperCase(), path, route.method === 'get' ? undefined : { unknown: 1 }, headers);
  return send({ 'Idempotency-Key': randomUUID() });
}

const isStream = (route: Route): boolean => route.path.endsWith('/stream');
const described = (route: Route): string => `${route.method.toUpperCase()} ${route.path}`;
const guarded = ROUTES.filter((route) => route.access.who !== 'anyone' && !isStream(route));
const ofObject = guarded.filter(
  (route): route is Route & { access: Extract<Access, { who: 'member' }> } => route.access.who === 'member',
);

describe('access', () => {
  test.each(guarded.map((route) => [described(route), route] as const))('%s needs a session', async (_, route) => {
    const answer = await knock(api.visitor(), route, own);
    expect(answer.status).toBe(401);
    expect(answer.problem().type).toBe('/problems/not-signed-in');
  });

  test.each(
    guarded.filter(({ access }) => access.who === 'administrator').map((route) => [described(route), route] as const),
  )('%s is for administrators', async (_, route) => {
    for (const role of ROLES) {
      const { status } = await knock(api.people[role], route, own);
      if (role === 'administrator') expect(status).not.toBe(403);
      else expect({ role, status }).toEqual({ role, status: 403 });
    }
  });

  test.each(ofObject.map((route) => [described(route), route] as const))(
    '%s: roles of the project, and nobody else',
    async (_, route) => {
      const { roles, administrators = false } = route.access;
      for (const role of ROLES) {
        const { status } = await knock(api.people[role], route, own);
        if (role === 'stranger') expect({ role, status }).toEqual({ role, status: 404 });
        else if (role === 'administrator')
          expect({ role, refused: status === 403 }).toEqual({ role, refused: roles !== undefined && !administrators });
        else
          expect({ role, refused: status === 403 }).toEqual({
            role,
            refused: roles !== undefined && !roles.includes(role),
          });
        expect(status).toBeLessThan(500);
      }
    },
  );

  test.each(ofObject.map((route) => [described(route), route] as const))(
    "%s: somebody else's object is not there, and says the same as one that does not exist",
    async (_, route) => {
      for (const role of ['staff', 'manager', 'partner', 'auditor'] as const) {
        const theirs = await knock(api.people[role], route, foreign);
        expect({ role, status: theirs.status }).toEqual({ role, status: 404 });
        const nobodys = await knock(api.people[role], route, {
          ...Object.fromEntries(Object.keys(own).map((kind) => [kind, randomUUID()])),
        });
        expect(nobodys.problem()).toEqual(theirs.problem());
      }
      for (const id of ['x', '../../healthz', "' or 1=1 --", '%00', 'a'.repeat(5000)]) {
        const path = route.path.replace(':id', encodeURIComponent(id));
        const answer = await api.people.manager.send(route.method.toUpperCase(), path, undefined, {
          'Idempotency-Key': randomUUID(),
        });
        expect({ id: id.slice(0, 20), status: answer.status }).toEqual({ id: id.slice(0, 20), status: 404 });
      }
    },
  );

  test.each([
    ['projects', '/api/projects', 'id', 'project'],
    ['milestones', '/api/milestones', 'projectId', 'project'],
    ['evidence', '/api/evidence', 'id', 'evidence'],
    ['events', '/api/events', 'projectId', 'project'],
    ['messages', '/api/messages', 'projectId', 'project'],
    ['proposals', '/api/proposals', 'projectId', 'project'],
    ['campaigns', '/api/campaigns', 'projectId', 'project'],
    ['matches', '/api/matches', 'projectId', 'project'],
    ['funds', '/api/funds', 'projectId', 'project'],
  ] as const)('the list of %s holds only the caller’s own projects’', async (_, path, field, kind) => {
    const ask = async (who: Who, filter: object) =>
      (await api.people[who].get(`${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`)).json<
        Record<string, unknown>[]
      >();
    for (const role of ['staff', 'manager', 'partner', 'auditor'] as const) {
      expect((await ask(role, {})).length).toBeGreaterThan(0);
      expect(await ask(role, { [field]: foreign[kind] })).toEqual([]);
      expect((await ask(role, {})).map((row) => row[field])).not.toContain(foreign[kind]);
    }
    expect((await ask('administrator', { [field]: foreign[kind] })).length).toBeGreaterThan(0);
  });

  test('an administrator who is no member reads a project and has no role in it', async () => {
    const page = (await api.people.administrator.get(`/api/projects/${api.project.slug}`)).json();
    expect(page.myRole).toBeNull();
    expect((await api.people.auditor.get(`/api/projects/${api.project.id}`)).json().myRole).toBe('auditor');
  });

  test('a manager sees who could join: users without a role in the project, by name and address and nothing else', async () => {
    const { manager, administrator, stranger, staff } = api.people;
    const path = `/api/projects/${api.project.slug}/candidates`;
    const candidates = async () => (await manager.get(path)).json<{ id: string; name: string; email: string }[]>();
    const stopped = { email: 'stopped@example.org', name: 'A', locale: 'ro', isAdmin: false } as const;
    const { id: stoppedId } = await createUser(api.store, stopped, new Date());
    await updateUser(api.store, stoppedId, { disabled: true }, new Date());
    const found = await candidates();
    expect(found).toContainEqual({ id: stranger.id, name: 'stranger (exemplu)', email: stranger.email });
    expect(found.map(({ id }) => id)).toContain(administrator.id);
    for (const person of [manager.id, staff.id, stoppedId]) expect(found.map(({ id }) => id)).not.toContain(person);
    expect(found.map(({ name }) => name)).toEqual(found.map(({ name }) => name).toSorted());
    expect(new Set(found.flatMap(Object.keys))).toEqual(new Set(['id', 'name', 'email']));

    const change = (role: string | null) =>
      manager.command(`/api/projects/${api.project.id}/members`, { userId: stranger.id, role });
    expect((await change('auditor')).status).toBe(200);
    expect((await candidates()).map(({ id }) => id)).not.toContain(stranger.id);
    expect((await change(null)).status).toBe(200);
  });

  test('somebody who leaves the project is out at once', async () => {
    const { knex } = api.store;
    const member = { project_id: api.project.id, user_id: api.people.auditor.id };
    await knex('members').where(member).delete();
    expect((await api.people.auditor.get(`/api/projects/${api.project.id}`)).status).toBe(404);
    await knex('members').insert({ ...member, role: 'auditor' });
    expect((await api.people.auditor.get(`/api/projects/${api.project.id}`)).status).toBe(200);
  });
});
