/** R28: the register goes when the time is over for which it has to be kept, and every count stays. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { verify } from '../../db/verify.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { entered, openCampaign } from './fundraising.ts';
import { madeLine, printMt940 } from './made-statements.ts';
import { addPerson, COMPLETE, csv, everythingKept, preview } from './participants.ts';
import { planWith } from './plans.ts';

let api: Api;
let staff: Visitor;
let manager: Visitor;
let project: { id: string; slug: string };

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(new Date('2026-03-02T10:00:00Z'));
  const { partner, auditor } = api.people;
  project = await api.createProject(planWith(['A1', 'A15']), '2026-03-01', [staff, manager, partner, auditor]);
  await api.store.knex('projects').where({ id: project.id }).update({ ends_on: '2026-09-26' });
});

const summary = async () => (await staff.get(`/api/projects/${project.id}/register`)).json<{ keptUntil: string }>();
const expire = (who: Visitor, reason = 'Termenul de păstrare s-a încheiat.') =>
  who.command(`/api/projects/${project.id}/register/expire`, { reason });

async function fill(): Promise<void> {
  const one = await addPerson(staff, project.id, {
    familyName: 'Xantopol',
    email: 'xantopol@example.org',
    fields: { ...COMPLETE, residence: 'Xantopolești' },
  });
  const twice = await addPerson(staff, project.id, { familyName: 'Xantopool', birthDate: null });
  await staff.command(`/api/persons/${twice.id}/merge`, { into: one.id, reason: 'Xantopol, greșit scris.' });
  await addPerson(staff, project.id, { familyName: 'Xantopolescu', fields: {}, category: 'ong' });
  const gone = await addPerson(staff, project.id, { familyName: 'Xantopolache' });
  await staff.command(`/api/persons/${gone.id}/erase`, { reason: 'La cerere.' });
  await preview(staff, project.id, csv([['Xantopolina', 'Ana', '']]));
}

test('R28 the register is kept for the plan’s years after the project’s end, to the end of that day', async () => {
  expect((await summary()).keptUntil).toBe('2031-09-26');
  await fill();
  api.setClock(new Date('2031-09-26T20:59:59Z'));
  const early = (await expire(manager)).problem();
  expect(early).toMatchObject({ status: 409, type: '/problems/retention-not-over' });
  expect(early.detail).toContain('2031');
  expect(await everythingKept(api)).toContain('Xantopol');
  api.setClock(new Date('2031-09-26T21:00:00Z'));
  expect((await expire(manager)).status).toBe(200);
});

test('R28 all persons are anonymised, also in a project that has ended; no count changes and verify finds nothing', async () => {
  await fill();
  await api.store.knex('projects').where({ id: project.id }).update({ state: 'completed' });
  const before = await summary();
  api.setClock(new Date('2032-01-01T10:00:00Z'));
  const key = 'expire-only-once';
  const send = () => manager.command(`/api/projects/${project.id}/register/expire`, { reason: 'Gata.' }, key);
  expect((await send()).json()).toEqual({ persons: 3 });
  expect((await send()).json()).toEqual({ persons: 3 });
  expect(await summary()).toEqual({ ...before, erased: 3 });
  expect((await everythingKept(api)).toLowerCase()).not.toContain('xantopol');
  const { data } = await api.store
    .knex('events')
    .where({ project_id: project.id, type: 'register.expired' })
    .first<{ data: string }>('data');
  expect(JSON.parse(data)).toMatchObject({ persons: 3, keptUntil: '2031-09-26' });
  await api.store.knex('projects').where({ id: project.id }).update({ state: 'running' });
  const { findings } = await verify(api.store.knex, () => '/nowhere');
  // The test itself moved the end.
  const own = findings.filter(({ project: slug, record }) => slug === project.slug && record !== 'project');
  expect(own).toEqual([]);
});

test('R20 R28 nobody who gave, subscribed or is named by the bank is known any more; the sums and verify stay', async () => {
  const now = new Date('2022-10-10T10:00:00Z');
  const campaign = await openCampaign(api, { now, opensOn: '2022-10-10', closesOn: '2022-10-20' });
  const donor = { name: 'Xantopol Ana', email: 'xantopol@example.org', shown: 'name' };
  const gift = { kind: 'gift', channel: 'cash', amount: '70', bookedOn: '2022-10-10', document: 'CJ 1' };
  await entered(staff, campaign, { ...gift, donor, note: 'De la Xantopol.' });
  const form = new FormData();
  const lines = [madeLine('2022-10-10', 5_000, 'de la Xantopol', { counterparty: 'Xantopol' })];
  const days = { startsOn: '2022-10-10', endsOn: '2022-10-10' };
  form.set(
    'file',
    new File([printMt940({ iban: campaign.iban, reference: '1', ...days, opening: 0, lines })], 'e.sta'),
  );
  const path = `/api/campaigns/${campaign.id}/bank-statements`;
  const { id } = (await staff.upload(path, form)).json<{ id: string }>();
  expect((await staff.command(`/api/bank-statements/${id}/commit`)).status).toBe(200);
  await api.store.knex('subscriptions').insert({
    id,
    project_id: campaign.projectId,
    email: 'xantopol@example.org',
    locale: 'ro',
    token: 'x'.repeat(43),
    confirmed_at: now,
  });
  const figures = async () => (await staff.get(`/api/ledgers/${campaign.ledgerId}`)).json();
  const before = await figures();
  api.setClock(new Date('2032-01-01T10:00:00Z'));
  const over = await manager.command(`/api/projects/${campaign.projectId}/register/expire`, { reason: 'Gata.' });
  expect(over.status).toBe(200);
  expect((await everythingKept(api)).toLowerCase()).not.toContain('xantopol');
  expect(await figures()).toEqual(before);
  const { findings } = await verify(api.store.knex, () => '/nowhere');
  expect(findings.filter(({ project: slug }) => slug === campaign.slug)).toEqual([]);
});

test('R28 only a manager may, and only with a reason', async () => {
  api.setClock(new Date('2032-01-01T10:00:00Z'));
  for (const who of [staff, api.people.partner, api.people.auditor, api.people.administrator])
    expect((await expire(who)).status).toBe(403);
  expect((await expire(api.people.stranger)).status).toBe(404);
  expect((await expire(manager, ' ')).status).toBe(422);
});
