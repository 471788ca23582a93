/** Consultations: their notice, what counts of them at the gate, and when their minutes came. On PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { advanceProject } from '../../db/advance.ts';
import { contentPath } from '../../db/files.ts';
import { wakeRun } from '../../db/runs/wake.ts';
import { verify } from '../../db/verify.ts';
import { atLocalTime } from '../../domain/calendar.ts';
import type { Missing } from '../../domain/gate.ts';
import type { Answer } from '../../domain/refusal.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { eventsOf } from './courses.ts';
import { decide, missingOnSubmit } from './deciding.ts';
import { given, paper } from './evidence-paper.ts';
import { planWith } from './plans.ts';
import { decideOn, enrolledBySql, formOf, messagesOf, runBody, type ScheduledRun, scheduled } from './running.ts';
import { mark, personsWith } from './runs-by-sql.ts';

const at = atLocalTime;
/** A day on which all begins, and meetings as far away as R11 asks and farther. */
const TODAY = at('2026-03-02', '12:00');
const FIRST = '2026-03-12';
const SECOND = '2026-03-20';
const AFTER = at('2026-03-21', '12:00');

interface Shown extends ScheduledRun {
  readonly notice: { publishedAt: string | null; lastDay: string; firstDay: string; days: number } | null;
  readonly noticeUrl: string | null;
  readonly minutes: { dueOn: string; givenAt: string | null; lateDays: number } | null;
}

let api: Api;
let staff: Visitor;
let manager: Visitor;
/** A project of its own for each test, with its consultations and a course. */
let project: { id: string; slug: string };
let milestoneId: string;

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(TODAY);
  const { partner, auditor } = api.people;
  project = await api.createProject(planWith(['A2', 'A9']), '2026-03-01', [staff, manager, partner, auditor]);
  await advanceProject(api.store, project.id, TODAY);
  milestoneId = (await api.milestone('A9', project.id)).id;
});

const evening = (day: string, from = '17:00', to = '20:00') => ({
  startsAt: at(day, from).toISOString(),
  endsAt: at(day, to).toISOString(),
  topic: '',
});
const body = (...days: readonly string[]) => ({
  title: 'Consultarea (exemplu)',
  sessions: days.map((day) => evening(day)),
});
const planned = (...days: readonly string[]) => scheduled(staff, milestoneId, body(...days));
const shown = async (id: string): Promise<Shown> => (await staff.get(`/api/runs/${id}`)).json();
const command = (verb: Parameters<typeof decideOn>[2], id: string, now: Date, fields: object = {}) =>
  decideOn(api.store, staff.id, verb, id, now, fields);
/** A public page as a stranger opens it. */
const anybody = async (path: string) => {
  const answer = await fetch(`${api.url}${path}?lang=ro`);
  return { status: answer.status, text: await answer.text() };
};
const refusalOf = (answer: Answer) => (answer.done ? null : answer.refusal);

/** A consultation whose notice was published on a day. */
async function announced(day: string, now = TODAY): Promise<ScheduledRun> {
  api.setClock(now);
  const run = await planned(day);
  expect(await command('publish', run.id, now)).toMatchObject({ done: true });
  return run;
}

describe('R11 scheduling', () => {
  const refusedAt = async (...days: readonly string[]) =>
    (await staff.command(`/api/milestones/${milestoneId}/runs`, runBody(body(...days)))).problem();

  test('R11 a meeting sooner than its notice allows is refused, with the field and the first possible day', async () => {
    const problem = await refusedAt(FIRST, '2026-03-11');
    expect(problem).toMatchObject({ status: 422, type: '/problems/notice-too-late' });
    expect(problem.detail).toContain('12 March 2026');
    expect(Object.keys(problem.errors ?? {})).toEqual(['sessions.1.startsAt']);
    expect((await planned(FIRST)).phase).toBe('scheduled');
  });

  test('R11 the last minute of a day in Romania is still that day, the next one is not', async () => {
    api.setClock(at('2026-03-02', '23:59'));
    await planned(FIRST);
    api.setClock(at('2026-03-03', '00:00'));
    expect((await refusedAt(FIRST)).detail).toContain('13 March 2026');
  });

  test('R11 a consultation that was held already had no notice here, and is not scheduled; a course is', async () => {
    expect((await refusedAt('2026-03-01')).type).toBe('/problems/notice-too-late');
    const course = (await api.milestone('A2', project.id)).id;
    await scheduled(staff, course, { sessions: [evening('2026-03-01')] });
  });
});

