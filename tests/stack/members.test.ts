/** Members of a project, and projects made at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createProject } from '../../db/create-project.ts';
import { updateUser } from '../../db/users.ts';
import { type Api, startApi, type Who } from './api.ts';
import { planWith } from './plans.ts';

let api: Api;
beforeEach(async () => {
  await api?.close();
  api = await startApi();
});
afterAll(() => api.close());

const change = (userId: string, role: string | null) =>
  api.people.manager.command(`/api/projects/${api.project.id}/members`, { userId, role });
const disable = (who: Who) => updateUser(api.store, api.people[who].id, { disabled: true }, new Date());

test('somebody who is disabled can be taken out of a project, and gets no other role in it', async () => {
  const { id } = api.people.auditor;
  await disable('auditor');
  expect((await change(id, 'staff')).problem().type).toBe('/problems/not-a-member');
  expect((await change(id, null)).status).toBe(200);
});

test('a project keeps a manager who can sign in', async () => {
  expect((await change(api.people.stranger.id, 'manager')).status).toBe(200);
  await disable('stranger');
  expect((await change(api.people.manager.id, 'staff')).problem().type).toBe('/problems/last-manager');
});

describe('R21 the role of partner', () => {
  const members = () => `/api/projects/${api.project.id}/members`;
  const roleOf = async (who: Who): Promise<string | null> =>
    (
      await api.store
        .knex('members')
        .where({ project_id: api.project.id, user_id: api.people[who].id })
        .first<{ role: string } | undefined>('role')
    )?.role ?? null;

  test('R21 a manager neither gives it nor takes it away: it is the second signature on the town hall’s payment', async () => {
    const { stranger, staff, partner } = api.people;
    for (const [userId, role] of [
      [stranger.id, 'partner'],
      [staff.id, 'partner'],
      [partner.id, 'staff'],
      [partner.id, null],
    ] as const) {
      const refused = await change(userId, role);
      expect([refused.status, refused.problem().type]).toEqual([403, '/problems/partner-by-administrator']);
      expect(refused.problem().errors?.role).toMatch(/administrator/);
    }
    // Also of somebody who is disabled.
    await disable('partner');
    expect((await change(partner.id, null)).status).toBe(403);
    expect([await roleOf('stranger'), await roleOf('staff'), await roleOf('partner')]).toEqual([
      null,
      'staff',
      'partner',
    ]);
    expect((await change(stranger.id, 'staff')).status).toBe(200);
  });

  test('R21 an administrator who is no member gives it and takes it away; the chain holds who did', async () => {
    const { administrator, stranger, staff } = api.people;
    const give = (role: string | null) => administrator.command(members(), { userId: stranger.id, role });
    expect((await administrator.get(`/api/projects/${api.project.id}/candidates`)).status).toBe(200);
    expect((await give('partner')).status).toBe(200);
    expect(await roleOf('stranger')).toBe('partner');
    expect((await give(null)).status).toBe(200);
    const given = await api.store
      .knex('events')
      .where({ type: 'member.changed' })
      .orderBy('seq')
      .select('actor_id', 'data');
    expect(given.map(({ actor_id: by, data }) => [by, JSON.parse(data).role])).toEqual([
      [administrator.id, 'partner'],
      [administrator.id, null],
    ]);
    expect((await staff.command(members(), { userId: stranger.id, role: 'staff' })).status).toBe(403);
  });
});

test('of two projects made at once under one short name, the later one is refused in words', async () => {
  const members = (['manager', 'staff', 'partner'] as const).map((role) => ({ userId: api.people[role].id, role }));
  const project = { slug: 'la-fel', plan: planWith(['A1']), startsOn: '2026-03-02', members };
  const earlier = await api.store.knex.transaction();
  const row = { id: randomUUID(), slug: 'la-fel', plan: {}, title: {}, starts_on: '2026-03-02', ends_on: '2026-03-02' };
  await earlier('projects').insert({ ...row, created_at: new Date() });
  const command = { userId: api.people.administrator.id, idempotencyKey: randomUUID(), targetId: randomUUID() };
  const later = createProject(api.store, command, project, new Date());
  const waits = () => api.database.owner('pg_locks').where({ granted: false }).first('pid');
  while (!(await waits())) await new Promise((resolve) => setTimeout(resolve, 10));
  await earlier.commit();
  expect(await later).toEqual({ done: false, refusal: { code: 'slug-taken', slug: 'la-fel' } });
});
