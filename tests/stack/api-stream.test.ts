/** Server-sent events: everybody hears of their own projects, in order, and of nothing else. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { recordEvent } from '../../db/events.ts';
import { lockProject } from '../../db/projects.ts';
import { type Api, startApi, type Who } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Heard {
  readonly projectId: string;
  readonly seq: number;
  readonly type: string;
  readonly milestoneId: string | null;
}

interface Listening {
  readonly status: number;
  events(): Heard[];
  /** Waits until an event of this type has come. */
  until(type: string): Promise<void>;
}

const open: AbortController[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.abort();
});

async function listen(who: Who): Promise<Listening> {
  const leave = new AbortController();
  open.push(leave);
  const response = await fetch(`${api.url}/api/events/stream`, {
    headers: { Cookie: api.people[who].cookie },
    signal: leave.signal,
  });
  let text = '';
  const waiting = new Set<() => void>();
  if (response.ok)
    (async () => {
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        for (const wake of waiting) wake();
      }
    })().catch(() => {});
  // The news of what was made before the test may come when somebody listens already.
  const events = () =>
    [...text.matchAll(/event: change\ndata: (.*)\n\n/g)]
      .map(([, data]): Heard => JSON.parse(data ?? ''))
      .filter(({ type }) => type !== 'project.created');
  return {
    status: response.status,
    events,
    until: (type) =>
      new Promise((resolve) => {
        const look = () => {
          if (!events().some((event) => event.type === type)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

const happen = (projectId: string, type: string): Promise<void> =>
  api.store.knex.transaction(async (trx) => {
    await lockProject(trx, projectId);
    await recordEvent(trx, { projectId, type, at: new Date(), actorId: null, milestoneId: null, data: {} });
  });

describe('server-sent events', () => {
  test('members hear of their project, administrators of all; nobody of somebody else’s', async () => {
    const [staff, auditor, stranger, administrator] = await Promise.all(
      (['staff', 'auditor', 'stranger', 'administrator'] as const).map(listen),
    );
    for (let turn = 0; turn < 5; turn += 1) {
      await happen(api.project.id, `test.ours.${turn}`);
      await happen(api.foreign.id, `test.theirs.${turn}`);
    }
    await happen(api.project.id, 'test.end');
    await happen(api.foreign.id, 'test.end.theirs');
    await Promise.all([
      staff?.until('test.end'),
      auditor?.until('test.end'),
      stranger?.until('test.end.theirs'),
      administrator?.until('test.end.theirs'),
    ]);
    for (const listening of [staff, auditor]) {
      expect(new Set(listening?.events().map(({ projectId }) => projectId))).toEqual(new Set([api.project.id]));
      const seqs = listening?.events().map(({ seq }) => seq) ?? [];
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect(listening?.events()).toHaveLength(6);
    }
    expect(new Set(stranger?.events().map(({ projectId }) => projectId))).toEqual(new Set([api.foreign.id]));
    expect(administrator?.events()).toHaveLength(12);
  });

  test('who leaves a project hears no more, without reconnecting', async () => {
    const [auditor, staff] = await Promise.all([listen('auditor'), listen('staff')]);
    const member = { project_id: api.project.id, user_id: api.people.auditor.id };
    await api.store.knex('members').where(member).delete();
    await happen(api.project.id, 'test.secret');
    await staff.until('test.secret');
    await api.store.knex('members').insert({ ...member, role: 'auditor' });
    await happen(api.project.id, 'test.open');
    await auditor.until('test.open');
    expect(auditor.events().map(({ type }) => type)).toEqual(['test.open']);
  });

  test('nothing but where to look leaves: no name, no text', async () => {
    const staff = await listen('staff');
    const { id } = await api.milestone('A1');
    const file = new FormData();
    const page = (await api.people.staff.get(`/api/milestones/${id}`)).json<{ requirements: { key: string }[] }>();
    file.set('requirement', page.requirements[0]?.key ?? '');
    file.set('description', 'Un text al unei persoane');
    file.set('file', new File(['text'], 'nume.txt'));
    await api.people.staff.upload(`/api/milestones/${id}/evidence`, file);
    await staff.until('evidence.added');
    expect(staff.events().map((event) => Object.keys(event).sort())).toEqual([
      ['milestoneId', 'projectId', 'seq', 'type'],
    ]);
  });

  test('a page that is gone before it is let in takes nobody’s place', async () => {
    const figure = async (name: RegExp) => name.exec((await api.people.staff.get('/metrics')).text)?.[1];
    const before = await figure(/^jalon_event_streams (\d+)$/m);
    const asking = () => figure(/^jalon_http_requests_in_flight\{method="GET"\} (\d+)$/m);
    const alone = Number(await asking());
    const lock = await api.database.owner.transaction();
    await lock.raw('lock table users in access exclusive mode');
    const leave = new AbortController();
    const gone = fetch(`${api.url}/api/events/stream`, {
      headers: { Cookie: api.people.manager.cookie },
      signal: leave.signal,
    });
    while (Number(await asking()) === alone) await new Promise((resolve) => setTimeout(resolve, 10));
    leave.abort();
    await expect(gone).rejects.toThrow(/abort/);
    while (Number(await asking()) > alone) await new Promise((resolve) => setTimeout(resolve, 10));
    await lock.rollback();
    // Another one that came later was let in, so the first was as well.
    await listen('manager');
    expect(Number(await figure(/^jalon_event_streams (\d+)$/m))).toBe(Number(before) + 1);
  });

  test('one person opens ten, not more; one that is closed makes room', async () => {
    const streams = await Promise.all(Array.from({ length: 10 }, () => listen('partner')));
    expect(streams.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await listen('partner')).status).toBe(429);
    expect((await listen('manager')).status).toBe(200);
    open[0]?.abort();
    for (let turn = 0; turn < 200; turn += 1) {
      if ((await listen('partner')).status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('no room was made');
  });
});
