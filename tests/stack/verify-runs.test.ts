/** `jalon verify` on runs, enrolments, attendance, certificates and submitted indicators. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { advanceProject } from '../../db/advance.ts';
import { type Api, startApi } from './api.ts';
import { foundAfter, unnoticedChanges } from './behind-the-back.ts';
import { missingOnSubmit } from './deciding.ts';
import { given, paper } from './evidence-paper.ts';
import { addPerson } from './participants.ts';
import { planWith } from './plans.ts';
import { decideOn, formOf, type ScheduledRun, scheduled, sessionAt } from './running.ts';

/** Columns that no event tells of, with why. */
const UNTOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  runs: { carried_at: 'when a story loaded it, which is no fact of the project' },
  sessions: {},
  enrolments: {},
  attendances: {},
  certificates: {},
  indicator_snapshots: {},
};

const BEFORE = new Date('2026-03-02T10:00:00Z');
const FIRST_DAY = new Date('2026-03-16T08:00:00Z');
const AFTER = new Date('2026-03-20T10:00:00Z');
let api: Api;
/** One with courses, and one whose report was submitted. */
let projects: readonly [courses: string, report: string];

beforeAll(async () => {
  api = await startApi();
  const { staff, manager, partner, auditor } = api.people;
  const { id: projectId } = await api.createProject(planWith(['A8', 'A15']), '2026-03-01', [
    staff,
    manager,
    partner,
    auditor,
  ]);
  api.setClock(BEFORE);
  await advanceProject(api.store, projectId, BEFORE);
  await course(projectId);
  const report = await api.createProject(planWith(['A15']), '2026-03-01', [staff, manager, partner, auditor]);
  await advanceProject(api.store, report.id, BEFORE);
  projects = [projectId, report.id];
  await submitReport((await api.milestone('A15', report.id)).id);
});
afterAll(() => api.close());

/** A course with everything that may happen to it, and another one that is cancelled. */
async function course(projectId: string): Promise<void> {
  const { staff } = api.people;
  const done = async (answer: Promise<{ status: number; text: string }>) => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(text);
  };
  const decide = async (verb: Parameters<typeof decideOn>[2], run: string, now: Date, body: object = {}) =>
    expect(await decideOn(api.store, staff.id, verb, run, now, body)).toMatchObject({ done: true });
  const milestone = (await api.milestone('A8', projectId)).id;
  const sessions = [sessionAt('2026-03-16'), sessionAt('2026-03-17'), sessionAt('2026-03-18')];
  const run = await scheduled(staff, milestone, { capacity: 3, sessions });
  const persons: string[] = [];
  for (const familyName of ['Unu', 'Doi', 'Trei', 'Patru'])
    persons.push(
      (await addPerson(staff, projectId, { familyName, email: `${familyName}@example.org`.toLowerCase() })).id,
    );
  await done(staff.command(`/api/runs/${run.id}/enrolments`, { personIds: persons }));
  await decide('invite', run.id, BEFORE);
  const [, second] = await api.store.knex('enrolments').where({ run_id: run.id }).orderBy('enrolled_at').pluck('id');
  await done(staff.command(`/api/enrolments/${second}/withdraw`));
  const moved = formOf(run, { place: 'Altă sală', sessions: run.sessions.slice(0, 2), reason: 'Sala nu este liberă.' });
  await decide('change', run.id, BEFORE, moved);
  const [one = '', , three = '', four = ''] = persons;
  for (const { id: sessionId } of run.sessions.slice(0, 2)) {
    const mark = (marks: object[], reason?: string) =>
      done(
        staff.command(`/api/runs/${run.id}/attendance`, { sessionId, how: 'list', marks, ...(reason && { reason }) }),
      );
    api.setClock(AFTER);
    await mark([
      { personId: one, present: true },
      { personId: three, present: true },
    ]);
    await decide('close', run.id, AFTER, { sessionId });
    await mark([{ personId: four, present: true }], 'Semnase pe verso.');
  }
  await decide('certify', run.id, AFTER);
  const [certificate] = await api.store.knex('certificates').where({ run_id: run.id }).orderBy('serial').pluck('id');
  await done(staff.command(`/api/certificates/${certificate}/revoke`, { reason: 'Numele era greșit scris.' }));
  await done(staff.command(`/api/persons/${four}/erase`, { reason: 'La cerere.' }));
  const other: ScheduledRun = await scheduled(staff, milestone, { sessions: [sessionAt('2026-04-01')] });
  await decide('cancel', other.id, FIRST_DAY, { reason: 'Nu sunt destui înscriși.' });
}