describe('R11 publishing the notice', () => {
  test('R11 it is public from then on, once, and the team is told', async () => {
    const run = await planned(FIRST);
    expect(await shown(run.id)).toMatchObject({
      phase: 'scheduled',
      notice: { publishedAt: null, lastDay: '2026-03-02', firstDay: FIRST, days: 10 },
      noticeUrl: null,
    });
    expect((await shown(run.id)).allowed).toContain('publish');
    expect(await command('publish', run.id, TODAY)).toMatchObject({
      done: true,
      result: { id: run.id, phase: 'announced', noticePublishedAt: TODAY.toISOString() },
    });
    const after = await shown(run.id);
    expect(after).toMatchObject({
      phase: 'announced',
      notice: { publishedAt: TODAY.toISOString() },
      noticeUrl: `${api.url}/p/${project.slug}/runs/${run.id}`,
    });
    expect(after.allowed).not.toContain('publish');
    expect(refusalOf(await command('publish', run.id, TODAY))).toEqual({ code: 'notice-published' });
    expect(await eventsOf(api, project.id, 'run.published')).toEqual([{ runId: run.id, key: 'A9', version: 2 }]);
    const told = await api.store
      .knex('messages')
      .where({ project_id: project.id, event_type: 'run.published' })
      .pluck('recipient_id');
    expect(told.sort()).toEqual([manager.id, api.people.partner.id].sort());
  });

  test('R11 too late it is refused with the first day that is possible, to the minute', async () => {
    const run = await planned(FIRST);
    expect(refusalOf(await command('publish', run.id, at('2026-03-03', '00:00')))).toEqual({
      code: 'notice-too-late',
      days: 10,
      firstDay: '2026-03-13',
    });
    expect((await command('publish', run.id, at('2026-03-02', '23:59'))).done).toBe(true);
  });

  test('R11 a course has no notice', async () => {
    const course = await scheduled(staff, (await api.milestone('A2', project.id)).id);
    expect(refusalOf(await command('publish', course.id, TODAY))).toEqual({ code: 'no-consultations' });
    expect((await shown(course.id)).notice).toBeNull();
  });

  test('R11 the public sees a consultation, and enrols in it, only once its notice is published', async () => {
    const run = await scheduled(staff, milestoneId, { ...body(FIRST), public: true });
    const page = `/p/${project.slug}/runs/${run.id}`;
    expect(await shown(run.id)).toMatchObject({ enrolmentUrl: null });
    expect((await anybody(page)).status).toBe(404);
    await command('publish', run.id, TODAY);
    const answer = await anybody(page);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<form');
    expect(answer.text).toContain('Moderează');
    expect(await shown(run.id)).toMatchObject({ enrolmentUrl: `${api.url}${page}` });
  });

  test('R11 where nobody has to enrol the notice is public all the same, without a form', async () => {
    const run = await announced(FIRST);
    const { status, text } = await anybody(`/p/${project.slug}/runs/${run.id}`);
    expect([status, text.includes('<form'), text.includes('Nu este nevoie de înscriere.')]).toEqual([200, false, true]);
  });
});

