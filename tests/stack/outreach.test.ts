/** R5: messages to organisations, and what Jalon counts of them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newAddress } from './addresses.ts';
import { type Api, startApi } from './api.ts';
import { given, makeOrganisation, paper } from './evidence-paper.ts';
import { CNP } from './participants.ts';
import { planWith } from './plans.ts';

const NOW = new Date('2026-03-20T10:00:00Z');
const MESSAGE = { subject: 'Consultări publice la Cojocna', text: 'Vă invităm la consultări.\n\nVă așteptăm.' };
let api: Api;
let projectId: string;
let outreach: string;
let concept: string;
let reachable: string[];
let silent: string;

beforeAll(async () => {
  api = await startApi();
  api.setClock(NOW);
  const { staff, manager, partner, auditor } = api.people;
  projectId = (await api.createProject(planWith(['A1', 'A5']), '2026-03-01', [staff, manager, partner, auditor])).id;
  outreach = (await api.milestone('A5', projectId)).id;
  concept = (await api.milestone('A1', projectId)).id;
  reachable = [await withAddress('Asociația Unu'), await withAddress('Asociația Doi')];
  silent = await makeOrganisation(staff, projectId, 'Asociația fără adresă');
});
afterAll(() => api.close());

async function withAddress(name: string): Promise<string> {
  const email = newAddress('cineva');
  const answer = await api.people.staff.command('/api/organisations', { projectId, name, email });
  expect(answer.status).toBe(201);
  return answer.json<{ id: string }>().id;
}

interface Row {
  readonly organisation: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly message: { readonly id: string; readonly state: string; readonly sentAt: string | null } | null;
  readonly evidence: Readonly<Record<string, number>>;
  readonly informed: boolean;
}
interface Shown {
  readonly rows: readonly Row[];
  readonly informed: number;
  readonly target: number | null;
}
const shown = async (): Promise<Shown> => (await api.people.staff.get(`/api/milestones/${outreach}/outreach`)).json();
const rowOf = async (id: string) => (await shown()).rows.find(({ organisation }) => organisation.id === id);
const messages = () =>
  api.store
    .knex('messages')
    .where({ milestone_id: outreach })
    .whereNotNull('organisation_id')
    .select('id', 'organisation_id', 'recipient_id', 'event_type', 'subject', 'body_text', 'state');
const send = (organisationIds: readonly string[], change: object = {}, key?: string, milestone = outreach) =>
  api.people.staff.command(`/api/milestones/${milestone}/outreach`, { organisationIds, ...MESSAGE, ...change }, key);

describe('R5 R24 messages to organisations', () => {
  test('R24 one message to each, and the same command again sends none', async () => {
    const key = randomUUID();
    const first = await send([...reachable, reachable[0] ?? ''], {}, key);
    expect([first.status, first.json()]).toEqual([200, { id: outreach, messages: 2 }]);
    const again = await send([...reachable, reachable[0] ?? ''], {}, key);
    expect(again.json()).toEqual(first.json());
    const written = await messages();
    expect(written.map((message) => message.organisation_id).sort()).toEqual([...reachable].sort());
    for (const message of written) {
      expect(message).toMatchObject({ recipient_id: null, event_type: 'outreach.sent', subject: MESSAGE.subject });
      expect(message.body_text).toContain('Vă invităm la consultări.');
    }
  });

  test('what was written stands beside its event, and not with the command', async () => {
    const { knex } = api.store;
    const event = await knex('events').where({ milestone_id: outreach, type: 'outreach.sent' }).first('id', 'data');
    expect(JSON.parse(event.data)).toMatchObject({ key: 'A5', organisationIds: reachable });
    const texts = await knex('event_texts').where({ event_id: event.id }).orderBy('name').select('name', 'text');
    expect(texts).toEqual([
      { name: 'subject', text: MESSAGE.subject },
      { name: 'text', text: MESSAGE.text },
    ]);
    const command = await knex('commands').where({ verb: 'outreach.send' }).first('body');
    expect(command.body).toEqual({});
  });

  test('R5 a message counts from when it was sent, and the organisation with its confirmation', async () => {
    const [first = ''] = reachable;
    expect(await rowOf(first)).toMatchObject({ message: { state: 'pending' }, evidence: {}, informed: false });
    await api.store.knex('messages').where({ organisation_id: first }).update({ state: 'sent', sent_at: NOW });
    expect(await rowOf(first)).toMatchObject({ evidence: { 'mesaj-datat': 1 }, informed: false });
    const confirm = (datedOn: string) =>
      given(api.people.staff, outreach, paper({ requirement: 'confirmare', organisationId: first, datedOn }));
    await confirm('2026-03-19');
    expect(await rowOf(first)).toMatchObject({ evidence: { 'mesaj-datat': 1 }, informed: false });
    await confirm('2026-03-20');
    expect(await rowOf(first)).toMatchObject({ evidence: { 'mesaj-datat': 1, confirmare: 1 }, informed: true });
    expect(await shown()).toMatchObject({ informed: 1, target: 5 });
  });

  test('R5 one file that is to prove several, and one address of several, are said', async () => {
    const { staff } = api.people;
    const { id: ownProject } = await api.createProject(planWith(['A1', 'A5']), '2026-03-01', [
      staff,
      api.people.manager,
      api.people.partner,
      api.people.auditor,
    ]);
    const { id: milestone } = await api.milestone('A5', ownProject);
    const ids: string[] = [];
    for (const name of ['Clubul Salina', 'Fundația Lunca']) {
      const body = { projectId: ownProject, name, email: 'aceeasi@example.org' };
      ids.push((await staff.command('/api/organisations', body)).json<{ id: string }>().id);
    }
    // One letter may go to many.
    for (const requirement of ['mesaj-datat', 'confirmare'])
      for (const organisationId of ids)
        await given(staff, milestone, paper({ requirement, organisationId, datedOn: '2026-03-20' }, requirement));
    const answer = await staff.get(`/api/milestones/${milestone}/outreach`);
    const organisations = [
      { id: ids[0], name: 'Clubul Salina' },
      { id: ids[1], name: 'Fundația Lunca' },
    ];
    expect(answer.json()).toMatchObject({
      informed: 2,
      doubtful: [
        { reason: 'same-file', organisations },
        { reason: 'same-email', organisations },
      ],
    });
  });

  test('every organisation of the register is shown, by name, also who was never written to', async () => {
    const { rows } = await shown();
    expect(rows.map(({ organisation }) => organisation.name)).toEqual([
      'Asociația Doi',
      'Asociația fără adresă',
      'Asociația Unu',
    ]);
    expect(await rowOf(silent)).toMatchObject({ message: null, evidence: {}, informed: false });
  });

  test('an organisation without an address is named, and nobody is written to', async () => {
    const before = (await messages()).length;
    const refused = (await send([...reachable, silent])).problem();
    expect(refused).toMatchObject({
      type: '/problems/organisation-unreachable',
      record: { resource: 'organisations', id: silent },
    });
    expect(await messages()).toHaveLength(before);
  });

  test('an organisation of another project is not known here', async () => {
    const elsewhere = await makeOrganisation(api.people.staff, api.project.id, 'Asociația de alături');
    expect((await send([elsewhere])).problem().type).toBe('/problems/unknown-key');
    expect((await send([randomUUID()])).problem().type).toBe('/problems/unknown-key');
  });

  test('a milestone that informs nobody sends nothing', async () => {
    expect((await send(reachable, {}, undefined, concept)).problem().type).toBe('/problems/no-outreach');
  });

  test('R14 a text with a national identity number is refused and kept nowhere', async () => {
    const refused = (await send(reachable, { text: `CNP ${CNP}` })).problem();
    expect(refused.errors).toHaveProperty('text');
    const { rows } = await api.database.owner.raw('select count(*)::int as many from commands c where c::text like ?', [
      `%${CNP}%`,
    ]);
    expect(rows[0].many).toBe(0);
  });

  test('who does not write the register does not write to it; who does not read it does not see it', async () => {
    const body = { organisationIds: reachable, ...MESSAGE };
    for (const who of [api.people.partner, api.people.auditor])
      expect((await who.command(`/api/milestones/${outreach}/outreach`, body)).status).toBe(403);
    expect((await api.people.partner.get(`/api/milestones/${outreach}/outreach`)).status).toBe(403);
    expect((await api.people.auditor.get(`/api/milestones/${outreach}/outreach`)).status).toBe(200);
    expect((await api.people.stranger.get(`/api/milestones/${outreach}/outreach`)).status).toBe(404);
  });

  test('R28 once the milestone is submitted nobody is written to any more', async () => {
    await api.database
      .owner('milestones')
      .where({ id: outreach })
      .update({ state: 'submitted', submitted_at: NOW, submitted_by: api.people.staff.id });
    expect((await send(reachable)).problem().type).toBe('/problems/evidence-frozen');
  });
});