async function submitReport(milestone: string): Promise<void> {
  const { staff } = api.people;
  const [planned] = planWith(['A15']).milestones;
  for (const { key, target } of planned?.quantities ?? [])
    await staff.command(`/api/milestones/${milestone}/quantities`, { key, actual: target });
  for (const { key } of planned?.evidence ?? []) await given(staff, milestone, paper({ requirement: key }));
  expect(await missingOnSubmit(api, milestone, AFTER)).toEqual([]);
}

test('R25 untouched runs agree with their events', async () => {
  expect(await foundAfter(api, async () => {})).toEqual([]);
});

test.each(Object.keys(UNTOLD))('R25 whatever column of whatever row of %s is changed, it is found', async (table) => {
  expect(
    await unnoticedChanges(api, table, UNTOLD[table] ?? {}, [projects[table === 'indicator_snapshots' ? 1 : 0]]),
  ).toEqual([]);
});

const copied = (table: string, change: object) => (owner: Knex.Transaction) =>
  owner.raw('insert into ?? select (jsonb_populate_record(t, ?)).* from ?? t limit 1', [
    table,
    JSON.stringify(change),
    table,
  ]);
const CHANGES: Record<string, (owner: Knex.Transaction) => Promise<unknown>> = {
  'a run more': async (owner) => copied('runs', { id: randomUUID(), number: 99 })(owner),
  'a session more': async (owner) => copied('sessions', { id: randomUUID() })(owner),
  'a session that is gone': async (owner) => owner('sessions').whereNotNull('closed_at').delete(),
  'a session of another run': async (owner) => {
    const [first, second] = await owner('runs').orderBy('number').pluck('id');
    await owner('sessions').where({ run_id: first }).update({ run_id: second });
  },
  'an enrolment more': async (owner) =>
    copied('enrolments', { id: randomUUID(), person_id: randomUUID(), code: 'x'.repeat(20) })(owner),
  'an enrolment that is gone': async (owner) => owner('enrolments').where({ state: 'withdrawn' }).delete(),
  'somebody more who was present': async (owner) => {
    const { id } = await owner('persons').where({ family_name: 'Doi' }).first('id');
    await copied('attendances', { person_id: id, present: true })(owner);
  },
  'somebody less who was present': async (owner) => {
    const { id } = await owner('persons').where({ family_name: 'Unu' }).first('id');
    await owner('attendances').where({ person_id: id }).delete();
  },
  'all attendance of a session that is gone': async (owner) => {
    const [session] = await owner('sessions').whereNotNull('closed_at').pluck('id');
    await owner('attendances').where({ session_id: session }).delete();
  },
  'a certificate more': async (owner) =>
    copied('certificates', {
      id: randomUUID(),
      person_id: randomUUID(),
      serial: 99,
      number: 'A8/1/099',
      code: 'y'.repeat(20),
    })(owner),
  'a certificate that is gone': async (owner) => owner('certificates').whereNotNull('revoked_at').delete(),
  'a certificate that stands again': async (owner) =>
    owner('certificates').update({ revoked_at: null, revoked_by: null }),
  'submitted indicators that are gone': async (owner) => owner('indicator_snapshots').delete(),
  'submitted indicators with another figure, and its hash with them': async (owner) =>
    owner('indicator_snapshots').update({ indicators: '[]', sha256: Buffer.alloc(32) }),
};

test.each(Object.entries(CHANGES))('R25 a change by the owner of the tables is found: %s', async (_what, change) => {
  expect(await foundAfter(api, change, projects)).not.toEqual([]);
});
