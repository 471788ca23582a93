/** Courses and visits through the API and by their commands, on PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { resumeStories, startMissedRuns } from '../../cli/resume.ts';
import { listEvents } from '../../db/reads/records.ts';
import { decideRun } from '../../db/runs/decide-run.ts';
import { endRuns, loadRun, wakeRun } from '../../db/runs/wake.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { freePort } from '../../stack/ports.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { testServer } from './database.ts';
import { CNP, everythingKept } from './participants.ts';
import { planWith } from './plans.ts';
import {
  decideOn,
  enrolledBySql,
  formOf,
  messagesOf,
  runBody,
  type ScheduledRun,
  scheduled,
  sessionAt,
} from './running.ts';
import { certificatesFor, mark } from './runs-by-sql.ts';

const plan = planWith(['A1', 'A2', 'A3', 'A8']);
const NOW = new Date('2026-03-02T10:00:00Z');
const at = (instant: string) => new Date(instant);

let api: Api;
let staff: Visitor;
let manager: Visitor;
/** A project of its own for each test, and its milestones by key. */
let project: { id: string; slug: string };
let milestones: Map<string, string>;

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(NOW);
  const { partner, auditor } = api.people;
  project = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
  const rows = await api.store
    .knex('milestones')
    .where({ project_id: project.id })
    .select<{ id: string; key: string }[]>('id', 'key');
  milestones = new Map(rows.map(({ id, key }) => [key, id]));
});

const of = (key: string): string => milestones.get(key) ?? '';
const shown = async (id: string, who = staff): Promise<ScheduledRun> => (await who.get(`/api/runs/${id}`)).json();
const decide = (verb: Parameters<typeof decideOn>[2], runId: string, now: Date, body: object = {}, who = staff) =>
  decideOn(api.store, who.id, verb, runId, now, body);
const enrol = (runId: string, many: number, how?: Parameters<typeof enrolledBySql>[4]) =>
  enrolledBySql(api, project.id, runId, many, how);
const wake = (runId: string, now: string) => wakeRun(api.store, runId, at(now));
const messages = (runId: string) => messagesOf(api.store, runId);
const refusalOf = (answer: Answer): Refusal | null => (answer.done ? null : answer.refusal);
const events = async (type: string) => {
  const page = { sort: 'seq', order: 'ASC', from: 0, limit: 100 } as const;
  const { rows } = await listEvents(api.store.knex, { projectId: [project.id], type: [type] }, page, null, null);
  return rows;
};
const list = async (filter: object, who = staff, more = '') => {
  const answer = await who.get(`/api/runs?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`);
  expect(answer.status).toBe(200);
  return { ids: answer.json<{ id: string }[]>().map(({ id }) => id), range: answer.headers.get('content-range') };
};

