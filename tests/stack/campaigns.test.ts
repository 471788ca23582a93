/** A campaign from its draft to the published sum (R20, R22), its commands decided without a story. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sha256 } from '../../db/canonical.ts';
import { tellGivers } from '../../db/money/tell-givers.ts';
import { endCampaigns, wakeCampaign } from '../../db/money/wake-campaign.ts';
import { newId } from '../../db/store.ts';
import { closingOf } from '../../domain/campaign-schedule.ts';
import type { GiverStep } from '../../domain/campaigns.ts';
import { readSumFigures } from '../../domain/sum-statement.ts';
import { type Api, startApi } from './api.ts';
import {
  decideOn,
  draftedCampaign,
  entered,
  type Fundraising,
  openCampaign,
  publication,
  row,
  statementUntil,
  terms,
  told,
} from './fundraising.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const NOW = new Date('2022-11-20T09:00:00Z');
const later = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
const SECOND = 1000;
/** Working days 2, 5, 6, 7 and 8 December: 30 November, 1 December and a weekend are none. */
const OPEN = { now: NOW, opensOn: '2022-11-20', closesOn: '2022-11-29' };
const SUM_DUE = closingOf('2022-12-08');

const decide = (verb: Parameters<typeof decideOn>[2], { id }: { id: string }, body: object, now = NOW) =>
  decideOn(api.store, api.people.manager, verb, id, body, now);
const refusalOf = async (answer: ReturnType<typeof decide>) => {
  const decided = await answer;
  return decided.done ? null : decided.refusal;
};
const gift = (amount: string, document: string, more: object = {}) => ({
  kind: 'gift',
  channel: 'cash',
  amount,
  bookedOn: '2022-11-21',
  document,
  ...more,
});
const wake = ({ id }: Fundraising, now: Date) => {
  api.setClock(now);
  return wakeCampaign(api.store, id, now);
};
/** All of a step's messages, a chunk after the other. */
async function tell({ id }: Fundraising, step: GiverStep, now: Date): Promise<void> {
  for (let more = true; more; ) ({ more } = await tellGivers(api.store, id, step, now));
}
const addressesOf = (type: string, { projectId }: Fundraising) => told(api, type, projectId);
const EMAILS = { staff: 'staff', manager: 'manager', partner: 'partner' } as const;
const email = (who: keyof typeof EMAILS) => api.people[who].email;

async function subscribed({ projectId }: Fundraising, address: string, at: Date): Promise<string> {
  const id = newId();
  await api.store.knex('subscriptions').insert({
    id,
    project_id: projectId,
    email: address,
    locale: 'ro',
    token: id.replaceAll('-', ''),
    confirmed_at: at,
  });
  return id;
}

