/** What was recorded of persons stands whatever happens to their records: erased, merged, written to in vain. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claim, mark } from '../../db/outbox.ts';
import { verify } from '../../db/verify.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { courseOf, decided, held, marksOf, participant } from './courses.ts';
import { give, makeOrganisation, paper } from './evidence-paper.ts';
import { addPerson, personCount } from './participants.ts';
import { planWith } from './plans.ts';
import { decideOn, enrolledBySql, scheduled, sessionAt } from './running.ts';

const NOW = new Date('2026-03-20T09:00:00Z');
const DISPATCHER = '00000000-0000-4000-8000-000000000001';
let api: Api;
let staff: Visitor;
let project: { id: string; slug: string };

beforeAll(async () => {
  api = await startApi();
  ({ staff } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(NOW);
  const { manager, partner, auditor } = api.people;
  const members = [staff, manager, partner, auditor];
  project = await api.createProject(planWith(['A5', 'A8', 'A15']), '2026-03-01', members);
});

const erase = (id: string) => staff.command(`/api/persons/${id}/erase`, { reason: 'La cererea persoanei.' });
const merge = (id: string, into: string, reason = 'Aceeași persoană.') =>
  staff.command(`/api/persons/${id}/merge`, { into, reason });
const standing = (runId: string) =>
  api.store.knex('certificates').where({ run_id: runId, revoked_at: null }).orderBy('serial').pluck<string[]>('number');

async function statesIn(runId: string): Promise<Record<string, string>> {
  const rows = await api.store
    .knex('enrolments')
    .where({ run_id: runId })
    .select<{ person_id: string; state: string }[]>('person_id', 'state');
  return Object.fromEntries(rows.map(({ person_id, state }) => [person_id, state]));
}

async function findings(): Promise<unknown[]> {
  const found = await verify(api.store.knex, () => '/nowhere');
  return found.findings.filter(({ project: slug }) => slug === project.slug);
}

/** Tables in whose text this is found, whatever their columns are. */
async function tablesWith(trace: string): Promise<string[]> {
  const { owner } = api.database;
  const tables = await owner('pg_tables').where({ schemaname: 'public' }).pluck<string[]>('tablename');
  const found: string[] = [];
  for (const table of tables) {
    const { rows } = await owner.raw<{ rows: unknown[] }>('select 1 from ?? t where t::text like ? limit 1', [
      table,
      `%${trace}%`,
    ]);
    if (rows.length > 0) found.push(table);
  }
  return found;
}