describe('scheduling', () => {
  test('a run gets the next number of its milestone, its sessions in their order, and one event', async () => {
    const first = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-17'), sessionAt('2026-03-16')] });
    const second = await scheduled(manager, of('A8'), { public: true, capacity: 20 });
    const elsewhere = await scheduled(staff, of('A3'));
    expect([first.number, second.number, elsewhere.number]).toEqual([1, 2, 1]);
    expect(first.sessions.map(({ startsAt }) => startsAt)).toEqual([
      '2026-03-16T07:00:00.000Z',
      '2026-03-17T07:00:00.000Z',
    ]);
    expect(first).toMatchObject({ phase: 'scheduled', startsAt: '2026-03-16T07:00:00.000Z', enrolmentUrl: null });
    expect(second.enrolmentUrl).toBe(`${api.url}/p/${project.slug}/runs/${second.id}`);
    const written = await events('run.scheduled');
    expect(written.map(({ data }) => [data.key, data.number, data.public])).toEqual([
      ['A8', 1, false],
      ['A8', 2, true],
      ['A3', 1, false],
    ]);
    // A name of a trainer or a place is a text that can be erased, never a part of the event itself (R28).
    expect(JSON.stringify(written.map(({ data }) => data))).not.toContain('exemplu');
  });

  test('the same key again is the same run, two keys at once are two numbers', async () => {
    const key = randomUUID();
    const path = `/api/milestones/${of('A8')}/runs`;
    const twice = await Promise.all([staff.command(path, runBody(), key), staff.command(path, runBody(), key)]);
    expect(new Set(twice.map((answer) => answer.json<ScheduledRun>().id)).size).toBe(1);
    const others = await Promise.all([scheduled(staff, of('A8')), scheduled(manager, of('A8'))]);
    expect(others.map(({ number }) => number).sort()).toEqual([2, 3]);
  });

  test('days that have passed are taken, inside the project', async () => {
    api.setClock(at('2026-05-04T10:00:00Z'));
    const run = await scheduled(staff, of('A8'));
    expect(run.phase).toBe('attendance-due');
  });

  const faults: readonly (readonly [string, Record<string, unknown>, number, string, string | null])[] = [
    ['before the project', { sessions: [sessionAt('2026-02-28')] }, 422, 'date-before-start', null],
    ['after it', { sessions: [sessionAt('2027-09-01')] }, 422, 'fields-refused', 'sessions.0.startsAt'],
    [
      'that ends as it begins',
      { sessions: [sessionAt('2026-03-16', '07:00', '07:00')] },
      422,
      'fields-refused',
      'sessions.0.startsAt',
    ],
    [
      'that overlaps',
      { sessions: [sessionAt('2026-03-16'), sessionAt('2026-03-16', '10:00', '12:00')] },
      422,
      'fields-refused',
      'sessions.1.startsAt',
    ],
  ];
  test.each(faults)('a session %s is refused', async (_, change, status, type, field) => {
    const answer = await staff.command(`/api/milestones/${of('A8')}/runs`, runBody(change));
    expect([answer.status, answer.problem().type]).toEqual([status, `/problems/${type}`]);
    if (field !== null) expect(Object.keys(answer.problem().errors ?? {})).toEqual([field]);
  });

  test('R14 a number that nobody may keep is refused and stands nowhere', async () => {
    const body = runBody({ sessions: [{ ...sessionAt('2026-03-16'), topic: `Invitat: ${CNP}` }] });
    const answer = await staff.command(`/api/milestones/${of('A8')}/runs`, body);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.problem().errors ?? {})).toEqual(['sessions.0.topic']);
    const run = await scheduled(staff, of('A8'));
    const changed = await staff.command(`/api/runs/${run.id}/change`, formOf(run, { place: CNP }));
    const cancelled = await staff.command(`/api/runs/${run.id}/cancel`, { reason: CNP });
    expect([changed.status, cancelled.status]).toEqual([422, 422]);
    expect(await everythingKept(api)).not.toContain(CNP);
  });

  test('a milestone that is not done in runs, enrolment that the plan keeps from the public, a frozen milestone', async () => {
    const answers = [
      await staff.command(`/api/milestones/${of('A1')}/runs`, runBody()),
      await staff.command(`/api/milestones/${of('A2')}/runs`, runBody({ public: true })),
    ];
    await api.store
      .knex('milestones')
      .where({ id: of('A8') })
      .update({ state: 'submitted', submitted_at: NOW, submitted_by: staff.id });
    answers.push(await staff.command(`/api/milestones/${of('A8')}/runs`, runBody()));
    expect(answers.map((answer) => answer.problem().type)).toEqual([
      '/problems/no-runs',
      '/problems/public-not-allowed',
      '/problems/run-frozen',
    ]);
  });

  test('who reads only or works elsewhere schedules nothing', async () => {
    const { auditor, stranger, partner } = api.people;
    const path = `/api/milestones/${of('A8')}/runs`;
    expect((await auditor.command(path, runBody())).status).toBe(403);
    expect((await stranger.command(path, runBody())).status).toBe(404);
    // The plan gives this milestone to staff.
    expect((await partner.command(path, runBody())).problem().type).toBe('/problems/role-missing');
  });
});

