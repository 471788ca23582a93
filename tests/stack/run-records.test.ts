/** What is told of a run: its events and messages, and who may read those that went to participants. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, startApi, type Who } from './api.ts';
import { addPerson } from './participants.ts';
import { planWith } from './plans.ts';
import { decideOn, scheduled } from './running.ts';

const READERS = ['staff', 'manager', 'auditor'] as const;
const OTHERS = ['partner', 'administrator', 'stranger'] as const;

let api: Api;
let runId: string;
let otherId: string;
let projectId: string;
beforeAll(async () => {
  api = await startApi();
  api.setClock(new Date('2026-03-05T09:00:00Z'));
  const { staff, manager, partner, auditor } = api.people;
  const plan = planWith(['A2', 'A8', 'A13', 'A15']);
  ({ id: projectId } = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]));
  const { id: milestoneId } = await api.milestone('A8', projectId);
  const [run, other] = [await scheduled(staff, milestoneId), await scheduled(staff, milestoneId)];
  [runId, otherId] = [run.id, other.id];
  const { id } = await addPerson(staff, projectId, { email: 'ana@example.org' });
  await staff.command(`/api/runs/${runId}/enrolments`, { personIds: [id] });
  await decideOn(api.store, staff.id, 'invite', runId, new Date('2026-03-05T09:00:00Z'));
});
afterAll(() => api.close());

interface Row {
  readonly id: string;
  readonly type?: string;
  readonly to?: string;
}

async function list(who: Who, resource: 'events' | 'messages', filter: object): Promise<Row[]> {
  const answer = await api.people[who].get(`/api/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

describe('what was written about a participant', () => {
  const reason = 'Ana a cerut ștergerea.';
  async function erasure(who: Who): Promise<readonly [number, string]> {
    const filter = encodeURIComponent(JSON.stringify({ projectId, type: 'person.erased' }));
    const listed = await api.people[who].get(`/api/events?filter=${filter}`);
    const [erased] = await list('staff', 'events', { projectId, type: 'person.erased' });
    const one = await api.people[who].get(`/api/events/${erased?.id}`);
    return [one.status, listed.text + one.text];
  }
  beforeAll(async () => {
    const { id } = await addPerson(api.people.staff, projectId, { familyName: 'Trecător' });
    await api.people.staff.command(`/api/persons/${id}/erase`, { reason });
  });

  test.each(READERS)('R28 %s, who reads the register, reads why', async (who) => {
    expect(await erasure(who)).toEqual([200, expect.stringContaining(reason)]);
  });

  test.each(OTHERS)('R28 %s reads that it happened at most, and no word of it', async (who) => {
    expect(await erasure(who)).toEqual([who === 'stranger' ? 404 : 200, expect.not.stringContaining('Ana')]);
    // Reasons of what is not about participants are for every member.
    const texts = (await api.people.partner.get(`/api/events?filter=${encodeURIComponent(JSON.stringify({ runId }))}`))
      .text;
    expect(texts).toContain('Căminul cultural (exemplu)');
  });
});

describe('records of one run', () => {
  test('its events are its own', async () => {
    const types = async (id: string) => (await list('staff', 'events', { runId: id })).map(({ type }) => type).sort();
    expect(await types(runId)).toEqual(['enrolment.added', 'run.invited', 'run.scheduled']);
    expect(await types(otherId)).toEqual(['run.scheduled']);
  });

  test('its messages are its own', async () => {
    expect((await list('staff', 'messages', { runId })).map(({ to }) => to)).toEqual(['ana@example.org']);
    expect(await list('staff', 'messages', { runId: otherId })).toEqual([]);
  });

  test.each(READERS)('%s, who reads the register, reads what went to a participant', async (who) => {
    const [message] = await list(who, 'messages', { projectId });
    expect(message?.to).toBe('ana@example.org');
    expect((await api.people[who].get(`/api/messages/${message?.id}`)).status).toBe(200);
  });

  test.each(OTHERS)('%s does not', async (who) => {
    const [message] = await list('staff', 'messages', { runId });
    const all = await list(who, 'messages', {});
    expect(all.filter(({ id }) => id === message?.id)).toEqual([]);
    expect((await api.people[who].get(`/api/messages/${message?.id}`)).status).toBe(who === 'stranger' ? 404 : 403);
  });
});