describe('R28 an erased person', () => {
  test('R28 in no table is a trace left of a merged participant who was written to, certified and erased', async () => {
    const one = await addPerson(staff, project.id, {
      familyName: 'Urmărescu',
      givenName: 'Filofteia',
      birthDate: '1971-07-13',
      email: 'filofteia@example.org',
      phone: '0799 123 321',
    });
    const other = await addPerson(staff, project.id, {
      familyName: 'Urmărescu',
      givenName: 'Filofteia M',
      birthDate: null,
      email: 'filofteia.m@example.org',
    });
    const { id: milestoneId } = await api.milestone('A8', project.id);
    const sessions = [sessionAt('2026-03-20', '08:00', '09:30')];
    const { id, sessions: held } = await scheduled(staff, milestoneId, { sessions });
    await staff.command(`/api/runs/${id}/enrolments`, { personIds: [one.id, other.id] });
    await decideOn(api.store, staff.id, 'invite', id, NOW);
    // A mail server repeats the address in its answer; one message is still to be tried again when the person goes.
    const claimed = await claim(api.store.knex, DISPATCHER, 100, 600);
    const about = claimed.filter(({ to_address: address }) => address.startsWith('filofteia'));
    expect(about).toHaveLength(2);
    const [refused, late] = about.map(({ id: messageId, to_address: address, to_name: name }) => ({
      id: messageId,
      error: `550 <${address}> ${name}: unknown`,
    }));
    if (!refused || !late) throw new Error('two were invited');
    const settle = (settlements: Parameters<typeof mark>[2]['settlements']) =>
      mark(api.store.knex, DISPATCHER, { sending: [], settlements }, 600);
    await settle([{ ...refused, state: 'failed' }]);
    const sessionId = held[0]?.id;
    const marks = marksOf([one.id, other.id], true);
    await staff.command(`/api/runs/${id}/attendance`, { sessionId, how: 'list', marks });
    const ended = new Date('2026-03-20T09:30:00Z');
    await decideOn(api.store, staff.id, 'close', id, ended, { sessionId });
    const corrected = { sessionId, how: 'list', marks: marksOf([other.id], false), reason: 'Urmărescu a plecat.' };
    expect((await staff.command(`/api/runs/${id}/attendance`, corrected)).status).toBe(200);
    await merge(other.id, one.id, 'Filofteia apare de două ori.');
    expect(await decideOn(api.store, staff.id, 'certify', id, ended)).toMatchObject({ result: { issued: 1 } });
    const traces = ['Urmărescu', 'urmarescu', 'ilofteia', '0799 123 321', '1971-07-13'];
    expect((await Promise.all(traces.map(tablesWith))).every((tables) => tables.length > 0)).toBe(true);
    const indicators = async () => (await staff.get(`/api/projects/${project.id}/indicators`)).json().indicators;
    const [before, persons] = [await indicators(), await personCount(api, project.id)];
    expect((await erase(one.id)).status).toBe(200);
    await settle([{ ...late, state: 'deferred', delaySeconds: 1 }]);
    for (const trace of traces) expect([trace, await tablesWith(trace)]).toEqual([trace, []]);
    expect([await indicators(), await personCount(api, project.id)]).toEqual([before, persons]);
    expect(await standing(id)).toHaveLength(1);
    expect(await findings()).toEqual([]);
  });

  test('R28 is neither marked present nor absent any more: nobody can say who it was', async () => {
    const course = await courseOf(api, project.id, 2);
    const [sessionId] = course.sessions;
    const [gone, stays] = [await participant(api, course, 'Plecat'), await participant(api, course, 'Rămas')];
    await erase(gone.id);
    const path = `/api/runs/${course.id}/attendance`;
    const refused = await staff.command(path, { sessionId, how: 'list', marks: marksOf([gone.id, stays.id], true) });
    expect(refused.problem()).toMatchObject({ status: 409, type: '/problems/person-erased' });
    expect((await staff.command(path, { sessionId, how: 'list', marks: marksOf([stays.id], true) })).status).toBe(200);
    // Who never came is absent when the session is closed, erased or not.
    expect(await decided(api, 'close', course.id, { sessionId }, NOW)).toMatchObject({
      result: { present: 1, absent: 1 },
    });
  });

  test('R28 waits for no place: the next one follows, and nobody waits behind an erased person', async () => {
    const { id: milestoneId } = await api.milestone('A8', project.id);
    const { id } = await scheduled(staff, milestoneId, { capacity: 1, sessions: [sessionAt('2026-03-25')] });
    const inRun = await enrolledBySql(api, project.id, id, 1);
    const waiting = await enrolledBySql(api, project.id, id, 2, { state: 'waiting' });
    const [gone = '', next = ''] = waiting.personIds;
    await api.store
      .knex('enrolments')
      .where({ person_id: gone })
      .update({ enrolled_at: new Date('2026-03-01') });
    await erase(gone);
    await staff.command(`/api/enrolments/${inRun.enrolmentIds[0]}/withdraw`, {});
    expect(await statesIn(id)).toMatchObject({ [gone]: 'waiting', [next]: 'enrolled' });
    await staff.command(`/api/enrolments/${waiting.enrolmentIds[1]}/withdraw`, {});
    const { id: late } = await addPerson(staff, project.id, { familyName: 'Târziu' });
    const answer = await staff.command(`/api/runs/${id}/enrolments`, { personIds: [late] });
    expect(answer.json()).toMatchObject({ enrolled: 1, waiting: 0 });
  });
});

describe('R2 records that are merged', () => {
  test('R4 of one course a person has one certificate: the other is revoked before the records are merged', async () => {
    const course = await courseOf(api, project.id, 1);
    const [one, other] = [await participant(api, course, 'Unu'), await participant(api, course, 'Doi')];
    await held(api, course, { [one.id]: 1, [other.id]: 1 }, NOW);
    await decided(api, 'certify', course.id, {}, NOW);
    const refused = await merge(other.id, one.id);
    const number = (await standing(course.id)).find((each) => refused.text.includes(each));
    expect(refused.problem()).toMatchObject({ status: 409, type: '/problems/certified-twice' });
    const { id } = await api.store
      .knex('certificates')
      .where({ number, run_id: course.id })
      .first<{ id: string }>('id');
    await staff.command(`/api/certificates/${id}/revoke`, { reason: 'Aceeași persoană.' });
    expect((await merge(other.id, one.id)).status).toBe(200);
    expect(await standing(course.id)).toHaveLength(1);
    expect(await decided(api, 'certify', course.id, {}, NOW)).toMatchObject({ refusal: { code: 'nobody-entitled' } });
  });

  test('R2 whoever was enrolled under both leaves with both', async () => {
    const course = await courseOf(api, project.id, 1);
    const [one, other] = [await participant(api, course, 'Unu'), await participant(api, course, 'Doi')];
    await merge(other.id, one.id);
    const [{ id = '' } = {}] = await api.store
      .knex('enrolments')
      .where({ person_id: one.id })
      .select<{ id: string }[]>('id');
    expect((await staff.command(`/api/enrolments/${id}/withdraw`, {})).status).toBe(200);
    expect(await statesIn(course.id)).toEqual({ [one.id]: 'withdrawn', [other.id]: 'withdrawn' });
  });
});

describe('R5 a document of an organisation', () => {
  test('R5 dated tomorrow is refused, today is taken', async () => {
    const { id: milestoneId } = await api.milestone('A5', project.id);
    const organisationId = await makeOrganisation(staff, project.id, 'Asociația Viitorul (exemplu)');
    const dated = (datedOn: string) =>
      give(staff, milestoneId, paper({ requirement: 'mesaj-datat', organisationId, datedOn }));
    expect((await dated('2026-03-21')).problem()).toMatchObject({ type: '/problems/fields-refused' });
    expect((await dated('2026-03-20')).status).toBe(201);
  });
});