describe('reading', () => {
  test('lists are sorted, filtered by milestone and phase with true totals, and never somebody else’s', async () => {
    const late = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-05-04')] });
    const soon = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-05')] });
    const visit = await scheduled(staff, of('A3'), { sessions: [sessionAt('2026-04-06')] });
    await decide('cancel', late.id, NOW, { reason: 'Nu mai este necesar.' });
    api.setClock(at('2026-03-06T10:00:00Z'));
    const own = { projectId: project.id };
    expect((await list(own)).ids).toEqual([soon.id, visit.id, late.id]);
    expect((await list({ ...own, milestoneId: of('A8') })).ids).toEqual([soon.id, late.id]);
    expect((await list({ ...own, state: 'cancelled' })).ids).toEqual([late.id]);
    expect((await list({ ...own, phase: 'attendance-due' })).ids).toEqual([soon.id]);
    const firstOnly = await list({ ...own, phase: ['scheduled', 'cancelled'] }, staff, '&range=[0,0]');
    expect(firstOnly).toEqual({ ids: [visit.id], range: 'runs 0-0/2' });
    expect((await list(own, api.people.partner)).ids).toHaveLength(3);
    expect((await list(own, api.people.stranger)).ids).toEqual([]);
    expect((await api.people.stranger.get(`/api/runs/${soon.id}`)).status).toBe(404);
  });

  test('the page says who is in, what is marked, and what the caller may do now', async () => {
    const run = await scheduled(staff, of('A8'));
    const { personIds } = await enrol(run.id, 3);
    await enrol(run.id, 1, { state: 'waiting' });
    expect(await shown(run.id)).toMatchObject({
      enrolled: 3,
      waiting: 1,
      allowed: ['change', 'invite', 'cancel', 'enrol', 'evidence'],
      nextNoticeAt: '2026-03-15T07:00:00.000Z',
    });
    const [first = ''] = run.sessions.map(({ id }) => id);
    api.setClock(at('2026-03-16T12:00:00Z'));
    await mark(api, [first], personIds.slice(0, 1));
    await mark(api, [first], personIds.slice(1, 2), false);
    const page = await shown(run.id);
    expect(page.phase).toBe('attendance-due');
    expect(page.sessions[0]).toMatchObject({ present: 1, absent: 1, unmarked: 1 });
    expect(page.allowed).toEqual(['change', 'invite', 'cancel', 'close', 'enrol', 'mark', 'evidence']);
    expect((await shown(run.id, api.people.auditor)).allowed).toEqual([]);
    expect((await shown(run.id, api.people.administrator)).allowed).toEqual([]);
  });

  test('R2 a person with two records in the run is one', async () => {
    const run = await scheduled(staff, of('A8'));
    const { personIds } = await enrol(run.id, 2);
    const [first = '', second = ''] = personIds;
    await mark(api, [run.sessions[0]?.id ?? ''], [second]);
    await api.store.knex('persons').where({ id: second }).update({ merged_into: first });
    const page = await shown(run.id);
    expect([page.enrolled, page.sessions[0]]).toMatchObject([1, { present: 1, unmarked: 0 }]);
  });
});

