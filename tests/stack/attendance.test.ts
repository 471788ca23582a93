/** Attendance: marked, checked in by code, closed and corrected, through the API on PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findAttendanceList } from '../../db/runs/attendance-list.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { type Course, courseOf, decided, enrolIn, eventsOf, marksOf, participant } from './courses.ts';
import { addPerson, CNP } from './participants.ts';
import { planWith } from './plans.ts';

const plan = planWith(['A8', 'A15']);
/** Sessions of the course are at 08:00–12:00 UTC on 2, 3, … March. */
const BEFORE = new Date('2026-03-02T05:59:59Z');
const DOORS = new Date('2026-03-02T06:00:00Z');
const DURING = new Date('2026-03-02T09:00:00Z');
/** The end of the first session. */
const ENDS = new Date('2026-03-02T12:00:00Z');
const AFTER = new Date('2026-03-05T09:00:00Z');

let api: Api;
let staff: Visitor;
let project: { id: string; slug: string };
let course: Course;
let sessionId: string;

beforeAll(async () => {
  api = await startApi();
  ({ staff } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  const { manager, partner, auditor } = api.people;
  project = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
  course = await courseOf(api, project.id, 2);
  sessionId = course.sessions[0] ?? '';
  api.setClock(DURING);
});

const mark = (personIds: readonly string[], present: boolean, more: object = {}, who: Visitor = staff) =>
  who.command(`/api/runs/${course.id}/attendance`, {
    sessionId,
    how: 'list',
    marks: marksOf(personIds, present),
    ...more,
  });

const close = (now = ENDS) => decided(api, 'close', course.id, { sessionId }, now);

const rowsOf = (session = sessionId) =>
  api.store
    .knex('attendances')
    .where({ session_id: session })
    .orderBy('person_id')
    .select<{ person_id: string; present: boolean; how: string }[]>('person_id', 'present', 'how');

describe('marking', () => {
  test('only what differs is written; nothing new is no event', async () => {
    const [ana, ion] = [await participant(api, course, 'Unu'), await participant(api, course, 'Doi')];
    expect((await mark([ana.id, ion.id], true)).json()).toEqual({ sessionId, changed: 2 });
    expect((await mark([ana.id, ion.id], true)).json()).toEqual({ sessionId, changed: 0 });
    expect((await mark([ion.id], false, { how: 'tablet' })).json()).toEqual({ sessionId, changed: 1 });
    expect(await eventsOf(api, project.id, 'attendance.marked')).toEqual([
      { runId: course.id, key: 'A8', sessionId, how: 'list', present: [ana.id, ion.id], absent: [] },
      { runId: course.id, key: 'A8', sessionId, how: 'tablet', present: [], absent: [ion.id] },
    ]);
    expect(await rowsOf()).toHaveLength(2);
  });

  test('the same command twice at once marks once', async () => {
    const { id } = await participant(api, course, 'Unu');
    const key = 'the-same-key-twice';
    const body = { sessionId, how: 'list', marks: marksOf([id], true) };
    const answers = await Promise.all([1, 2].map(() => staff.command(`/api/runs/${course.id}/attendance`, body, key)));
    expect(answers.map((answer) => answer.json())).toEqual(Array(2).fill({ sessionId, changed: 1 }));
    expect(await eventsOf(api, project.id, 'attendance.marked')).toHaveLength(1);
  });

  test('from two hours before the session, not earlier', async () => {
    const { id } = await participant(api, course, 'Unu');
    api.setClock(BEFORE);
    const early = (await mark([id], true)).problem();
    expect(early).toMatchObject({ status: 409, type: '/problems/session-not-begun' });
    expect(early.detail).toContain('10:00');
    api.setClock(DOORS);
    expect((await mark([id], true)).status).toBe(200);
  });

  test('who is on the waiting list, withdrew, or is of another project is not marked, and nobody with them', async () => {
    const { id } = await participant(api, course, 'Unu');
    const others = [
      (await addPerson(staff, project.id, { familyName: 'Doi' })).id,
      (await addPerson(staff, project.id, { familyName: 'Trei' })).id,
      (await addPerson(staff, project.id, { familyName: 'Patru' })).id,
      (await addPerson(api.people.stranger, api.foreign.id)).id,
    ] as const;
    await enrolIn(api, course, others[0], 'waiting');
    await enrolIn(api, course, others[1], 'withdrawn');
    for (const other of others) {
      const answer = await mark([id, other], true);
      expect(answer.problem()).toMatchObject({ status: 422, type: '/problems/not-enrolled' });
    }
    expect(await rowsOf()).toEqual([]);
    const elsewhere = await courseOf(api, project.id, 1, 2);
    const wrong = await mark([id], true, { sessionId: elsewhere.sessions[0] });
    expect(wrong.problem()).toMatchObject({ type: '/problems/unknown-key' });
  });

  test('by staff and manager; others are refused; a submitted milestone takes no more', async () => {
    const { id } = await participant(api, course, 'Unu');
    expect((await mark([id], true, {}, api.people.manager)).status).toBe(200);
    expect((await mark([id], false, {}, api.people.auditor)).status).toBe(403);
    expect((await mark([id], false, {}, api.people.partner)).problem().type).toBe('/problems/role-missing');
    expect((await mark([id], false, {}, api.people.administrator)).status).toBe(403);
    expect((await mark([id], false, {}, api.people.stranger)).status).toBe(404);
    await api.store
      .knex('milestones')
      .where({ id: course.milestoneId })
      .update({ state: 'submitted', submitted_at: DURING, submitted_by: staff.id });
    expect((await mark([id], false)).problem()).toMatchObject({ status: 409, type: '/problems/run-frozen' });
    // Held by the database as well.
    const byHand = api.store.knex('attendances').where({ session_id: sessionId }).update({ present: false });
    await expect(byHand).rejects.toMatchObject({ code: 'JA002' });
  });
});

describe('R2 a record that was merged', () => {
  test('is marked as the one that it went into, and counts once', async () => {
    const [stays, goes] = [await participant(api, course, 'Unu'), await participant(api, course, 'Unul')];
    await mark([goes.id], true);
    const merged = await staff.command(`/api/persons/${goes.id}/merge`, { into: stays.id, reason: 'aceeași persoană' });
    expect(merged.status).toBe(200);
    expect((await mark([goes.id], true)).json()).toMatchObject({ changed: 0 });
    expect((await mark([stays.id], true)).json()).toMatchObject({ changed: 0 });
    await staff.command(`/api/runs/${course.id}/check-in`, { code: goes.code });
    const counted = await api.store
      .knex('attendance_of_persons')
      .where({ run_id: course.id })
      .select('person_id', 'present');
    expect(counted).toEqual([{ person_id: stays.id, present: true }]);
    // Absent is absent, whichever record had the mark.
    expect((await mark([goes.id], false)).json()).toMatchObject({ changed: 1 });
    const after = await api.store
      .knex('attendance_of_persons')
      .where({ run_id: course.id })
      .select('person_id', 'present');
    expect(after).toEqual([{ person_id: stays.id, present: false }]);
    expect((await eventsOf(api, project.id, 'attendance.marked')).at(-1)).toMatchObject({ absent: [stays.id] });
  });

  test('R2 marked twice in one list, present once, is present', async () => {
    const [stays, goes] = [await participant(api, course, 'Unu'), await participant(api, course, 'Unul')];
    await staff.command(`/api/persons/${goes.id}/merge`, { into: stays.id, reason: 'aceeași persoană' });
    const marks = [...marksOf([goes.id], true), ...marksOf([stays.id], false)];
    const answer = await staff.command(`/api/runs/${course.id}/attendance`, { sessionId, how: 'list', marks });
    expect(answer.json()).toMatchObject({ changed: 1 });
    expect(await rowsOf()).toEqual([{ person_id: stays.id, present: true, how: 'list' }]);
  });
});

describe('closing', () => {
  test('who is enrolled and not marked was absent; who waits is not counted; twice is refused', async () => {
    const [ana, ion, eva] = [
      await participant(api, course, 'Unu'),
      await participant(api, course, 'Doi'),
      await participant(api, course, 'Trei'),
    ];
    await enrolIn(api, course, (await addPerson(staff, project.id, { familyName: 'Patru' })).id, 'waiting');
    await mark([ana.id], true);
    await mark([ion.id], false);
    expect(await close()).toMatchObject({ done: true, result: { sessionId, present: 1, absent: 2 } });
    expect(await eventsOf(api, project.id, 'session.closed')).toEqual([
      { runId: course.id, key: 'A8', sessionId, present: 1, absent: 2, absentIds: [eva.id] },
    ]);
    const { closed_at } = await api.store.knex('sessions').where({ id: sessionId }).first('closed_at');
    expect(closed_at).toEqual(ENDS);
    expect(await close()).toMatchObject({ done: false, refusal: { code: 'session-closed' } });
    expect(await eventsOf(api, project.id, 'session.closed')).toHaveLength(1);
  });

  test('not before the session ends, and twice at once closes once', async () => {
    await participant(api, course, 'Unu');
    expect(await close(new Date(ENDS.getTime() - 1))).toMatchObject({
      refusal: { code: 'session-not-ended', endsAt: ENDS.toISOString() },
    });
    const answers = await Promise.all([close(ENDS), close(ENDS)]);
    expect(answers.map(({ done }) => done).sort()).toEqual([false, true]);
    expect(await rowsOf()).toHaveLength(1);
  });

  test('afterwards a change is a correction: with a reason, and on record as one', async () => {
    const { id } = await participant(api, course, 'Unu');
    await close();
    expect((await mark([id], true)).problem()).toMatchObject({
      status: 422,
      type: '/problems/correction-reason-missing',
    });
    expect((await mark([id], true, { reason: `greșeală la ${CNP}` })).problem().type).toBe('/problems/fields-refused');
    expect((await mark([id], true, { reason: 'A semnat pe verso.' })).json()).toMatchObject({ changed: 1 });
    const [event] = await eventsOf(api, project.id, 'attendance.corrected');
    expect(event).toMatchObject({ sessionId, how: 'list', present: [id], absent: [] });
    expect(JSON.stringify(event)).not.toContain('verso');
    const text = await api.store
      .knex('event_texts as t')
      .join('events as e', 'e.id', 't.event_id')
      .where({ type: 'attendance.corrected', project_id: project.id })
      .pluck('text');
    expect(text).toEqual(['A semnat pe verso.']);
    expect(await eventsOf(api, project.id, 'attendance.marked')).toEqual([]);
    // Nothing to correct needs no reason.
    expect((await mark([id], true)).json()).toMatchObject({ changed: 0 });
  });
});

describe('check-in by the personal code', () => {
  const scan = (code: string, who = staff) => who.command(`/api/runs/${course.id}/check-in`, { code });

  test('marks at the session that is on, says who and how many, and a second time says so', async () => {
    const ana = await participant(api, course, 'Unu');
    await participant(api, course, 'Doi');
    expect((await scan(ana.code.toUpperCase())).json()).toEqual({
      outcome: 'marked',
      name: 'Ana Unu',
      session: { id: sessionId, startsAt: '2026-03-02T08:00:00.000Z', topic: '' },
      present: 1,
      enrolled: 2,
    });
    expect((await scan(ana.code)).json()).toMatchObject({ outcome: 'already', present: 1 });
    expect(await rowsOf()).toEqual([{ person_id: ana.id, present: true, how: 'code' }]);
    expect(await eventsOf(api, project.id, 'attendance.marked')).toMatchObject([{ how: 'code', present: [ana.id] }]);
    const [command] = await api.store.knex('commands').where({ verb: 'run.check-in' }).select('body', 'answer');
    expect(JSON.stringify(command)).not.toContain('Unu');
    expect(JSON.stringify(command)).not.toContain(ana.code);
  });

  test('from two hours before the session until its end', async () => {
    const { code } = await participant(api, course, 'Unu');
    api.setClock(BEFORE);
    expect((await scan(code)).problem()).toMatchObject({ status: 409, type: '/problems/no-session-now' });
    api.setClock(DOORS);
    expect((await scan(code)).json()).toMatchObject({ outcome: 'marked' });
    api.setClock(new Date('2026-03-02T12:00:00Z'));
    expect((await scan(code)).problem().type).toBe('/problems/no-session-now');
  });

  test('who waits is told so and not marked; who withdrew or is of another run is unknown', async () => {
    const waiting = await enrolIn(api, course, (await addPerson(staff, project.id)).id, 'waiting');
    const gone = await enrolIn(
      api,
      course,
      (await addPerson(staff, project.id, { familyName: 'Doi' })).id,
      'withdrawn',
    );
    const other = await participant(api, await courseOf(api, project.id, 1, 2), 'Trei');
    expect((await scan(waiting)).json()).toMatchObject({ outcome: 'waiting-list', present: 0, enrolled: 0 });
    for (const code of [gone, other.code, 'nobody-has-this'])
      expect((await scan(code)).problem()).toMatchObject({ status: 422, type: '/problems/code-unknown' });
    expect(await rowsOf()).toEqual([]);
  });

  test('a session that was closed takes none; the next one does as soon as its doors open', async () => {
    const { code } = await participant(api, course, 'Unu');
    await close();
    expect((await scan(code)).problem().type).toBe('/problems/session-closed');
    api.setClock(new Date('2026-03-03T07:00:00Z'));
    expect((await scan(code)).json()).toMatchObject({ outcome: 'marked', session: { id: course.sessions[1] } });
  });

  test('twenty scans of one code at once mark once', async () => {
    const { code } = await participant(api, course, 'Unu');
    const answers = await Promise.all(Array.from({ length: 20 }, () => scan(code)));
    const outcomes = answers.map((answer) => answer.json().outcome).sort();
    expect(outcomes).toEqual([...Array(19).fill('already'), 'marked']);
    expect(await eventsOf(api, project.id, 'attendance.marked')).toHaveLength(1);
  });

  test('guessing ends', async () => {
    const { code } = await participant(api, course, 'Unu');
    const { manager } = api.people;
    let answer = await scan('guess-0', manager);
    for (let at = 1; answer.status === 422 && at < 200; at += 1) answer = await scan(`guess-${at}`, manager);
    expect(answer.problem()).toMatchObject({ status: 429, type: '/problems/too-many-requests' });
    // Whoever scans real codes is not held up by it.
    expect((await scan(code)).json()).toMatchObject({ outcome: 'marked' });
  });
});

describe('the printed list', () => {
  const pdf = (query: string, who = staff) => who.get(`/api/runs/${course.id}/attendance-list.pdf?${query}`);

  test('is a PDF with a harmless name, for those who read the register', async () => {
    await participant(api, course, 'Unu');
    const answer = await pdf(`sessionId=${sessionId}&locale=ro`);
    expect(answer.text.slice(0, 5)).toBe('%PDF-');
    expect(answer.headers.get('content-disposition')).toContain('filename="A8-1 2026-03-02.pdf"');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect((await pdf(`sessionId=${sessionId}`, api.people.auditor)).status).toBe(200);
    expect((await pdf(`sessionId=${sessionId}`, api.people.partner)).status).toBe(403);
    expect((await pdf(`sessionId=${sessionId}`, api.people.stranger)).status).toBe(404);
  });

  test('of a session of this run', async () => {
    const other = await courseOf(api, project.id, 1, 2);
    expect((await pdf(`sessionId=${other.sessions[0]}`)).status).toBe(404);
    expect((await pdf('')).status).toBe(400);
    expect((await pdf(`sessionId=${sessionId}&locale=fr`)).status).toBe(400);
  });

  test('R28 names those enrolled, and nobody who waits or is erased', async () => {
    const [, erased] = [await participant(api, course, 'Unu'), await participant(api, course, 'Doi')];
    await enrolIn(api, course, (await addPerson(staff, project.id, { familyName: 'Trei' })).id, 'waiting');
    await staff.command(`/api/persons/${erased.id}/erase`, { reason: 'la cerere' });
    const list = await findAttendanceList(api.store.knex, course.id, sessionId);
    expect(list?.persons.map(({ familyName }) => familyName)).toEqual(['Unu']);
    expect(list?.session).toMatchObject({ number: 1, of: 2 });
  });
});

test('what happens after all sessions is recorded at its own time', async () => {
  const { id } = await participant(api, course, 'Unu');
  api.setClock(AFTER);
  expect((await mark([id], true)).status).toBe(200);
  const { marked_at } = await api.store.knex('attendances').where({ person_id: id }).first('marked_at');
  expect(marked_at).toEqual(AFTER);
});