describe('R11 moving a consultation', () => {
  const move = async (run: ScheduledRun, now: Date, change: object) =>
    command('change', run.id, now, formOf(await shown(run.id), { ...body(), ...change }));
  const first = async ({ id }: ScheduledRun) => (await shown(id)).sessions[0]?.id;
  const publishedAt = async ({ id }: ScheduledRun) => (await shown(id)).notice?.publishedAt;

  test('R11 to another day it needs its notice again: too soon it is refused, far enough it is announced anew', async () => {
    const run = await announced(SECOND);
    const { personIds } = await enrolledBySql(api, project.id, run.id, 2);
    await command('invite', run.id, TODAY);
    const later = at('2026-03-10', '12:00');
    const sessions = async (day: string) => [{ ...evening(day), id: await first(run) }];
    // The 19th is still ahead, and less than ten days away.
    expect(refusalOf(await move(run, later, { sessions: await sessions('2026-03-19') }))).toEqual({
      code: 'notice-too-late',
      days: 10,
      firstDay: SECOND,
      field: 'sessions.0.startsAt',
    });
    expect(await publishedAt(run)).toBe(TODAY.toISOString());
    expect((await move(run, later, { sessions: await sessions('2026-03-24') })).done).toBe(true);
    expect(await publishedAt(run)).toBe(later.toISOString());
    expect(await messagesOf(api.store, run.id)).toMatchObject({ 'run.moved': personIds.length });
  });

  test('R11 another hour or place of the same day keeps its notice, and who enrolled is told', async () => {
    const run = await announced(FIRST);
    await enrolledBySql(api, project.id, run.id, 1);
    await command('invite', run.id, TODAY);
    const eve = at('2026-03-11', '12:00');
    const sessions = [{ ...evening(FIRST, '18:00', '21:00'), id: await first(run) }];
    expect((await move(run, eve, { sessions, place: 'Școala (exemplu)' })).done).toBe(true);
    expect(await publishedAt(run)).toBe(TODAY.toISOString());
    expect(await messagesOf(api.store, run.id)).toMatchObject({ 'run.moved': 1 });
  });

  test('R11 a day more needs its notice too; the first day stays announced as it was', async () => {
    const run = await announced(FIRST);
    const later = at('2026-03-05', '12:00');
    const kept = { ...evening(FIRST), id: await first(run) };
    expect(refusalOf(await move(run, later, { sessions: [kept, evening('2026-03-13')] }))).toMatchObject({
      code: 'notice-too-late',
      field: 'sessions.1.startsAt',
    });
    expect((await move(run, later, { sessions: [kept, evening('2026-03-15')] })).done).toBe(true);
    expect(await publishedAt(run)).toBe(TODAY.toISOString());
    // Without its first day it begins on one that was announced as well.
    const left = (await shown(run.id)).sessions.slice(1);
    expect((await move(run, later, { sessions: left.map(({ id }) => ({ ...evening('2026-03-15'), id })) })).done).toBe(
      true,
    );
    expect(await publishedAt(run)).toBe(TODAY.toISOString());
  });

  test('R11 one whose notice was missed can be moved far enough, and published then', async () => {
    const run = await planned(FIRST);
    const later = at('2026-03-05', '12:00');
    expect(refusalOf(await command('publish', run.id, later))).toMatchObject({ firstDay: '2026-03-15' });
    expect(
      (await move(run, later, { title: 'Alt titlu', sessions: [{ ...evening(FIRST), id: await first(run) }] })).done,
    ).toBe(true);
    expect((await move(run, later, { sessions: [{ ...evening('2026-03-15'), id: await first(run) }] })).done).toBe(
      true,
    );
    expect((await command('publish', run.id, later)).done).toBe(true);
  });
});

describe('R7 R11 what the owner is told', () => {
  const toOwner = () =>
    api.store
      .knex('messages')
      .where({ project_id: project.id, recipient_id: staff.id })
      .whereLike('event_type', 'run.%')
      .orderBy('created_at')
      .pluck('event_type');

  test('R7 R11 three days before the last day for the notice, and once it has passed; each once', async () => {
    const run = await planned(SECOND); // its notice is due on the 10th
    for (const [day, time] of [
      ['2026-03-07', '08:59'],
      ['2026-03-07', '09:00'],
      ['2026-03-10', '12:00'],
    ] as const)
      await wakeRun(api.store, run.id, at(day, time));
    expect(await toOwner()).toEqual(['run.notice-due']);
    for (const day of ['2026-03-11', '2026-03-12']) await wakeRun(api.store, run.id, at(day, '09:00'));
    expect(await toOwner()).toEqual(['run.notice-due', 'run.notice-missed']);
  });

  test('R7 R11 a worker that comes back after the last day says only that it has passed', async () => {
    const run = await planned(SECOND);
    await wakeRun(api.store, run.id, at('2026-03-12', '15:00'));
    expect(await toOwner()).toEqual(['run.notice-missed']);
    const decided = await api.store.knex('run_notices').where({ run_id: run.id, step: 'notice-due' }).pluck('outcome');
    expect(decided).toEqual(['overtaken']);
  });

  test('R11 of a published notice nobody is told any more', async () => {
    const run = await announced(SECOND);
    await wakeRun(api.store, run.id, at('2026-03-12', '15:00'));
    expect(await toOwner()).toEqual([]);
  });
});

interface Figures {
  readonly missing: readonly { code: string; key: string }[];
  readonly quantities: readonly { key: string; actual: number; attendances: number | null }[];
}