describe('changing', () => {
  test('a stale version is refused and names who was first; the same command again has the same answer', async () => {
    const run = await scheduled(staff, of('A8'));
    expect(await decide('change', run.id, NOW, formOf(run, { title: 'Alt titlu' }), manager)).toMatchObject({
      done: true,
      result: { id: run.id, phase: 'scheduled', version: 2 },
    });
    expect(await decide('change', run.id, NOW, formOf(run))).toEqual({
      done: false,
      refusal: { code: 'record-changed', by: expect.stringContaining('manager') },
    });
  });

  test('sessions are kept, moved, added and dropped by their ids', async () => {
    const run = await scheduled(staff, of('A8'));
    const [kept, dropped] = run.sessions;
    const sessions = [{ ...kept, ...sessionAt('2026-03-18') }, sessionAt('2026-03-20')];
    expect((await decide('change', run.id, NOW, formOf(run, { sessions }))).done).toBe(true);
    const after = await shown(run.id);
    expect(after.sessions.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-03-18', '2026-03-20']);
    expect(after.sessions[0]?.id).toBe(kept?.id);
    expect(after.sessions.map(({ id }) => id)).not.toContain(dropped?.id);
    const foreign = await scheduled(staff, of('A8'));
    const stolen = formOf(after, { sessions: [{ ...sessionAt('2026-03-18'), id: foreign.sessions[0]?.id }] });
    expect(refusalOf(await decide('change', run.id, NOW, stolen))).toMatchObject({
      code: 'fields-refused',
      faults: [{ field: 'sessions.0.id' }],
    });
  });

  test('a session with attendance neither moves nor goes; its topic and the others may change', async () => {
    const run = await scheduled(staff, of('A8'));
    const { personIds } = await enrol(run.id, 1);
    const [held, other] = run.sessions;
    await mark(api, [held?.id ?? ''], personIds);
    const now = at('2026-03-16T12:00:00Z');
    for (const sessions of [[other], [{ ...held, ...sessionAt('2026-03-15') }, other]]) {
      expect(refusalOf(await decide('change', run.id, now, formOf(run, { sessions })))).toEqual({
        code: 'session-held',
        sessionId: held?.id,
      });
    }
    const sessions = [
      { ...held, unmarked: undefined, topic: 'Introducere' },
      { ...other, ...sessionAt('2026-03-19') },
    ];
    expect((await decide('change', run.id, now, formOf(run, { sessions }))).done).toBe(true);
    expect(refusalOf(await decide('cancel', run.id, now, { reason: 'Prea târziu.' }))).toMatchObject({
      code: 'session-held',
    });
  });

  test('R4 a session more is refused while a certificate stands on those that were held', async () => {
    const run = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-03')] });
    const { personIds } = await enrol(run.id, 1);
    const sessions = run.sessions.map(({ id }) => id);
    await certificatesFor(api, { id: run.id, sessions, projectId: project.id }, personIds);
    const more = formOf(run, { sessions: [...formOf(run).sessions, sessionAt('2026-03-20')] });
    expect(refusalOf(await decide('change', run.id, NOW, more))).toMatchObject({ code: 'certificate-stands' });
  });

  test('places are never fewer than those enrolled', async () => {
    const run = await scheduled(staff, of('A8'), { capacity: 5 });
    await enrol(run.id, 3);
    expect(refusalOf(await decide('change', run.id, NOW, formOf(run, { capacity: 2 })))).toEqual({
      code: 'capacity-below-enrolled',
      capacity: 2,
      enrolled: 3,
    });
    expect((await decide('change', run.id, NOW, formOf(run, { capacity: 3 }))).done).toBe(true);
  });

  test('more places take in the longest waiting', async () => {
    const run = await scheduled(staff, of('A8'), { capacity: 1 });
    await enrol(run.id, 1);
    const { enrolmentIds } = await enrol(run.id, 3, { state: 'waiting' });
    expect((await decide('change', run.id, NOW, formOf(run, { capacity: 3 }))).done).toBe(true);
    expect(await shown(run.id)).toMatchObject({ enrolled: 3, waiting: 1 });
    const waiting = await api.store.knex('enrolments').where({ run_id: run.id, state: 'waiting' }).pluck('id');
    expect(waiting).toEqual(enrolmentIds.slice(2));
  });

  test('who was told of the run is told of new dates and a new place, once; who was not told is not', async () => {
    const run = await scheduled(staff, of('A8'));
    await enrol(run.id, 2);
    expect((await decide('invite', run.id, NOW)).done).toBe(true);
    await enrol(run.id, 1);
    const title = formOf(run, { title: 'Alt titlu' });
    expect((await decide('change', run.id, NOW, title)).done).toBe(true);
    expect(await messages(run.id)).toEqual({ 'run.invited': 2 });
    const place = { ...title, version: 2, place: 'Școala (exemplu)', reason: 'Se renovează.' };
    expect((await decide('change', run.id, NOW, place)).done).toBe(true);
    expect(await messages(run.id)).toEqual({ 'run.invited': 2, 'run.moved': 2 });
    const [changed, moved] = await events('run.changed');
    expect([changed?.data.moved, changed?.data.revision]).toEqual([false, 0]);
    expect([moved?.data.moved, moved?.data.revision, moved?.texts.reason]).toEqual([true, 1, 'Se renovează.']);
  });

  test('what has passed moves nobody', async () => {
    const run = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-16')] });
    await enrol(run.id, 2);
    await decide('invite', run.id, NOW);
    const [session] = formOf(run).sessions;
    const sessions = [{ ...session, ...sessionAt('2026-03-16', '07:30', '11:30') }];
    expect((await decide('change', run.id, at('2026-03-20T10:00:00Z'), formOf(run, { sessions }))).done).toBe(true);
    expect(await messages(run.id)).toEqual({ 'run.invited': 2 });
  });
});

describe('inviting', () => {
  test('everybody who is enrolled and can be reached is invited once, who comes later by the next invitation', async () => {
    const run = await scheduled(staff, of('A8'));
    expect(refusalOf(await decide('invite', run.id, NOW))).toEqual({ code: 'nobody-to-invite' });
    await enrol(run.id, 2);
    await enrol(run.id, 1, { address: false });
    await enrol(run.id, 1, { state: 'waiting' });
    expect(await decide('invite', run.id, NOW)).toMatchObject({ done: true, result: { phase: 'invited', invited: 2 } });
    expect(refusalOf(await decide('invite', run.id, NOW))).toEqual({ code: 'nobody-to-invite' });
    await enrol(run.id, 1);
    expect((await decide('invite', run.id, NOW)).done).toBe(true);
    expect(await messages(run.id)).toEqual({ 'run.invited': 3 });
  });

  test('nobody is invited to what has passed', async () => {
    const run = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-03')] });
    await enrol(run.id, 2);
    expect(refusalOf(await decide('invite', run.id, at('2026-03-03T11:00:00Z')))).toEqual({ code: 'run-past' });
  });
});

describe('cancelling', () => {
  test('everybody enrolled or waiting is told; PostgreSQL answers what comes after', async () => {
    const run = await scheduled(staff, of('A8'));
    await enrol(run.id, 2);
    await enrol(run.id, 1, { state: 'waiting' });
    await enrol(run.id, 1, { state: 'withdrawn' });
    expect(await decide('cancel', run.id, NOW, { reason: 'Prea puțini înscriși.' })).toMatchObject({
      done: true,
      result: { phase: 'cancelled', version: 2 },
    });
    expect(await messages(run.id)).toEqual({ 'run.cancelled': 3 });
    expect(await wake(run.id, '2026-03-20T10:00:00Z')).toMatchObject({
      phase: 'cancelled',
      over: true,
      nextWakeAt: null,
    });
    const answer = await staff.command(`/api/runs/${run.id}/cancel`, { reason: 'Încă o dată.' });
    expect(answer.problem().type).toBe('/problems/run-cancelled');
    expect(await messages(run.id)).toEqual({ 'run.cancelled': 3 });
  });

  test('a command decided twice at once has one effect and one answer (R24)', async () => {
    const run = await scheduled(staff, of('A8'));
    await enrol(run.id, 2);
    await Promise.all([
      decide('cancel', run.id, NOW, { reason: 'Prima.' }),
      decide('cancel', run.id, NOW, { reason: 'A doua.' }, manager),
    ]);
    expect(await messages(run.id)).toEqual({ 'run.cancelled': 2 });
    expect(await events('run.cancelled')).toHaveLength(1);
  });
});

describe('closing and certificates', () => {
  test('R4 the phases from the first session to the certificates; roles are asked anew by each decision', async () => {
    const run = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-16')] });
    const { personIds } = await enrol(run.id, 2);
    const sessionId = run.sessions[0]?.id ?? '';
    const after = at('2026-03-16T12:00:00Z');
    expect(refusalOf(await decide('close', run.id, at('2026-03-16T10:59:59Z'), { sessionId }))).toEqual({
      code: 'session-not-ended',
      endsAt: '2026-03-16T11:00:00.000Z',
    });
    await mark(api, [sessionId], personIds.slice(0, 1));
    expect(refusalOf(await decide('close', run.id, after, { sessionId }, api.people.auditor))).toMatchObject({
      code: 'role-missing',
    });
    expect(refusalOf(await decide('certify', run.id, after))).toMatchObject({ code: 'attendance-not-complete' });
    expect(await decide('close', run.id, after, { sessionId })).toMatchObject({
      done: true,
      result: { phase: 'records-due', present: 1, absent: 1 },
    });
    expect(await shown(run.id)).toMatchObject({ entitled: 1, certified: 0 });
    expect((await decide('certify', run.id, after)).done).toBe(true);
    expect(await shown(run.id)).toMatchObject({ entitled: 1, certified: 1 });
  });
});

describe('R7 notices of a run', () => {
  test('the day before everybody enrolled is reminded, once however often the story wakes', async () => {
    const run = await scheduled(staff, of('A8'));
    await enrol(run.id, 2);
    expect(await wake(run.id, '2026-03-15T06:59:00Z')).toMatchObject({ nextWakeAt: '2026-03-15T07:00:00.000Z' });
    expect(await messages(run.id)).toEqual({});
    await Promise.all([wake(run.id, '2026-03-15T07:00:00Z'), wake(run.id, '2026-03-15T07:00:00Z')]);
    expect(await wake(run.id, '2026-03-15T09:00:00Z')).toMatchObject({ nextWakeAt: run.startsAt });
    expect(await messages(run.id)).toEqual({ 'run.reminder': 2 });
    expect(await events('run.reminded')).toHaveLength(1);
  });

  test('a moved session is reminded at its new time, and no more at the old one', async () => {
    const run = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-16')] });
    await enrol(run.id, 2);
    await decide('invite', run.id, NOW);
    const [session] = formOf(run).sessions;
    await decide('change', run.id, NOW, formOf(run, { sessions: [{ ...session, ...sessionAt('2026-03-23') }] }));
    await wake(run.id, '2026-03-15T10:00:00Z');
    expect(await messages(run.id)).toEqual({ 'run.invited': 2, 'run.moved': 2 });
    await wake(run.id, '2026-03-22T10:00:00Z');
    expect(await messages(run.id)).toEqual({ 'run.invited': 2, 'run.moved': 2, 'run.reminder': 2 });
  });

  test('a reminder that would reach nobody, or comes after the beginning, is let pass and recorded', async () => {
    const run = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-16'), sessionAt('2026-03-20')] });
    await enrol(run.id, 1, { address: false });
    await wake(run.id, '2026-03-15T10:00:00Z');
    await enrol(run.id, 1);
    await wake(run.id, '2026-03-20T07:00:00Z');
    const notices = await api.store
      .knex('run_notices')
      .where({ run_id: run.id })
      .orderBy('owed_at')
      .select('step', 'outcome');
    const [first, second] = run.sessions;
    expect(notices).toEqual([
      { step: `reminder:${first?.id}`, outcome: 'overtaken' },
      { step: `attendance-due:${first?.id}`, outcome: 'sent' },
      { step: `reminder:${second?.id}`, outcome: 'overtaken' },
    ]);
    expect(await events('run.reminded')).toEqual([]);
  });

  test('the owner is told that attendance is due, late and once, then of the records; nobody else is', async () => {
    const run = await scheduled(staff, of('A8'));
    const { personIds } = await enrol(run.id, 1);
    const told = () =>
      api.store
        .knex('messages')
        .where({ project_id: project.id, recipient_id: staff.id })
        .whereLike('event_type', 'run.%')
        .orderBy('created_at')
        .pluck('event_type');
    await wake(run.id, '2026-03-25T10:00:00Z');
    await wake(run.id, '2026-03-26T10:00:00Z');
    expect(await told()).toEqual(['run.attendance-due']);
    for (const { id } of run.sessions) {
      await mark(api, [id], personIds);
      await decide('close', run.id, at('2026-03-26T11:00:00Z'), { sessionId: id });
    }
    expect(await wake(run.id, '2026-03-26T12:00:00Z')).toMatchObject({ phase: 'records-due' });
    await wake(run.id, '2026-03-27T10:00:00Z');
    await wake(run.id, '2026-03-28T10:00:00Z');
    expect(await told()).toEqual(['run.attendance-due', 'run.records-due']);
    expect(await messages(run.id)).toEqual({});
  });
});

describe('its story', () => {
  test('a run that is scheduled while Temporal is away stands, and its story begins later, once', async () => {
    const away = await startApi({ temporalAddress: `127.0.0.1:${await freePort()}`, deadline: 500 });
    const connection = await Connection.connect({ address: testServer('TEST_TEMPORAL_ADDRESS') });
    try {
      const client = new Client({ connection });
      const options = { client, knex: away.store.knex, taskQueue: away.database.name };
      const { id } = await away.milestone('A2');
      const run = await scheduled(away.people.staff, id);
      const workflowId = `run:${away.project.slug}:A2:1`;
      expect(await startMissedRuns(options)).toEqual([workflowId]);
      expect(await startMissedRuns(options)).toEqual([]);
      expect((await resumeStories(options)).filter((started) => started.startsWith('run:'))).toEqual([]);
      await client.workflow.getHandle(workflowId).terminate();
      expect(await resumeStories(options)).toContain(workflowId);
      // Once a story has loaded it, or it is over, the worker looks after it no more.
      await client.workflow.getHandle(workflowId).terminate();
      await loadRun(away.store, run.id, NOW);
      expect(await startMissedRuns(options)).toEqual([]);
      await decideOn(away.store, away.people.staff.id, 'cancel', run.id, NOW, { reason: 'Nu mai este necesar.' });
      expect(await resumeStories(options)).not.toContain(workflowId);
    } finally {
      await connection.close();
      await away.close();
    }
  });

  test('a story that is lost is said to be lost, and the command is kept', async () => {
    const run = await scheduled(staff, of('A8'));
    const connection = await Connection.connect({ address: testServer('TEST_TEMPORAL_ADDRESS') });
    await new Client({ connection }).workflow.getHandle(`run:${project.slug}:A8:1`).terminate();
    await connection.close();
    const key = randomUUID();
    const answer = await staff.command(`/api/runs/${run.id}/cancel`, { reason: 'Nu mai este necesar.' }, key);
    expect(answer.problem()).toMatchObject({ status: 503, type: '/problems/story-lost' });
    const command = await api.store.knex('commands').where({ idempotency_key: key }).first('id', 'answer');
    expect(command.answer).toBeNull();
    expect(await decideRun(api.store, command.id, NOW)).toMatchObject({ done: true, standing: { over: true } });
    // The same key again: what was decided, from PostgreSQL.
    const again = await staff.command(`/api/runs/${run.id}/cancel`, { reason: 'Nu mai este necesar.' }, key);
    expect([again.status, again.json()]).toEqual([200, { id: run.id, phase: 'cancelled', version: 2 }]);
  });
});

describe('the end of the milestone', () => {
  test('what was still to come is cancelled and told once; what has begun is over and stays', async () => {
    const coming = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-16')] });
    const begun = await scheduled(staff, of('A8'), { sessions: [sessionAt('2026-03-03'), sessionAt('2026-03-17')] });
    const before = await scheduled(staff, of('A8'));
    await enrol(coming.id, 2);
    await enrol(begun.id, 2);
    await decide('cancel', before.id, NOW, { reason: 'Nu mai este necesar.' });
    const ended = at('2026-03-04T10:00:00Z');
    expect(await endRuns(api.store, of('A8'), ended)).toEqual([]);
    await api.store
      .knex('milestones')
      .where({ id: of('A8') })
      .update({ state: 'waived', ended_at: ended, ended_by: manager.id });
    expect(await endRuns(api.store, of('A8'), ended)).toEqual([{ number: 1 }, { number: 2 }]);
    expect(await endRuns(api.store, of('A8'), ended)).toEqual([{ number: 1 }, { number: 2 }]);
    expect(await messages(coming.id)).toEqual({ 'run.cancelled': 2 });
    expect(await messages(begun.id)).toEqual({});
    expect(await wake(coming.id, '2026-03-05T10:00:00Z')).toMatchObject({ phase: 'cancelled', over: true });
    expect(await wake(begun.id, '2026-03-18T10:00:00Z')).toMatchObject({ over: true, nextWakeAt: null });
    expect(await messages(begun.id)).toEqual({});
    // Its story is over too: PostgreSQL answers.
    const answer = await staff.command(`/api/runs/${begun.id}/invite`);
    expect(answer.problem().type).toBe('/problems/run-frozen');
    expect((await shown(begun.id)).allowed).toEqual([]);
  });
});