describe('R22 before it opens', () => {
  test('a draft is for the initiative, and is announced once it is complete', async () => {
    const campaign = await draftedCampaign(api, NOW);
    const refusal = await refusalOf(decide('announce', campaign, { version: 1 }));
    expect(refusal).toMatchObject({ code: 'fields-refused' });
    const fields = refusal?.code === 'fields-refused' ? refusal.faults.map(({ field }) => field) : [];
    expect(fields).toEqual(['purpose.ro', 'purpose.en', 'beneficiary', 'accountHolder', 'iban']);
    const change = { version: 1, ...terms('2022-11-21', '2022-12-20') };
    expect(await refusalOf(decide('change', campaign, { ...change, iban: 'RO49AAAA1B31007593840001' }))).toMatchObject({
      faults: [{ field: 'iban' }],
    });
    expect(await refusalOf(decide('change', campaign, { ...change, closesOn: '2022-11-20' }))).toMatchObject({
      faults: [{ field: 'closesOn' }],
    });
    expect(
      await refusalOf(decide('change', campaign, { ...change, iban: 'ro49 aaaa 1b31 0075 9384 0000' })),
    ).toBeNull();
    expect(await row(api, campaign)).toMatchObject({ iban: 'RO49AAAA1B31007593840000', version: 2 });
    expect(await refusalOf(decide('announce', campaign, { version: 1 }))).toMatchObject({ code: 'record-changed' });
    expect(await refusalOf(decide('announce', campaign, { version: 2 }))).toBeNull();
    expect(await addressesOf('campaign.announced', campaign)).toEqual([email('partner'), email('staff')].sort());
    // It stays complete from then on.
    expect(await refusalOf(decide('change', campaign, { ...change, version: 3, iban: '' }))).toMatchObject({
      faults: [{ field: 'iban' }],
    });
  });

  test('it opens by itself at the first minute of its day, once, and its account never changes again', async () => {
    const campaign = await draftedCampaign(api, NOW);
    await decide('change', campaign, { version: 1, ...terms('2022-11-22', '2022-12-20') });
    await decide('announce', campaign, { version: 2 });
    const opensAt = new Date('2022-11-21T22:00:00Z');
    expect(await wake(campaign, later(opensAt, -1))).toMatchObject({
      state: 'announced',
      nextWakeAt: opensAt.toISOString(),
    });
    expect(await wake(campaign, opensAt)).toMatchObject({ state: 'open', toTell: ['opened'] });
    await wake(campaign, opensAt);
    expect(await addressesOf('campaign.opened', campaign)).toHaveLength(3);
    const change = { version: 4, ...terms('2022-11-22', '2022-12-20') };
    expect(await refusalOf(decide('change', campaign, change, opensAt))).toMatchObject({ code: 'campaign-state' });
    const other = { iban: 'RO09BCYP0000001234567890' };
    await expect(api.database.owner('campaigns').where({ id: campaign.id }).update(other)).rejects.toThrow(
      'never changes',
    );
  });

  test('one a milestone; after one that was cancelled there may be another', async () => {
    const campaign = await draftedCampaign(api, NOW);
    const draft = () => api.people.staff.command(`/api/milestones/${campaign.milestoneId}/campaigns`);
    expect((await draft()).problem().type).toBe('/problems/campaign-exists');
    expect(await refusalOf(decide('cancel', campaign, { reason: 'Terenul nu este al comunei.' }))).toBeNull();
    const second = await draft();
    expect([second.status, second.json()]).toMatchObject([201, { number: 2, state: 'drafted', allowed: ['change'] }]);
    const fund = await api.milestone('A14', campaign.projectId);
    expect((await api.people.staff.command(`/api/milestones/${fund.id}/campaigns`)).problem().type).toBe(
      '/problems/no-campaign',
    );
  });
});

