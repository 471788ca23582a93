/** Places of a run, the waiting list, and who follows: through the API, on PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resend } from '../../db/outbox.ts';
import { type Api, startApi } from './api.ts';
import { addPerson } from './participants.ts';
import { planWith } from './plans.ts';
import { decideOn, formOf, messagesOf, type ScheduledRun, scheduled } from './running.ts';

const NOW = new Date('2026-03-05T09:00:00Z');
let api: Api;
let projectId: string;
let milestoneId: string;
beforeAll(async () => {
  api = await startApi();
  api.setClock(NOW);
  const { staff, manager, partner, auditor } = api.people;
  const plan = planWith(['A2', 'A8', 'A13', 'A15']);
  ({ id: projectId } = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]));
  ({ id: milestoneId } = await api.milestone('A8', projectId));
});
afterAll(() => api.close());

interface Enrolment {
  readonly id: string;
  readonly state: string;
  readonly person: { readonly id: string; readonly familyName: string };
  readonly invited: boolean;
  readonly pageUrl: string | null;
}

let persons = 0;
async function person(): Promise<string> {
  persons += 1;
  const { id } = await addPerson(api.people.staff, projectId, {
    familyName: `Exemplu${persons}`,
    email: `exemplu${persons}@example.org`,
  });
  return id;
}
const people = async (many: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < many; index += 1) ids.push(await person());
  return ids;
};

const run = (capacity: number | null): Promise<ScheduledRun> => scheduled(api.people.staff, milestoneId, { capacity });
const enrol = (runId: string, personIds: readonly string[], who = api.people.staff) =>
  who.command(`/api/runs/${runId}/enrolments`, { personIds });
async function enrolments(runId: string): Promise<Enrolment[]> {
  const filter = encodeURIComponent(JSON.stringify({ runId }));
  const sort = encodeURIComponent(JSON.stringify(['enrolledAt', 'ASC']));
  const answer = await api.people.staff.get(`/api/enrolments?filter=${filter}&sort=${sort}&range=[0,99]`);
  expect(answer.status).toBe(200);
  return answer.json();
}
async function inState(runId: string, state: string): Promise<string[]> {
  return (await enrolments(runId)).filter((each) => each.state === state).map((each) => each.person.id);
}

describe('places of a run', () => {
  test('who finds no place waits, in the order in which they were named', async () => {
    const { id } = await run(2);
    const [a, b, c, d] = await people(4);
    const answer = await enrol(id, [a, b, c, d] as string[]);
    expect(answer.json()).toEqual({ enrolled: 2, waiting: 2, already: 0 });
    expect(await inState(id, 'enrolled')).toEqual([a, b]);
    expect(await inState(id, 'waiting')).toEqual([c, d]);
  });

  test('R2 the same person again is there already, named twice or not', async () => {
    const { id } = await run(null);
    const [a = '', b = ''] = await people(2);
    await enrol(id, [a]);
    expect((await enrol(id, [a, b, b])).json()).toMatchObject({ enrolled: 1, waiting: 0 });
    expect(await enrolments(id)).toHaveLength(2);
  });

  test('R2 a record that was merged takes one place', async () => {
    const { id } = await run(3);
    const [a = '', b = '', c = ''] = await people(3);
    await enrol(id, [a, b]);
    const merge = await api.people.staff.command(`/api/persons/${b}/merge`, { into: a, reason: 'Aceeași persoană.' });
    expect(merge.status).toBe(200);
    expect(await enrolments(id)).toHaveLength(1);
    expect((await enrol(id, [b, c])).json()).toMatchObject({ enrolled: 1, already: 1 });
  });

  test('R2 a merge that frees a place lets the first who waits in, and tells them', async () => {
    const { id } = await run(2);
    const [a = '', b = '', c = '', d = ''] = await people(4);
    await enrol(id, [a, b, c, d]);
    const merged = await api.people.staff.command(`/api/persons/${b}/merge`, { into: a, reason: 'De două ori.' });
    expect(merged.status).toBe(200);
    expect(await inState(id, 'enrolled')).toEqual([a, c]);
    expect(await inState(id, 'waiting')).toEqual([d]);
    expect(await messagesOf(api.store, id)).toEqual({ 'enrolment.promoted': 1 });
  });

  test('whoever waits longer is not passed by, also when a place is free', async () => {
    const { id } = await run(1);
    const [a = '', b = '', c = ''] = await people(3);
    await enrol(id, [a, b]);
    const [first] = await enrolments(id);
    await api.people.staff.command(`/api/enrolments/${first?.id}/withdraw`, {});
    expect(await inState(id, 'enrolled')).toEqual([b]);
    expect((await enrol(id, [c])).json()).toMatchObject({ enrolled: 0, waiting: 1 });
  });

  test('R24 the one who follows is told once, whatever is asked again', async () => {
    const { id } = await run(1);
    const [a = '', b = ''] = await people(2);
    await enrol(id, [a, b]);
    const [first] = await enrolments(id);
    for (let turn = 0; turn < 3; turn += 1) {
      const answer = await api.people.staff.command(`/api/enrolments/${first?.id}/withdraw`, {});
      expect(answer.status).toBe(200);
    }
    expect(await messagesOf(api.store, id)).toEqual({ 'enrolment.promoted': 1 });
  });

  test('who withdrew and comes back stands at the end of the list', async () => {
    const { id } = await run(1);
    const [a = '', b = ''] = await people(2);
    await enrol(id, [a, b]);
    const [first] = await enrolments(id);
    await api.people.staff.command(`/api/enrolments/${first?.id}/withdraw`, {});
    await enrol(id, [a]);
    expect(await inState(id, 'enrolled')).toEqual([b]);
    expect(await inState(id, 'waiting')).toEqual([a]);
  });

  test('R24 who was invited and leaves is told once, and is invited anew when they come back', async () => {
    const { id } = await run(null);
    const [a = '', b = ''] = await people(2);
    await enrol(id, [a]);
    const invite = () => decideOn(api.store, api.people.staff.id, 'invite', id, NOW);
    await invite();
    await enrol(id, [b]);
    for (const each of await enrolments(id))
      for (let turn = 0; turn < 2; turn += 1) await api.people.staff.command(`/api/enrolments/${each.id}/withdraw`);
    // Nobody wrote to the other one, who has nothing in a calendar.
    expect(await messagesOf(api.store, id)).toEqual({ 'run.invited': 1, 'enrolment.withdrawn': 1 });
    const left = await api.store.knex('messages').where({ run_id: id, event_type: 'enrolment.withdrawn' }).first();
    expect(left).toMatchObject({ person_id: a, calendar: expect.stringContaining('METHOD:CANCEL') });
    await enrol(id, [a]);
    expect(await enrolments(id)).toMatchObject([{ invited: false }, { invited: false }]);
    expect(await invite()).toMatchObject({ done: true, result: { invited: 1 } });
    expect(await invite()).toMatchObject({ refusal: { code: 'nobody-to-invite' } });
    expect(await messagesOf(api.store, id)).toEqual({ 'run.invited': 2, 'enrolment.withdrawn': 1 });
    const calendars = await api.store.knex('messages').where({ run_id: id }).orderBy('id').pluck('calendar');
    const numbers = calendars.map((file) => Number(/SEQUENCE:(\d+)/.exec(file)?.[1])).sort((one, two) => one - two);
    expect(numbers).toEqual([0, 1, 2]);
  });

  test('more places take in those who wait', async () => {
    const made = await run(1);
    const [a = '', b = '', c = ''] = await people(3);
    await enrol(made.id, [a, b, c]);
    const form = formOf(made, { capacity: 2 });
    const answer = await decideOn(api.store, api.people.staff.id, 'change', made.id, NOW, form);
    expect(answer).toMatchObject({ done: true });
    expect(await inState(made.id, 'enrolled')).toEqual([a, b]);
    expect(await inState(made.id, 'waiting')).toEqual([c]);
  });

  test('twenty at once for the last place leave one enrolled, the others waiting', async () => {
    const { id } = await run(1);
    const ids = await people(20);
    await Promise.all(ids.map((personId) => enrol(id, [personId])));
    expect(await inState(id, 'enrolled')).toHaveLength(1);
    expect(await inState(id, 'waiting')).toHaveLength(19);
  });

  test('nobody is enrolled from another register, nor an erased person', async () => {
    const { id } = await run(null);
    const stranger = await addPerson(api.people.stranger, api.foreign.id, { familyName: 'Altul' });
    expect((await enrol(id, [stranger.id])).problem().type).toBe('/problems/unknown-key');
    const gone = await person();
    await api.people.staff.command(`/api/persons/${gone}/erase`, { reason: 'La cerere.' });
    expect((await enrol(id, [gone])).problem().type).toBe('/problems/person-erased');
  });

  test('the partner and the auditor enrol nobody; the partner sees nobody', async () => {
    const { id } = await run(null);
    const personId = await person();
    expect((await enrol(id, [personId], api.people.auditor)).status).toBe(403);
    expect((await enrol(id, [personId], api.people.partner)).status).toBe(403);
    await enrol(id, [personId]);
    const seen = await api.people.partner.get(
      `/api/enrolments?filter=${encodeURIComponent(JSON.stringify({ runId: id }))}`,
    );
    expect(seen.json()).toEqual([]);
  });
});

describe('R28 an erased participant', () => {
  test('R28 messages lose words and address, the code opens nothing, what waits is not sent, and no count changes', async () => {
    const { id } = await run(null);
    const personId = await person();
    await enrol(id, [personId]);
    await decideOn(api.store, api.people.staff.id, 'invite', id, NOW);
    const before = await api.people.staff.get(`/api/projects/${projectId}/indicators`);
    const [{ pageUrl } = { pageUrl: '' }] = await enrolments(id);
    expect((await fetch(pageUrl ?? '')).status).toBe(200);
    const { knex } = api.store;
    await knex('messages').where({ person_id: personId }).update({ state: 'pending' });
    await api.people.staff.command(`/api/persons/${personId}/erase`, { reason: 'La cerere.' });
    expect(
      await knex('messages')
        .where({ person_id: personId })
        .select('to_address', 'to_name', 'subject', 'body_text', 'body_html', 'calendar', 'state'),
    ).toEqual([
      { to_address: '', to_name: '', subject: '', body_text: '', body_html: '', calendar: null, state: 'failed' },
    ]);
    // Nor can somebody send it again.
    const [messageId] = await knex('messages').where({ person_id: personId }).pluck<string[]>('id');
    expect(await resend(knex, messageId ?? '')).toBe(false);
    expect((await fetch(pageUrl ?? '')).status).toBe(404);
    expect((await enrolments(id)).map(({ pageUrl: url, person: { familyName } }) => [url, familyName])).toEqual([
      [null, ''],
    ]);
    const after = await api.people.staff.get(`/api/projects/${projectId}/indicators`);
    expect(after.json<{ indicators: unknown }>().indicators).toEqual(before.json<{ indicators: unknown }>().indicators);
  });

  test('R28 the words of a message can go, and no others come in their place', async () => {
    const { id } = await run(null);
    const personId = await person();
    await enrol(id, [personId]);
    await decideOn(api.store, api.people.staff.id, 'invite', id, NOW);
    const rewritten = api.store.knex('messages').where({ person_id: personId }).update({ body_text: 'Altceva' });
    await expect(rewritten).rejects.toMatchObject({ code: 'JA003' });
  });

  test('R28 what is held on somebody names the course, the presence and the messages', async () => {
    const { id } = await run(null);
    const personId = await person();
    await enrol(id, [personId]);
    await decideOn(api.store, api.people.staff.id, 'invite', id, NOW);
    const held = (await api.people.staff.get(`/api/persons/${personId}/held`)).json<Record<string, unknown[]>>();
    expect(held.enrolments).toHaveLength(1);
    expect(held.messages).toHaveLength(1);
    expect(JSON.stringify(held)).toContain('Căminul cultural (exemplu)');
  });
});