/** What the milestone's page says of its three figures: consultations, persons, proposals; and attendances. */
async function figures(): Promise<{ runs: number; persons: number; proposals: number; attendances: number | null }> {
  const { quantities } = (await staff.get(`/api/milestones/${milestoneId}`)).json<Figures>();
  const of = (key: string) => quantities.find((quantity) => quantity.key === key);
  return {
    runs: of('consultari')?.actual ?? -1,
    persons: of('participanti')?.actual ?? -1,
    proposals: of('propuneri')?.actual ?? -1,
    attendances: of('participanti')?.attendances ?? null,
  };
}

/** The same counted by plain statements, without any of the program's own. */
async function recounted() {
  const { rows } = await api.store.knex.raw<{ rows: { persons: number; attendances: number; proposals: number }[] }>(
    `with presence as (
       select distinct r.id as run, coalesce(p.merged_into, p.id) as person
         from runs r join sessions s on s.run_id = r.id join attendances a on a.session_id = s.id join persons p on p.id = a.person_id
        where r.milestone_id = :id and r.state = 'scheduled' and a.present
          and not exists (select 1 from sessions o where o.run_id = r.id and o.closed_at is null)
          and (r.notice_published_at at time zone 'Europe/Bucharest')::date + 10 <=
              (select min(f.starts_at at time zone 'Europe/Bucharest')::date from sessions f where f.run_id = r.id))
     select (select count(distinct person)::int from presence) as persons, (select count(*)::int from presence) as attendances,
            (select count(*)::int from proposals where milestone_id = :id and state = 'eligible') as proposals`,
    { id: milestoneId },
  );
  return rows[0];
}

async function proposed(many: number, state = 'eligible'): Promise<void> {
  const last = await api.store.knex('proposals').where({ project_id: project.id }).max('number as last').first();
  await api.store.knex('proposals').insert(
    Array.from({ length: many }, (_, place) => ({
      id: randomUUID(),
      project_id: project.id,
      milestone_id: milestoneId,
      number: (last?.last ?? 0) + place + 1,
      title: `Propunerea ${place + 1} (exemplu)`,
      summary: 'Ce se propune (exemplu).',
      source: 'meeting',
      state,
      reason: state === 'rejected' ? 'Nu este de competența comunei.' : '',
      created_at: TODAY,
      changed_at: TODAY,
    })),
  );
}

/** Who was there, and the attendance of every session complete. */
async function held({ id, sessions }: ScheduledRun, persons: readonly string[]): Promise<void> {
  await mark(
    api,
    sessions.map((session) => session.id),
    persons,
  );
  for (const session of sessions)
    expect(await command('close', id, AFTER, { sessionId: session.id })).toMatchObject({ done: true });
}

async function documented({ id }: ScheduledRun): Promise<void> {
  for (const requirement of ['anunt', 'lista-de-prezenta', 'proces-verbal'])
    await given(staff, milestoneId, paper({ requirement, runId: id }));
}