describe('R22 its close and its sum', () => {
  test('it takes gifts until the last second of its last day; the sum is due five working days later', async () => {
    const campaign = await openCampaign(api, OPEN);
    const closesAt = closingOf('2022-11-29');
    expect(await wake(campaign, closesAt)).toMatchObject({ state: 'open' });
    expect(await wake(campaign, later(closesAt, SECOND))).toMatchObject({ state: 'closed' });
    expect(await row(api, campaign)).toMatchObject({ sum_due_at: SUM_DUE });
    expect(await addressesOf('campaign.closed', campaign)).toHaveLength(3);
  });

  test('over Orthodox Easter the five days are counted around its holidays', async () => {
    const now = new Date('2023-04-01T06:00:00Z');
    const campaign = await openCampaign(api, { now, opensOn: '2023-04-01', closesOn: '2023-04-13' });
    await wake(campaign, new Date('2023-04-16T09:00:00Z'));
    expect(await row(api, campaign)).toMatchObject({ state: 'closed', sum_due_at: closingOf('2023-04-24') });
  });

  test('the owner is reminded a working day before, told when it is late, and the managers the next morning', async () => {
    const campaign = await openCampaign(api, OPEN);
    const closedAt = later(closingOf('2022-11-29'), SECOND);
    const first = await wake(campaign, closedAt);
    expect(first.nextWakeAt).toBe('2022-12-07T07:00:00.000Z');
    await wake(campaign, new Date('2022-12-07T07:00:00Z'));
    expect(await addressesOf('campaign.sum-due', campaign)).toEqual([email('staff')]);
    expect(await addressesOf('campaign.sum-overdue', campaign)).toEqual([]);
    expect((await wake(campaign, SUM_DUE)).nextWakeAt).toBe(later(SUM_DUE, SECOND).toISOString());
    await wake(campaign, later(SUM_DUE, SECOND));
    await wake(campaign, later(SUM_DUE, SECOND));
    expect(await addressesOf('campaign.sum-overdue', campaign)).toEqual([email('staff')]);
    await wake(campaign, new Date('2022-12-09T07:00:00Z'));
    expect(await addressesOf('campaign.sum-escalated', campaign)).toEqual([email('manager')]);
    expect((await wake(campaign, new Date('2023-01-01T07:00:00Z'))).nextWakeAt).toBeNull();
  });

  test('R7 after downtime it is late at once, and nobody is reminded of what is late already', async () => {
    const campaign = await openCampaign(api, OPEN);
    await wake(campaign, new Date('2022-12-20T07:00:00Z'));
    expect(await row(api, campaign)).toMatchObject({ state: 'closed', sum_due_at: SUM_DUE });
    expect(await addressesOf('campaign.sum-due', campaign)).toEqual([]);
    // It was found to have closed when all of it was past: the close tells by when the sum was due.
    const closed = await api.store
      .knex('messages')
      .where({ project_id: campaign.projectId, event_type: 'campaign.closed' })
      .first('body_text');
    expect(closed.body_text).toContain('8 December 2022');
    expect(await addressesOf('campaign.sum-overdue', campaign)).toEqual([email('staff')]);
    expect(await addressesOf('campaign.sum-escalated', campaign)).toEqual([email('manager')]);
  });

  test('it is published only once every line is decided and the statements reach the close', async () => {
    const campaign = await openCampaign(api, OPEN);
    api.setClock(new Date('2022-11-22T09:00:00Z'));
    await entered(api.people.staff, campaign, gift('1.000,01', 'C 1'));
    const at = new Date('2022-12-02T09:00:00Z');
    expect(await refusalOf(decide('publish', campaign, publication(100_001), at))).toMatchObject({
      code: 'campaign-state',
    });
    await wake(campaign, at);
    const publish = (raised: number) => decide('publish', campaign, publication(raised), at);
    expect(await refusalOf(publish(100_001))).toEqual({ code: 'statements-short', until: null, need: '2022-11-29' });
    await statementUntil(api, campaign, '2022-11-28');
    expect(await refusalOf(publish(100_001))).toMatchObject({ code: 'statements-short', until: '2022-11-28' });
    await statementUntil(api, campaign, '2022-11-29');
    await openLine(campaign);
    expect(await refusalOf(publish(100_001))).toEqual({ code: 'lines-open', count: 1 });
    await api.database
      .owner('bank_lines')
      .where({ ledger_id: campaign.ledgerId })
      .update({ state: 'set-aside', set_aside_reason: 'Comision' });
    expect(await refusalOf(publish(100_000))).toEqual({ code: 'record-changed', by: null });
    expect(await refusalOf(publish(100_001))).toBeNull();
    expect(await refusalOf(publish(100_001))).toMatchObject({ code: 'campaign-state', state: 'published' });
    const { id, raised } = await row(api, campaign);
    expect(raised).toBe(100_001);

    const statement = await api.store.knex('sum_statements').where({ campaign_id: id }).first();
    expect(sha256(statement.figures)).toEqual(statement.hash);
    expect(readSumFigures(statement.figures)).toMatchObject({
      raised: 100_001,
      cash: 100_001,
      bank: 0,
      lastEntry: 1,
      match: { computed: 100_001, cap: 1_000_000, on: 'part' },
    });
    await expect(api.database.owner('sum_statements').delete()).rejects.toThrow('only ever added to');
    const page = await api.people.partner.get(`/api/campaigns/${id}`);
    expect(page.json()).toMatchObject({
      state: 'published',
      raised: 100_001,
      statement: { hash: statement.hash.toString('hex') },
      match: { id: expect.any(String), forSum: 100_001, forNextLeu: 100 },
      allowed: [],
    });
  });

  test('the last second of the day is in time, the next one is late: the team is told of that one only', async () => {
    const inTime = await openCampaign(api, OPEN);
    await wake(inTime, new Date('2022-11-30T09:00:00Z'));
    await statementUntil(api, inTime, '2022-11-30');
    expect(await refusalOf(decide('publish', inTime, publication(0), SUM_DUE))).toBeNull();
    await wake(inTime, later(SUM_DUE, 86_400_000));
    expect(await addressesOf('campaign.sum-overdue', inTime)).toEqual([]);

    const late = await openCampaign(api, OPEN);
    await wake(late, new Date('2022-11-30T09:00:00Z'));
    await statementUntil(api, late, '2022-11-30');
    await wake(late, later(SUM_DUE, SECOND));
    expect(await refusalOf(decide('publish', late, publication(0), later(SUM_DUE, SECOND)))).toBeNull();
    await wake(late, later(SUM_DUE, 86_400_000));
    expect(await addressesOf('campaign.sum-overdue', late)).toEqual([email('staff')]);
    expect(await addressesOf('campaign.sum-escalated', late)).toEqual([]);
  });

  test('R22 the close is moved out only, before it, within the project, with a reason that is public', async () => {
    const campaign = await openCampaign(api, OPEN);
    const extend = (closesOn: string, now = NOW) =>
      decide('extend', campaign, { closesOn, reason: 'Serbarea satului.' }, now);
    expect(await refusalOf(extend('2022-11-29'))).toMatchObject({ faults: [{ field: 'closesOn' }] });
    const tooFar = { field: 'closesOn', reason: { en: expect.stringContaining('The project ends on') } };
    expect(await refusalOf(extend('2062-12-05'))).toMatchObject({ faults: [tooFar] });
    expect(await refusalOf(extend('2022-12-05'))).toBeNull();
    expect(await row(api, campaign)).toMatchObject({
      closes_at: closingOf('2022-12-05'),
      extended_from: closingOf('2022-11-29'),
      extension_reason: 'Serbarea satului.',
    });
    expect(await refusalOf(extend('2022-12-08', closingOf('2022-12-06')))).toMatchObject({ code: 'campaign-state' });
  });

  test('R20 what was given is accounted for: it is cancelled only while nothing was', async () => {
    const empty = await openCampaign(api, OPEN);
    const donor = { name: 'Ana Exemplu', email: 'ana@example.org' };
    const pledge = { kind: 'pledge', amount: '10', bookedOn: '2022-11-20', donor };
    await entered(api.people.staff, empty, pledge);
    expect(await refusalOf(decide('cancel', empty, { reason: 'Nu mai este teren.' }))).toBeNull();
    expect(await wake(empty, later(NOW, SECOND))).toMatchObject({
      state: 'cancelled',
      toTell: ['cancelled'],
      over: false,
    });
    await tell(empty, 'cancelled', later(NOW, SECOND));
    expect(await addressesOf('giver.cancelled', empty)).toEqual(['ana@example.org']);
    expect(await wake(empty, later(NOW, 2 * SECOND))).toMatchObject({ over: true });

    const given = await openCampaign(api, OPEN);
    const entry = await entered(api.people.staff, given, { ...gift('5', 'C 1'), bookedOn: '2022-11-20' });
    const refund = {
      kind: 'refund',
      aboutId: entry.id,
      channel: 'cash',
      amount: '5',
      bookedOn: '2022-11-20',
      document: 'D',
    };
    await entered(api.people.staff, given, refund);
    const page = (await api.people.manager.get(`/api/campaigns/${given.id}`)).json<{ allowed: string[] }>();
    expect(page.allowed).toEqual(['extend']);
    expect(await refusalOf(decide('cancel', given, { reason: 'Nu.' }))).toEqual({ code: 'campaign-received' });
  });

  test('with its milestone ends a campaign that received nothing; another goes on to its sum', async () => {
    const [empty, given] = [await openCampaign(api, OPEN), await openCampaign(api, OPEN)];
    await entered(api.people.staff, given, { ...gift('5', 'C 1'), bookedOn: '2022-11-20' });
    for (const { milestoneId } of [empty, given])
      await api.database.owner('milestones').where({ id: milestoneId }).update({ state: 'waived', ended_at: NOW });
    expect(await endCampaigns(api.store, empty.milestoneId, NOW)).toEqual([{ campaignId: empty.id }]);
    expect(await endCampaigns(api.store, given.milestoneId, NOW)).toEqual([{ campaignId: given.id }]);
    expect((await row(api, empty)).state).toBe('cancelled');
    expect((await row(api, given)).state).toBe('open');
    expect(await wake(given, new Date('2022-12-01T09:00:00Z'))).toMatchObject({ state: 'closed', over: false });
    await statementUntil(api, given, '2022-12-01');
    expect(await refusalOf(decide('publish', given, publication(500), new Date('2022-12-02T09:00:00Z')))).toBeNull();
  });
});

