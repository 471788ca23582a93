/** Commands that a story carries, through the API, with worker and server as processes of their own. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Person } from '../../cli/rehearsal/person.ts';
import { createSignInLink, PRINTED_LINK_LIFE } from '../../db/sign-in-links.ts';
import { createUser } from '../../db/users.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { milestoneWorkflowId, projectWorkflowId } from '../../workflows/contract/index.ts';
import { type Jalon, startJalon, until } from './jalon.ts';
import { planWith } from './plans.ts';

let jalon: Jalon;
beforeAll(async () => {
  jalon = await startJalon();
});
afterAll(() => jalon.close());

const today = () => dayOf(new Date());
const plan = planWith(['A1', 'A2', 'A4', 'A5', 'A15']);

interface Row {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}
const milestone = (projectId: string, key: string): Promise<Row> =>
  jalon.store.knex('milestones').where({ project_id: projectId, key }).first<Row>('id', 'state', 'version');

async function project(): Promise<{ id: string; slug: string }> {
  const made = await jalon.project(plan, today());
  await until('A1 is open', async () => (await milestone(made.id, 'A1')).state === 'open');
  return made;
}

async function eventsOf(projectId: string, type: string): Promise<number> {
  return (await jalon.store.knex('events').where({ project_id: projectId, type })).length;
}

describe('the same command again', () => {
  test('at once and later it has one effect and one answer; with other content, verb or target it is refused', async () => {
    const { id } = await project();
    const { manager } = jalon.people;
    const first = await milestone(id, 'A1');
    const key = randomUUID();
    const body = { reason: 'Finanțatorul nu o mai cere.' };
    const waive = () => manager.attempt(`/api/milestones/${first.id}/waive`, body, key);
    const replies = await Promise.all(Array.from({ length: 6 }, waive));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect(await eventsOf(id, 'milestone.waived')).toBe(1);
    expect(await waive()).toEqual(replies[0]);
    const second = await milestone(id, 'A2');
    for (const reply of [
      await manager.attempt(`/api/milestones/${first.id}/waive`, { reason: 'Altceva.' }, key),
      await manager.attempt(`/api/milestones/${first.id}/return`, body, key),
      await manager.attempt(`/api/milestones/${second.id}/waive`, body, key),
    ])
      expect(reply.problem).toMatchObject({ status: 422, type: '/problems/idempotency-key-reused' });
    expect((await milestone(id, 'A2')).state).not.toBe('waived');
  });

  test('of different commands at once, one wins and the others are told the state', async () => {
    const { id } = await project();
    const first = await milestone(id, 'A1');
    const replies = await Promise.all(
      Array.from({ length: 5 }, () =>
        jalon.people.manager.attempt(`/api/milestones/${first.id}/waive`, { reason: 'x' }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(new Set(replies.flatMap(({ problem }) => (problem ? [problem.type] : [])))).toEqual(
      new Set(['/problems/wrong-state']),
    );
    expect(await eventsOf(id, 'milestone.waived')).toBe(1);
  });
});

describe('hostile text', () => {
  const HOSTILE: readonly (readonly [string, string])[] = [
    ['{{constructor}} {{> missing}} #{7*7}', '{{constructor}} {{> missing}} #{7*7}'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['x\r\nBcc: everybody@example.org', 'x\nBcc: everybody@example.org'],
    ['plan\u202Efdp.exe', 'planfdp.exe'],
    ['şedinţă', 'ședință'],
    ['a\u0000b', 'ab'],
  ];

  test('a reason is kept as text, is quoted in the messages, and is in no history', async () => {
    const { id, slug } = await project();
    const { manager, staff } = jalon.people;
    const row = await milestone(id, 'A1');
    const page = await staff.get<{ requirements: { key: string }[]; quantities: { key: string; target: number }[] }>(
      `/api/milestones/${row.id}`,
    );
    for (const { key, target } of page.quantities)
      await staff.post(`/api/milestones/${row.id}/quantities`, { key, actual: target });
    for (const { key } of page.requirements) {
      const form = new FormData();
      form.set('requirement', key);
      form.set('file', new File(['dovadă'], 'dovada.txt'));
      await staff.post(`/api/milestones/${row.id}/evidence`, form);
    }
    for (const [given, kept] of HOSTILE) {
      await staff.post(`/api/milestones/${row.id}/submit`, { note: given });
      await manager.post(`/api/milestones/${row.id}/return`, { reason: given });
      const { returnReason } = await staff.get<{ returnReason: string }>(`/api/milestones/${row.id}`);
      expect(returnReason).toBe(kept);
    }
    const long = await manager.attempt(`/api/milestones/${row.id}/waive`, { reason: 'ă'.repeat(10_000) });
    expect(long.problem?.errors?.reason).toContain('2.000 de caractere');
    const messages = await jalon.store
      .knex('messages')
      .where({ milestone_id: row.id, event_type: 'milestone.returned' })
      .orderBy('created_at')
      .select<{ subject: string; body_html: string; body_text: string }[]>('subject', 'body_html', 'body_text');
    expect(messages).toHaveLength(HOSTILE.length);
    for (const { subject, body_html: html } of messages) {
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toContain('<script>');
    }
    expect(messages[0]?.body_text).toContain('{{constructor}}');
    const history = JSON.stringify(
      await jalon.client.workflow.getHandle(milestoneWorkflowId(slug, 'A1')).fetchHistory(),
    );
    const payloads = [...history.matchAll(/"data":"([\w+/=]+)"/g)].map(([, data]) => Buffer.from(data ?? '', 'base64'));
    const words = payloads.join('\n');
    expect(words).toContain('"state":"returned"');
    const told = ['constructor', '<script', 'everybody', 'ședință', 'example.org', 'exemplu', 'dovad'];
    expect(told.filter((secret) => words.includes(secret) || history.includes(secret))).toEqual([]);
  });
});

describe('moving a date', () => {
  test('R8 what is confirmed is what was previewed; if something changed meanwhile, nothing moves', async () => {
    const { id } = await project();
    const { manager } = jalon.people;
    const row = await milestone(id, 'A1');
    const dueOn = addDays(today(), 30);
    const preview = () =>
      manager.get<{ hash: string; moves: { key: string; to: string }[]; needsAmendment: boolean }>(
        `/api/milestones/${row.id}/move-preview?dueOn=${dueOn}`,
      );
    const seen = await preview();
    expect(seen.moves[0]?.key).toBe('A1');
    const stale = await manager.attempt(`/api/milestones/${row.id}/move`, { dueOn, hash: 'x', reason: 'Plouă.' });
    expect(stale.problem).toMatchObject({ status: 409, type: '/problems/preview-stale' });
    const key = randomUUID();
    const move = () =>
      manager.attempt(`/api/milestones/${row.id}/move`, { dueOn, hash: seen.hash, reason: 'Plouă.' }, key);
    const [moved] = await Promise.all([move(), move()]);
    expect(moved?.status).toBe(200);
    for (const { key: moving, to } of seen.moves) {
      const { due_at: due } = await jalon.store
        .knex('milestones')
        .where({ project_id: id, key: moving })
        .first<{ due_at: Date }>('due_at');
      expect(due.toISOString()).toBe(to);
    }
    const page = await manager.get<{ dueDates: { reason: string | null }[] }>(`/api/milestones/${row.id}`);
    expect(page.dueDates.map(({ reason }) => reason)).toEqual([null, 'Plouă.']);
  });
});

describe('a project of one’s own', () => {
  test('made twice by the same command it is one project with one story; a command may follow at once', async () => {
    const user = {
      email: 'administrator@example.org',
      name: 'administrator (exemplu)',
      locale: 'ro',
      isAdmin: true,
    } as const;
    const { id } = await createUser(jalon.store, user, new Date());
    const administrator = new Person('administrator', jalon.publicUrl);
    await administrator.signIn((await createSignInLink(jalon.store.knex, id, jalon.publicUrl, PRINTED_LINK_LIFE)).url);
    const body = {
      slug: 'proiectul-meu',
      plan: 'cojocna',
      startsOn: today(),
      members: (['staff', 'manager', 'partner', 'auditor'] as const).map((role) => ({
        userId: jalon.people[role].id,
        role,
      })),
    };
    const key = randomUUID();
    const [first, second] = await Promise.all([
      administrator.attempt<{ id: string }>('/api/projects', body, key),
      administrator.attempt<{ id: string }>('/api/projects', body, key),
    ]);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.body).toEqual(second?.body);
    const projectId = first?.body?.id ?? '';
    const row = await milestone(projectId, 'A3');
    const reply = await jalon.people.manager.attempt(`/api/milestones/${row.id}/waive`, { reason: 'x' });
    expect(reply.status).toBe(200);
    const taken = await administrator.attempt('/api/projects', body);
    expect(taken.problem).toMatchObject({
      status: 422,
      type: '/problems/slug-taken',
      errors: { slug: expect.any(String) },
    });
    const unknown = await administrator.attempt('/api/projects', { ...body, slug: 'altul', plan: '../../etc/passwd' });
    expect(unknown.problem).toMatchObject({ status: 422, errors: { plan: expect.any(String) } });
    const described = await jalon.client.workflow.getHandle(projectWorkflowId('proiectul-meu')).describe();
    expect(described.status.name).toBe('RUNNING');
  });

  test('cancelled with a reason, everything in it ends; the same command again gets the same answer', async () => {
    const { id } = await project();
    const { manager } = jalon.people;
    const key = randomUUID();
    const cancel = () => manager.attempt(`/api/projects/${id}/cancel`, { reason: 'Finanțarea s-a retras.' }, key);
    const first = await cancel();
    expect(first.body).toMatchObject({ id, state: 'cancelled' });
    expect(await cancel()).toEqual(first);
    const later = await manager.attempt(`/api/projects/${id}/cancel`, { reason: 'Încă o dată.' });
    expect(later.problem).toMatchObject({ status: 409, type: '/problems/project-ended' });
    for (const name of ['A1', 'A2', 'A15']) expect((await milestone(id, name)).state).toBe('cancelled');
    const row = await milestone(id, 'A1');
    const reply = await manager.attempt(`/api/milestones/${row.id}/waive`, { reason: 'x' });
    expect(reply.problem?.status).toBe(409);
  });

  test('a milestone passes to a member who can submit it, never to another role or to somebody outside', async () => {
    const { id } = await project();
    const { manager, partner, auditor } = jalon.people;
    const row = await milestone(id, 'A1');
    expect((await manager.post(`/api/milestones/${row.id}/assign`, { ownerId: manager.id })).id).toBe(row.id);
    for (const [ownerId, type] of [
      [partner.id, '/problems/owner-cannot-submit'],
      [auditor.id, '/problems/owner-cannot-submit'],
      [randomUUID(), '/problems/not-a-member'],
    ]) {
      const reply = await manager.attempt(`/api/milestones/${row.id}/assign`, { ownerId });
      expect(reply.problem).toMatchObject({ status: 422, type });
    }
  });
});

describe('the worker gone', () => {
  test('a command is told to come back, waits where it is, and has its one effect when the worker is there again', async () => {
    const { id, slug } = await project();
    const row = await milestone(id, 'A1');
    const key = randomUUID();
    const waive = () => jalon.people.manager.attempt(`/api/milestones/${row.id}/waive`, { reason: 'x' }, key);
    // The milestone opens a moment before its story is there.
    const story = jalon.client.workflow.getHandle(milestoneWorkflowId(slug, 'A1'));
    const there = () => story.describe().then(Boolean, () => false);
    await until('the story of A1 is there', there);
    await jalon.kill('worker');
    const away = await waive();
    expect(away.problem).toMatchObject({ status: 503, type: '/problems/workflows-away' });
    await jalon.start('worker');
    await until('the command is decided', async () => (await waive()).status === 200);
    expect(await eventsOf(id, 'milestone.waived')).toBe(1);
    const health = await fetch(`${jalon.publicUrl}/healthz`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
  });
});
