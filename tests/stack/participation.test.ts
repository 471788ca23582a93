/** What a person's record says of the courses and visits they were in, through the API, on PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../db/store.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { addPerson } from './participants.ts';
import { planWith } from './plans.ts';

const plan = planWith(['A8', 'A15']);
let api: Api;
let staff: Visitor;
let project: { id: string; slug: string };

beforeAll(async () => {
  api = await startApi();
  ({ staff } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  const { manager, partner, auditor } = api.people;
  project = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
});

interface Run {
  readonly id: string;
  readonly sessions: readonly string[];
}

/** A run of A8 with a session on each of these days of March, from 10 o'clock. */
async function run(number: number, days: readonly number[]): Promise<Run> {
  const { id: milestone } = await api.milestone('A8', project.id);
  const id = newId();
  const at = new Date('2026-03-01T08:00:00Z');
  await api.store.knex('runs').insert({
    id,
    project_id: project.id,
    milestone_id: milestone,
    number,
    title: `Cursul ${number}`,
    place: 'Sala mare (exemplu)',
    created_at: at,
    changed_by: staff.id,
    changed_at: at,
  });
  const sessions = days.map((day) => ({
    id: newId(),
    run_id: id,
    starts_at: new Date(Date.UTC(2026, 2, day, 8)),
    ends_at: new Date(Date.UTC(2026, 2, day, 14)),
  }));
  await api.store.knex('sessions').insert(sessions);
  return { id, sessions: sessions.map((session) => session.id) };
}

const at = new Date('2026-03-02T08:00:00Z');

async function enrol({ id }: Run, personId: string, state: 'enrolled' | 'waiting' | 'withdrawn'): Promise<void> {
  await api.store.knex('enrolments').insert({
    id: newId(),
    run_id: id,
    person_id: personId,
    state,
    source: 'staff',
    enrolled_at: at,
    changed_at: at,
  });
}

async function mark(personId: string, marks: Readonly<Record<string, boolean>>): Promise<void> {
  for (const [session_id, present] of Object.entries(marks)) {
    await api.store.knex('attendances').insert({
      session_id,
      person_id: personId,
      present,
      how: 'list',
      marked_by: staff.id,
      marked_at: at,
    });
  }
}

async function certificate({ id }: Run, personId: string, serial: number, revoked: boolean): Promise<string> {
  const certificateId = newId();
  await api.store.knex('certificates').insert({
    id: certificateId,
    project_id: project.id,
    run_id: id,
    person_id: personId,
    serial,
    number: `A8-${serial}`,
    printed_name: 'Exemplu Ana',
    printed: {},
    attended: 2,
    sessions: 3,
    code: `${serial}`.padStart(24, '0'),
    issued_at: at,
    issued_by: staff.id,
    ...(revoked && { revoked_at: at, revoked_by: staff.id }),
  });
  return certificateId;
}

const participation = (personId: string, who = staff) => who.get(`/api/persons/${personId}/participation`);

describe('participation', () => {
  test('nobody’s record says that they were anywhere before they were', async () => {
    const { id } = await addPerson(staff, project.id);
    expect((await participation(id)).json()).toEqual([]);
  });

  test('R2 records that were merged are one: in a run once, present where either was, the standing certificate shown', async () => {
    const stays = await addPerson(staff, project.id, { familyName: 'Exemplu', givenName: 'Ana' });
    const goes = await addPerson(staff, project.id, { familyName: 'Exemplu', givenName: 'Anna' });
    // The later run is made first: they come in the order of their sessions.
    const late = await run(1, [20, 21]);
    const early = await run(2, [10, 11, 12]);
    await enrol(early, stays.id, 'waiting');
    await enrol(early, goes.id, 'enrolled');
    const [first = '', second = '', third = ''] = early.sessions;
    await mark(stays.id, { [first]: false, [second]: true });
    await mark(goes.id, { [second]: true, [third]: true });
    const revoked = await certificate(early, stays.id, 1, true);
    await enrol(late, goes.id, 'withdrawn');
    const merged = await staff.command(`/api/persons/${goes.id}/merge`, { into: stays.id, reason: 'Două fișe.' });
    expect(merged.status).toBe(200);

    const told = (certificateId: string, number: string, isRevoked: boolean) => [
      {
        run: { id: early.id, title: 'Cursul 2', milestoneKey: 'A8' },
        state: 'enrolled',
        attended: 2,
        sessions: 3,
        firstDay: '2026-03-11',
        certificate: { id: certificateId, number, revoked: isRevoked },
      },
      {
        run: { id: late.id, title: 'Cursul 1', milestoneKey: 'A8' },
        state: 'withdrawn',
        attended: 0,
        sessions: 2,
        firstDay: null,
        certificate: null,
      },
    ];
    expect((await participation(stays.id)).json()).toEqual(told(revoked, 'A8-1', true));
    const standing = await certificate(early, goes.id, 2, false);
    // The record that went answers with the one that stays.
    for (const id of [stays.id, goes.id])
      expect((await participation(id)).json()).toEqual(told(standing, 'A8-2', false));
  });

  test('the first day is the day in Romania, also shortly after midnight', async () => {
    const { id } = await addPerson(staff, project.id);
    const night = await run(1, [28]);
    const [session = ''] = night.sessions;
    const starts = (starts_at: string) =>
      api.store.knex('sessions').where({ id: session }).update({ starts_at, ends_at: '2026-03-29T23:30:00+03:00' });
    await starts('2026-03-28T23:30:00+02:00');
    await enrol(night, id, 'enrolled');
    await mark(id, { [session]: true });
    expect((await participation(id)).json<{ firstDay: string }[]>()[0]?.firstDay).toBe('2026-03-28');
    await starts('2026-03-29T00:30:00+02:00');
    expect((await participation(id)).json<{ firstDay: string }[]>()[0]?.firstDay).toBe('2026-03-29');
  });

  test('readers of the register see it, and that they looked is on record', async () => {
    const { auditor, partner, administrator, stranger } = api.people;
    const { id } = await addPerson(staff, project.id);
    expect((await participation(id, auditor)).status).toBe(200);
    expect((await participation(id, partner)).status).toBe(403);
    expect((await participation(id, administrator)).status).toBe(403);
    expect((await participation(id, stranger)).status).toBe(404);
    const views = await api.store.knex('register_views').where({ user_id: auditor.id, person_id: id }).pluck('scope');
    expect(views).toEqual(['person']);
  });
});