describe('R22 R24 what donors and subscribers are told', () => {
  test('subscribers hear of the opening and once a week; one who came later does not hear of the opening', async () => {
    const campaign = await openCampaign(api, { now: NOW, opensOn: '2022-11-20', closesOn: '2022-12-20' });
    await subscribed(campaign, 'unu@example.org', later(NOW, -SECOND));
    await subscribed(campaign, 'doi@example.org', later(NOW, SECOND));
    await tell(campaign, 'opened', later(NOW, 2 * SECOND));
    await tell(campaign, 'opened', later(NOW, 3 * SECOND));
    expect(await addressesOf('giver.opened', campaign)).toEqual(['unu@example.org']);
    const week = new Date('2022-11-27T07:00:00Z');
    expect((await wake(campaign, later(week, -SECOND))).toTell).toEqual([]);
    expect((await wake(campaign, week)).toTell).toEqual(['weekly']);
    await tell(campaign, 'weekly', week);
    expect((await wake(campaign, week)).toTell).toEqual([]);
    expect(await addressesOf('giver.weekly', campaign)).toEqual(['doi@example.org', 'unu@example.org']);
    const [message] = await api.store
      .knex('messages')
      .where({ event_type: 'giver.weekly', to_address: 'unu@example.org' });
    expect(message.unsubscribe).toMatch(/\/p\/[^/]+\/campaign\/unsubscribe\/[0-9a-f]+\?lang=ro$/);
  });

  test('a pledge that is not paid is reminded of once; one that is paid, withdrawn or already reminded of is not', async () => {
    const campaign = await openCampaign(api, { now: NOW, opensOn: '2022-11-20', closesOn: '2022-12-20' });
    const { staff } = api.people;
    const pledge = (name: string) => ({
      kind: 'pledge',
      amount: '10',
      bookedOn: '2022-11-20',
      donor: { name, email: `${name.toLowerCase()}@example.org` },
    });
    const [open, paid, withdrawn] = [
      await entered(staff, campaign, pledge('Ana')),
      await entered(staff, campaign, pledge('Dan')),
      await entered(staff, campaign, pledge('Eva')),
    ];
    await entered(staff, campaign, { ...pledge(''), donor: undefined, donorId: open.donor?.id, amount: '20' });
    await entered(staff, campaign, {
      ...gift('10', 'C 1'),
      bookedOn: '2022-11-20',
      kind: 'settlement',
      aboutId: paid.id,
    });
    await entered(staff, campaign, { kind: 'correction', aboutId: withdrawn.id, amount: '0', note: 'Retrasă.' });
    const due = new Date('2022-12-13T07:00:00Z');
    expect((await wake(campaign, due)).toTell).toContain('pledge-reminder');
    await tell(campaign, 'pledge-reminder', due);
    await tell(campaign, 'pledge-reminder', due);
    // Two pledges of the same donor, each in a message of its own.
    expect(await addressesOf('giver.pledge-reminder', campaign)).toEqual(['ana@example.org', 'ana@example.org']);
    await decide('extend', campaign, { closesOn: '2023-01-20', reason: 'Serbarea.' }, due);
    await tell(campaign, 'pledge-reminder', new Date('2023-01-13T07:00:00Z'));
    expect(await addressesOf('giver.pledge-reminder', campaign)).toHaveLength(2);
  });

  test('the published sum goes to each address once, in chunks, whatever is retried', async () => {
    const campaign = await openCampaign(api, OPEN);
    const { staff } = api.people;
    const donor = { name: 'Ana Exemplu', email: 'Ana@example.org' };
    await entered(staff, campaign, { ...gift('5', 'C 1', { donor }), bookedOn: '2022-11-20' });
    await entered(staff, campaign, {
      ...gift('5', 'C 2', { donor: { name: 'Dan', email: 'dan@example.org' } }),
      bookedOn: '2022-11-20',
    });
    await entered(staff, campaign, { ...gift('5', 'C 3', { donor: { name: 'Fără adresă' } }), bookedOn: '2022-11-20' });
    // More than two chunks; one of them gave as well.
    const many = Array.from({ length: 450 }, (_, place) => `abonat-${place}@example.org`);
    for (const address of ['ana@example.org', ...many]) await subscribed(campaign, address, NOW);
    const gone = await subscribed(campaign, 'plecat@example.org', NOW);
    await api.store.knex('subscriptions').where({ id: gone }).update({ email: null, ended_at: NOW });
    const at = new Date('2022-12-02T09:00:00Z');
    await wake(campaign, at);
    await statementUntil(api, campaign, '2022-12-01');
    expect(await refusalOf(decide('publish', campaign, publication(1_500), at))).toBeNull();
    expect(await tellGivers(api.store, campaign.id, 'published', at)).toEqual({ more: true });
    expect((await wake(campaign, at)).over).toBe(false);
    await tell(campaign, 'published', at);
    await tell(campaign, 'published', at);
    const addresses = await addressesOf('giver.published', campaign);
    expect(addresses).toHaveLength(452);
    expect(new Set(addresses).size).toBe(452);
    expect(addresses.filter((address) => /ana|dan/i.test(address)).sort()).toEqual([
      'ana@example.org',
      'dan@example.org',
    ]);
    expect(await wake(campaign, at)).toMatchObject({ over: true, toTell: [] });
  });

  test('R7 a word that is found after the close is let pass', async () => {
    const campaign = await openCampaign(api, OPEN);
    await subscribed(campaign, 'unu@example.org', later(NOW, -SECOND));
    await tell(campaign, 'weekly', new Date('2022-11-30T09:00:00Z'));
    expect(await addressesOf('giver.weekly', campaign)).toEqual([]);
    expect(
      await api.store.knex('campaign_notices').where({ campaign_id: campaign.id, step: 'weekly' }).pluck('outcome'),
    ).toEqual(['overtaken']);
  });
});

async function openLine({ ledgerId }: Fundraising): Promise<void> {
  const { id } = await api.store.knex('bank_statements').where({ ledger_id: ledgerId }).first('id');
  await api.database.owner('bank_lines').insert({
    id: randomUUID(),
    statement_id: id,
    ledger_id: ledgerId,
    place: 1,
    booked_on: '2022-11-25',
    amount: 700,
    line_key: sha256('line'),
    state: 'open',
  });
}