describe('R10 consultations at the gate', () => {
  let first: ScheduledRun;
  let second: ScheduledRun;
  const missing = () => missingOnSubmit(api, milestoneId, AFTER);
  const codes = (found: readonly Missing[]) => found.map(({ code, key }) => `${code} ${key}`);
  const persons = (many: number, made: Parameters<typeof personsWith>[3] = {}) =>
    personsWith(api, project.id, many, made);

  beforeEach(async () => {
    first = await announced(FIRST);
    second = await announced(SECOND);
    api.setClock(AFTER);
  });

  test('R10 39 persons fail, the fortieth passes, complete record or not; raw attendances stand beside', async () => {
    const complete = await persons(30);
    const incomplete = await persons(9, { fields: {}, ageGroup: null });
    await held(first, [...complete, ...incomplete]);
    await held(second, complete.slice(0, 12));
    for (const run of [first, second]) await documented(run);
    await proposed(3);
    expect(await missing()).toEqual([
      expect.objectContaining({ code: 'quantity', key: 'participanti', need: 40, have: 39 }),
    ]);
    expect(await figures()).toEqual({ runs: 2, persons: 39, proposals: 3, attendances: 51 });
    const [fortieth = ''] = await persons(1, { fields: {} });
    await mark(
      api,
      second.sessions.map(({ id }) => id),
      [fortieth],
    );
    expect(await figures()).toEqual({ runs: 2, persons: 40, proposals: 3, attendances: 52 });
    expect(await recounted()).toEqual({ persons: 40, attendances: 52, proposals: 3 });
    expect(await missing()).toEqual([]);
  });

  test('R2 R10 who comes to both counts once, and so do records that were merged', async () => {
    const [a = '', b = '', c = ''] = await persons(3);
    await held(first, [a, b]);
    await held(second, [a, c]);
    expect(await figures()).toMatchObject({ persons: 3, attendances: 4 });
    await staff.command(`/api/persons/${c}/merge`, { into: b, reason: 'Aceeași persoană.' });
    expect(await figures()).toMatchObject({ persons: 2, attendances: 4 });
    // At one and the same meeting under two records they were there once.
    await staff.command(`/api/persons/${b}/merge`, { into: a, reason: 'Aceeași persoană.' });
    expect(await figures()).toMatchObject({ persons: 1, attendances: 2 });
    expect(await recounted()).toMatchObject({ persons: 1, attendances: 2 });
  });

  test('R28 who was erased still counts', async () => {
    const [a = '', b = ''] = await persons(2);
    await held(first, [a, b]);
    const answer = await staff.command(`/api/persons/${a}/erase`, { reason: 'A cerut ștergerea.' });
    expect(answer.status).toBe(200);
    expect(await figures()).toMatchObject({ persons: 2, attendances: 2 });
  });

  test('R10 one that is not over, was cancelled, or to which nobody came counts nobody', async () => {
    const [a = '', b = ''] = await persons(2);
    await held(first, [a]);
    await mark(
      api,
      second.sessions.map(({ id }) => id),
      [b],
    );
    expect(await figures()).toMatchObject({ runs: 1, persons: 1, attendances: 1 });
    await api.store.knex('runs').where({ id: first.id }).update({ state: 'cancelled', cancelled_at: AFTER });
    expect(await figures()).toMatchObject({ runs: 0, persons: 0, attendances: 0 });
    expect(await recounted()).toMatchObject({ persons: 0, attendances: 0 });
    await api.store.knex('attendances').where({ person_id: b }).update({ present: false });
    await held({ ...second, sessions: second.sessions }, []);
    expect(codes(await missing())).toContain('run-unattended attendance');
  });

  test('R11 one without a notice in time is named, and counts neither itself nor who was there', async () => {
    await held(first, await persons(45));
    await held(second, await persons(2));
    await api.store.knex('runs').where({ id: first.id }).update({ notice_published_at: null });
    expect(await figures()).toMatchObject({ runs: 1, persons: 2 });
    const notice = (await missing()).find(({ code }) => code === 'run-notice');
    expect(notice).toMatchObject({ days: 10, run: { id: first.id } });
    const page = (await staff.get(`/api/milestones/${milestoneId}`)).json<{
      missing: { code: string; text: string }[];
    }>();
    expect(page.missing.find(({ code }) => code === 'run-notice')?.text).toContain('at least 10 days ahead (R11)');
    await api.store
      .knex('runs')
      .where({ id: first.id })
      .update({ notice_published_at: at('2026-03-03', '00:00') });
    expect(await figures()).toMatchObject({ runs: 1, persons: 2 });
    expect(await recounted()).toMatchObject({ persons: 2 });
    await api.store
      .knex('runs')
      .where({ id: first.id })
      .update({ notice_published_at: at('2026-03-02', '23:59') });
    expect(await figures()).toMatchObject({ runs: 2, persons: 47 });
    expect(codes(await missing())).not.toContain('run-notice notice');
  });

  test('R10 R12 two eligible proposals fail; others do not count', async () => {
    await proposed(2);
    for (const state of ['submitted', 'rejected', 'split']) await proposed(4, state);
    expect((await missing()).find(({ key }) => key === 'propuneri')).toMatchObject({ need: 3, have: 2 });
    await proposed(1);
    expect(await figures()).toMatchObject({ proposals: 3 });
    expect((await missing()).find(({ key }) => key === 'propuneri')).toBeUndefined();
  });

  test('R6 notice, attendance list and minutes are asked of each consultation', async () => {
    await documented(first);
    const asked = (await missing()).filter(({ code }) => code === 'run-evidence');
    expect(asked.map((item) => [item.key, 'run' in item && item.run.id])).toEqual([
      ['anunt', second.id],
      ['lista-de-prezenta', second.id],
      ['proces-verbal', second.id],
    ]);
  });

  test('R25 the register lists exactly those who are counted, and the report leads to them', async () => {
    const counted = await persons(3);
    await held(first, counted);
    await mark(
      api,
      second.sessions.map(({ id }) => id),
      await persons(4),
    );
    const query = encodeURIComponent(JSON.stringify({ projectId: project.id, milestoneId }));
    const listed = (await staff.get(`/api/persons?filter=${query}`)).json<{ id: string }[]>();
    expect(listed.map(({ id }) => id).sort()).toEqual([...counted].sort());
    interface Row {
      readonly key: string;
      readonly actual: { value: number; records: { kind: string; id: string; part?: string }[] };
      readonly attendances: { value: number } | null;
    }
    const report = (await staff.get(`/api/projects/${project.id}/report`)).json<{ indicators: { rows: Row[] } }>();
    const row = report.indicators.rows.find(({ key }) => key === 'participanti');
    expect(row).toMatchObject({ actual: { value: 3 }, attendances: { value: 3 } });
    expect(row?.actual.records.map(({ kind, id }) => [kind, id])).toEqual([
      ['persons', milestoneId],
      ['run', first.id],
    ]);
  });

  test('R28 what was submitted stays, whatever happens to register and proposals', async () => {
    const all = await persons(40);
    await held(first, all.slice(0, 20));
    await held(second, all.slice(20));
    for (const run of [first, second]) await documented(run);
    await proposed(3);
    expect(await missing()).toEqual([]);
    const [a = '', b = ''] = all;
    await staff.command(`/api/persons/${a}/merge`, { into: b, reason: 'Aceeași persoană.' });
    await api.store.knex('proposals').where({ project_id: project.id, number: 1 }).update({ state: 'submitted' });
    expect(await figures()).toMatchObject({ runs: 2, persons: 40, proposals: 3 });
    expect(await decide(api, manager, 'approve', milestoneId, AFTER)).toMatchObject({ done: true });
    expect(refusalOf(await command('publish', first.id, AFTER))).toMatchObject({ code: 'run-frozen' });
  });
});

