/** PostgreSQL or Temporal gone while requests arrive: clear 503s, nothing lost, and it goes on by itself. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../stack/ports.ts';
import { type Answered, type Api, startApi } from './api.ts';
import { type Wire, wireTo } from './severed.ts';

let api: Api;
let wire: Wire | null = null;
afterEach(async () => {
  await api.close();
  await wire?.cut();
  wire = null;
});

async function startSeverable(): Promise<Wire> {
  let made: Wire | null = null;
  api = await startApi({
    databaseUrl: async (direct) => {
      const url = new URL(direct);
      made = await wireTo(url.hostname, Number(url.port));
      url.port = String(made.port);
      return url.href;
    },
  });
  if (!made) throw new Error('the database was not asked for');
  wire = made;
  return made;
}

async function eventually(ask: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come');
}

function isAway(answer: Answered, type: string): void {
  expect(answer.problem()).toMatchObject({ status: 503, type });
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(answer.text).not.toMatch(/ECONN|127\.0\.0\.1|postgres|\n\s+at /i);
}

describe('PostgreSQL gone', () => {
  test('reads, commands and uploads are told to come back, and the same command then has its one effect', async () => {
    const severed = await startSeverable();
    const { id } = await api.milestone('A1');
    const { key } = await api.database.owner('quantities').where({ milestone_id: id }).first<{ key: string }>('key');
    const command = randomUUID();
    const record = () => api.people.manager.command(`/api/milestones/${id}/quantities`, { key, actual: 3 }, command);
    await severed.cut();
    const file = new FormData();
    file.set('requirement', 'x');
    file.set('file', new File(['x'], 'x.txt'));
    for (const answer of await Promise.all([
      record(),
      api.people.manager.get('/api/projects'),
      api.people.staff.upload(`/api/milestones/${id}/evidence`, file),
      api.visitor().send('POST', '/api/session/link', { token: 'x'.repeat(43) }),
    ]))
      isAway(answer, '/problems/database-away');
    const health = await api.visitor().get('/healthz');
    expect(health.status).toBe(503);
    expect(health.json()).toMatchObject({ status: 'degraded', parts: { postgres: 'down', temporal: 'ok' } });
    expect((await api.visitor().get('/readyz')).status).toBe(503);

    await severed.mend();
    await eventually(async () => (await record()).status === 200);
    const events = await api.database.owner('events').where({ type: 'quantity.recorded' });
    expect(events).toHaveLength(1);
    expect((await api.visitor().get('/readyz')).json()).toEqual({ ready: true });
  });

  test('a database that hangs is a 503 too, and what was asked then is done once', async () => {
    const severed = await startSeverable();
    const { id } = await api.milestone('A1');
    const { key } = await api.database.owner('quantities').where({ milestone_id: id }).first<{ key: string }>('key');
    const command = randomUUID();
    const record = () => api.people.manager.command(`/api/milestones/${id}/quantities`, { key, actual: 3 }, command);
    severed.hold();
    const [one, other] = await Promise.all([record(), api.people.manager.get('/api/projects')]);
    isAway(one, '/problems/database-away');
    isAway(other, '/problems/database-away');
    await severed.mend();
    await eventually(async () => (await record()).status === 200);
    expect(await api.database.owner('events').where({ type: 'quantity.recorded' })).toHaveLength(1);
  });

  test('a stream stays open and tells its page to look again', async () => {
    const severed = await startSeverable();
    const leave = new AbortController();
    const response = await fetch(`${api.url}/api/events/stream`, {
      headers: { Cookie: api.people.staff.cookie },
      signal: leave.signal,
    });
    let heard = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? []) heard += Buffer.from(chunk).toString();
    })().catch(() => {});
    await severed.cut();
    await severed.mend();
    await eventually(async () => heard.includes('event: refresh'));
    const { id } = await api.milestone('A1');
    const { key } = await api.database.owner('quantities').where({ milestone_id: id }).first<{ key: string }>('key');
    await eventually(
      async () =>
        (await api.people.manager.command(`/api/milestones/${id}/quantities`, { key, actual: 1 })).status === 200,
    );
    await eventually(async () => heard.includes('"type":"quantity.recorded"'));
    leave.abort();
    await reading;
  });
});

describe('Temporal gone', () => {
  test('a command is kept and told to come back; a new project is made once and told the same', async () => {
    api = await startApi({ temporalAddress: `127.0.0.1:${await freePort()}`, deadline: 500 });
    const { id } = await api.milestone('A1');
    const key = randomUUID();
    const waive = () =>
      api.people.manager.command(`/api/milestones/${id}/waive`, { reason: 'Nu mai este nevoie.' }, key);
    const first = await waive();
    isAway(first, '/problems/workflows-away');
    expect(first.problem().detail).toContain('recorded');
    isAway(await waive(), '/problems/workflows-away');
    const kept = await api.store.knex('commands').where({ idempotency_key: key }).select('answer', 'verb');
    expect(kept).toEqual([{ answer: null, verb: 'milestone.waive' }]);

    const project = randomUUID();
    const create = () =>
      api.people.administrator.command(
        '/api/projects',
        {
          slug: 'al-doilea',
          plan: 'cojocna',
          startsOn: '2026-03-01',
          members: (['staff', 'manager', 'partner', 'auditor'] as const).map((role) => ({
            userId: api.people[role].id,
            role,
          })),
        },
        project,
      );
    isAway(await create(), '/problems/workflows-away');
    isAway(await create(), '/problems/workflows-away');
    expect(await api.store.knex('projects').where({ slug: 'al-doilea' })).toHaveLength(1);
    // What needs no story goes on.
    expect((await api.people.manager.get('/api/projects')).status).toBe(200);
    const health = (await api.visitor().get('/healthz')).json();
    expect(health).toMatchObject({ status: 'degraded', parts: { postgres: 'ok', temporal: 'down' } });
  });

  test('a story that is lost is said to be lost, and the command is kept', async () => {
    api = await startApi();
    const { id } = await api.milestone('A1');
    const answer = await api.people.manager.command(`/api/milestones/${id}/waive`, { reason: 'x' });
    isAway(answer, '/problems/story-lost');
    expect(answer.problem().detail).toContain('jalon resume');
  });

  test('a command on a milestone that has ended is answered from PostgreSQL', async () => {
    api = await startApi({ temporalAddress: `127.0.0.1:${await freePort()}`, deadline: 500 });
    const { id } = await api.milestone('A1');
    await api.store.knex('milestones').where({ id }).update({
      state: 'waived',
      ended_at: new Date(),
      ended_by: api.people.manager.id,
    });
    const key = randomUUID();
    const waive = () => api.people.manager.command(`/api/milestones/${id}/waive`, { reason: 'x' }, key);
    const first = await waive();
    expect(first.problem()).toMatchObject({ status: 409, type: '/problems/wrong-state' });
    expect((await waive()).text).toBe(first.text);
  });
});