describe('R11 minutes', () => {
  test('R11 minutes that come late are said on the page and in the report, and stand in nobody’s way', async () => {
    const run = await announced(FIRST);
    const minutes = async () => (await shown(run.id)).minutes;
    api.setClock(at(FIRST, '18:00'));
    expect(await minutes()).toBeNull();
    const late = at('2026-03-25', '09:00');
    api.setClock(late);
    expect(await minutes()).toEqual({ dueOn: '2026-03-22', givenAt: null, lateDays: 3 });
    const piece = await given(staff, milestoneId, paper({ requirement: 'proces-verbal', runId: run.id }));
    const given25 = { dueOn: '2026-03-22', givenAt: late.toISOString(), lateDays: 3 };
    expect(await minutes()).toEqual(given25);
    api.setClock(at('2026-04-10', '09:00'));
    await given(staff, milestoneId, paper({ requirement: 'proces-verbal', replaces: piece.id, runId: run.id }));
    // A better copy is no later one.
    expect(await minutes()).toEqual(given25);
    await held(run, await personsWith(api, project.id, 1));
    const { gaps } = (await staff.get(`/api/projects/${project.id}/report`)).json<{
      gaps: { code: string; weight: string; text: { ro: string; en: string } }[];
    }>();
    expect(gaps.filter(({ code }) => code === 'minutes-late')).toEqual([
      expect.objectContaining({
        weight: 'explain',
        text: expect.objectContaining({ en: expect.stringContaining('3 days late') }),
      }),
    ]);
    const { missing } = (await staff.get(`/api/milestones/${milestoneId}`)).json<Figures>();
    expect(missing.map(({ key }) => key)).not.toContain('proces-verbal');
  });

  test('R11 minutes in time are not late', async () => {
    const run = await announced(FIRST);
    api.setClock(at('2026-03-22', '23:59'));
    await given(staff, milestoneId, paper({ requirement: 'proces-verbal', runId: run.id }));
    api.setClock(at('2026-05-01', '09:00'));
    expect((await shown(run.id)).minutes).toMatchObject({ lateDays: 0 });
  });
});

test('R25 a notice that somebody writes or takes away behind the program is found', async () => {
  const run = await announced(FIRST);
  const findings = async () => {
    const { findings: all } = await verify(api.store.knex, (sha256) => contentPath(api.filesDir, sha256));
    return all.map(({ record }) => record).filter((record) => record.includes(run.id));
  };
  expect(await findings()).toEqual([]);
  await api.store.knex('runs').where({ id: run.id }).update({ notice_published_at: null });
  expect(await findings()).not.toEqual([]);
  await api.store
    .knex('runs')
    .where({ id: run.id })
    .update({ notice_published_at: at('2026-03-01', '10:00') });
  expect(await findings()).not.toEqual([]);
});
