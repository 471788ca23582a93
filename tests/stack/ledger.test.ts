/** R20: what enters a campaign's ledger, why something does not, and that nothing in it is ever changed. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeCampaign } from '../../db/money/wake-campaign.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import {
  decideOn,
  draftedCampaign,
  type Entry,
  enter,
  entered,
  type Fundraising,
  openCampaign,
  publication,
  statementUntil,
  sumsThatDiffer,
} from './fundraising.ts';

let api: Api;
let staff: Visitor;
let campaign: Fundraising;
const DAY = new Date('2023-06-10T09:00:00Z');
/** A national identity number by its arithmetic, and nobody's. */
const CNP = '1960101123456';

beforeAll(async () => {
  api = await startApi();
  staff = api.people.staff;
});
afterAll(() => api.close());

beforeEach(async () => {
  const opened = new Date('2023-06-01T06:00:00Z');
  campaign = await openCampaign(api, { now: opened, opensOn: '2023-06-01', closesOn: '2023-06-30' });
  api.setClock(DAY);
});

const ana = { name: 'Ana Exemplu', email: 'ana@example.org', shown: 'initials' };
const cash = (amount: string, document: string, more: object = {}) => ({
  kind: 'gift',
  channel: 'cash',
  amount,
  bookedOn: '2023-06-09',
  document,
  ...more,
});
const pledge = (amount: string, more: object = {}) => ({
  kind: 'pledge',
  amount,
  bookedOn: '2023-06-02',
  donor: ana,
  ...more,
});
const figures = async (who = staff) => {
  const ledger = await who.get(`/api/ledgers/${campaign.ledgerId}`);
  return ledger.json<{ figures: Record<string, number> }>().figures;
};
const errorsOf = async (body: object) => {
  const answered = await enter(staff, campaign, body);
  expect(answered.status).toBe(422);
  return answered.problem().errors;
};
const typeOf = async (body: object) => {
  const answered = await enter(staff, campaign, body);
  return [answered.status, answered.problem().type];
};

/** After the close, or once the sum is published. */
async function closed(): Promise<void> {
  const after = new Date('2023-07-01T06:00:00Z');
  api.setClock(after);
  await wakeCampaign(api.store, campaign.id, after);
}
async function published(): Promise<void> {
  await closed();
  await statementUntil(api, campaign, '2023-06-30');
  const at = new Date('2023-07-03T06:00:00Z');
  api.setClock(at);
  const { raised = -1 } = await figures();
  const answer = await decideOn(api.store, api.people.manager, 'publish', campaign.id, publication(raised), at);
  if (!answer.done) throw new Error(JSON.stringify(answer));
}

describe('R20 each kind of entry', () => {
  test('R18 a gift in cash is read as Romanians write it, and is money', async () => {
    const entry = await entered(staff, campaign, cash('1.234,50', 'Chitanța EX 1', { donor: ana }));
    expect(entry).toMatchObject({ number: 1, kind: 'gift', amount: 123_450, afterClose: false, left: 123_450 });
    expect(entry.donor?.shownAs).toBe('A. E.');
    expect(await figures()).toMatchObject({ settled: 123_450, cash: 123_450, bank: 0, raised: 123_450, gifts: 1 });
  });

  test('a pledge is listed and is no money; its settlements find it by its code, however it is written', async () => {
    const promised = await entered(staff, campaign, pledge('100'));
    expect(promised).toMatchObject({ kind: 'pledge', amount: 10_000, unpaid: 10_000 });
    expect(await figures()).toMatchObject({ pledged: 10_000, raised: 0 });
    const code = `${promised.reference?.slice(0, 4).toLowerCase()} - ${promised.reference?.slice(4)}`;
    const paid = await entered(staff, campaign, {
      ...cash('40', 'Chitanța EX 1'),
      kind: 'settlement',
      reference: code,
    });
    expect(paid).toMatchObject({ kind: 'settlement', about: { number: 1 }, donor: { shownAs: 'A. E.' } });
    expect(await figures()).toMatchObject({ pledged: 10_000, settled: 4_000, raised: 4_000 });
    const after = await staff.get(`/api/ledger-entries/${promised.id}`);
    expect(after.json<Entry & Record<string, unknown>>()).toMatchObject({ left: 10_000, unpaid: 6_000 });
  });

  test('a gift in kind says what it is, is listed and is not matched', async () => {
    const inKind = { ...cash('500', 'Proces-verbal 3'), channel: 'none' };
    expect(Object.keys((await errorsOf(inKind)) ?? {})).toEqual(['note']);
    await entered(staff, campaign, { ...inKind, note: 'Scânduri de brad' });
    expect(await figures()).toMatchObject({ inKind: 50_000, raised: 0, balance: 0, gifts: 0 });
  });

  test('a refund until the close lowers the sum, by no more than is left of the gift', async () => {
    const gift = await entered(staff, campaign, cash('100', 'Chitanța EX 1'));
    const refund = { kind: 'refund', aboutId: gift.id, channel: 'cash', bookedOn: '2023-06-10', document: 'DP 1' };
    expect(await entered(staff, campaign, { ...refund, amount: '30' })).toMatchObject({
      kind: 'refund',
      amount: -3_000,
    });
    expect(await figures()).toMatchObject({ settled: 10_000, refunded: 3_000, raised: 7_000, balance: 7_000 });
    const more = await enter(staff, campaign, { ...refund, amount: '70,01' });
    expect([more.status, more.problem().detail]).toEqual([422, expect.stringContaining('70.00')]);
    expect(await typeOf({ ...refund, amount: '70', channel: 'none' })).toEqual([422, '/problems/fields-refused']);
    expect(await typeOf({ ...refund, amount: '70', bookedOn: '2023-06-08' })).toEqual([
      422,
      '/problems/fields-refused',
    ]);
  });

  test('a correction points at the wrong entry and says what should be left of it', async () => {
    const wrong = await entered(staff, campaign, cash('1.000', 'Chitanța EX 1'));
    const correction = { kind: 'correction', aboutId: wrong.id, note: 'Pe chitanță scrie 100,00.' };
    const fixed = await entered(staff, campaign, { ...correction, amount: '100' });
    expect(fixed).toMatchObject({ kind: 'correction', amount: -90_000, about: { number: 1 }, afterClose: false });
    expect(await figures()).toMatchObject({ settled: 10_000, cash: 10_000, raised: 10_000 });
    expect(Object.keys((await errorsOf({ ...correction, amount: '100' })) ?? {})).toEqual(['amount']);
    // What corrects is corrected by another one about the first.
    expect(await typeOf({ ...correction, aboutId: fixed.id, amount: '0' })).toEqual([422, '/problems/entry-about']);
    await entered(staff, campaign, { ...correction, amount: '0,00' });
    expect(await figures()).toMatchObject({ settled: 0, raised: 0, gifts: 1 });
  });

  test('money that is dated after the close is told and not counted', async () => {
    await closed();
    const late = await entered(staff, campaign, cash('50', 'Chitanța EX 9', { bookedOn: '2023-07-01' }));
    expect(late.afterClose).toBe(true);
    // Of before the close, entered later.
    await entered(staff, campaign, cash('20', 'Chitanța EX 10', { bookedOn: '2023-06-30' }));
    expect(await figures()).toMatchObject({ raised: 2_000, late: 5_000, balance: 7_000, gifts: 1 });
  });

  test('after the close a refund is an adjustment; a correction of a mistake still changes the sum', async () => {
    const gift = await entered(staff, campaign, cash('100', 'Chitanța EX 1'));
    await closed();
    const refund = { kind: 'refund', aboutId: gift.id, channel: 'cash', document: 'DP 1', amount: '30' };
    const adjusted = await entered(staff, campaign, { ...refund, bookedOn: '2023-07-01' });
    expect(adjusted).toMatchObject({ kind: 'adjustment', amount: -3_000, afterClose: true });
    expect(await figures()).toMatchObject({ raised: 10_000, adjusted: -3_000, balance: 7_000 });
    await entered(staff, campaign, {
      kind: 'correction',
      aboutId: gift.id,
      amount: '60',
      note: 'Pe chitanță scrie 90.',
    });
    expect(await figures()).toMatchObject({ raised: 9_000, adjusted: -3_000, balance: 6_000 });
  });

  test('once the sum is published it is fixed: what is entered changes no part of it', async () => {
    const gift = await entered(staff, campaign, cash('100', 'Chitanța EX 1'));
    await published();
    const before = await figures();
    await entered(staff, campaign, cash('20', 'Chitanța EX 2', { bookedOn: '2023-06-30' }));
    const correction = { kind: 'correction', aboutId: gift.id, amount: '90', note: 'Pe chitanță scrie 90.' };
    expect(await entered(staff, campaign, correction)).toMatchObject({ kind: 'adjustment', amount: -1_000 });
    expect(await figures()).toMatchObject({ raised: before.raised, late: 2_000, adjusted: -1_000 });
  });
});

describe('R20 what a ledger does not take', () => {
  test('anything before the campaign opened, or dated so, or ahead', async () => {
    const drafted = await draftedCampaign(api, DAY);
    expect((await enter(staff, drafted, cash('1', 'C 1'))).problem().type).toBe('/problems/entries-not-taken');
    expect(Object.keys((await errorsOf(cash('1', 'C 1', { bookedOn: '2023-05-31' }))) ?? {})).toEqual(['bookedOn']);
    expect(await typeOf(cash('1', 'C 1', { bookedOn: '2023-06-11' }))).toEqual([422, '/problems/date-in-future']);
  });

  test('an amount with two readings, none, or below zero: at its field, with what it may mean', async () => {
    expect(await errorsOf(cash('10.00', 'C 1'))).toEqual({ amount: expect.stringContaining('10,00 or 1.000,00') });
    expect(await errorsOf(cash('0', 'C 1'))).toEqual({ amount: 'The amount has to be above zero.' });
    expect(await errorsOf(cash('-1', 'C 1'))).toEqual({ amount: 'The amount cannot be negative.' });
  });

  test('a receipt’s number twice, also where two enter it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => enter(staff, campaign, cash('5', 'Chitanța EX 7'))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(await figures()).toMatchObject({ raised: 500, gifts: 1 });
  });

  test('a receipt’s number written with other spaces and letters is the same number; another separator is another number', async () => {
    await entered(staff, campaign, cash('5', 'EX 7/1'));
    const again = await enter(staff, campaign, cash('5', ' ex7/1'));
    expect(again.problem()).toMatchObject({
      type: '/problems/receipt-used',
      detail: expect.stringContaining('“EX 7/1” stands at entry no. 1'),
    });
    await entered(staff, campaign, cash('5', 'EX 71'));
    expect(await figures()).toMatchObject({ raised: 1000, gifts: 2 });
  });

  test('a national identity number, wherever it is written', async () => {
    expect(Object.keys((await errorsOf(cash('1', `C ${CNP}`))) ?? {})).toEqual(['document']);
    expect(Object.keys((await errorsOf(cash('1', 'C 1', { note: CNP }))) ?? {})).toEqual(['note']);
    const donor = { ...ana, name: `Ana ${CNP}` };
    expect(Object.keys((await errorsOf(cash('1', 'C 1', { donor }))) ?? {})).toEqual(['donor.name']);
    const { rows } = await api.store.knex.raw(`select 1 from commands where body::text like '%${CNP}%'`);
    expect(rows).toEqual([]);
  });

  test('a pledge of nobody, a settlement of no pledge, an unknown code, another campaign’s entry', async () => {
    const { donor: _, ...nobody } = pledge('10');
    expect(Object.keys((await errorsOf(nobody)) ?? {})).toEqual(['donorId']);
    const gift = await entered(staff, campaign, cash('5', 'C 1'));
    const settle = { ...cash('5', 'C 2'), kind: 'settlement' };
    expect(await typeOf({ ...settle, aboutId: gift.id })).toEqual([422, '/problems/entry-about']);
    expect(await typeOf({ ...settle, reference: 'ABCD-EFGH' })).toEqual([422, '/problems/reference-unknown']);
    expect(Object.keys((await errorsOf(settle)) ?? {})).toEqual(['aboutId']);
    const opened = new Date('2023-06-01T06:00:00Z');
    const other = await openCampaign(api, { now: opened, opensOn: '2023-06-01', closesOn: '2023-06-30' });
    api.setClock(DAY);
    const elsewhere = {
      kind: 'refund',
      aboutId: gift.id,
      channel: 'cash',
      amount: '1',
      bookedOn: '2023-06-10',
      document: 'D',
    };
    expect((await enter(staff, other, elsewhere)).problem().type).toBe('/problems/unknown-key');
  });

  test('a refund of a pledge: a promise that is withdrawn is corrected', async () => {
    const promised = await entered(staff, campaign, pledge('10'));
    const refund = {
      kind: 'refund',
      aboutId: promised.id,
      channel: 'cash',
      amount: '1',
      bookedOn: '2023-06-10',
      document: 'D',
    };
    expect(await typeOf(refund)).toEqual([422, '/problems/entry-about']);
    await entered(staff, campaign, { kind: 'correction', aboutId: promised.id, amount: '0', note: 'Retrasă.' });
    expect(await figures()).toMatchObject({ pledged: 0 });
  });

  test('anything from whoever may not write, and anything twice under one key', async () => {
    for (const who of [api.people.partner, api.people.auditor])
      expect((await enter(who, campaign, cash('1', 'C 1'))).status).toBe(403);
    expect((await enter(api.people.stranger, campaign, cash('1', 'C 1'))).status).toBe(404);
    const key = randomUUID();
    const path = `/api/ledgers/${campaign.ledgerId}/entries`;
    const [one, two] = await Promise.all([
      staff.command(path, cash('1', 'C 1'), key),
      staff.command(path, cash('1', 'C 1'), key),
    ]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.json()).toEqual(two.json());
    expect(await figures()).toMatchObject({ raised: 100, gifts: 1 });
  });
});

describe('R20 nobody changes or removes an entry', () => {
  const tries: readonly (readonly [what: string, sql: string])[] = [
    ['an amount', 'update ledger_entries set amount = 1 where ledger_id = ?'],
    ['an entry', 'delete from ledger_entries where ledger_id = ?'],
    ['a sum', 'update ledger_sums set amount = 1 where ledger_id = ?'],
    ['a sum away', 'delete from ledger_sums where ledger_id = ?'],
    ['a number', 'update ledgers set last_number = 0 where id = ?'],
    [
      'a note',
      "update ledger_notes set words = 'altceva' where entry_id in (select id from ledger_entries where ledger_id = ?)",
    ],
  ];

  test.each(tries)('with the role that works: %s', async (_, sql) => {
    await entered(staff, campaign, cash('5', 'C 1', { note: 'Cutia din sat' }));
    await expect(api.store.knex.raw(sql, [campaign.ledgerId])).rejects.toThrow(/permission denied|never rewritten/);
    expect(await figures()).toMatchObject({ raised: 500 });
  });

  test('with the role that owns the tables: neither an entry, nor all of them at once', async () => {
    await entered(staff, campaign, cash('5', 'C 1'));
    const { owner } = api.database;
    for (const sql of [
      'update ledger_entries set amount = 1',
      'delete from ledger_entries',
      'truncate ledger_entries cascade',
    ])
      await expect(owner.raw(sql)).rejects.toThrow('a ledger is only ever added to');
    expect(await figures()).toMatchObject({ raised: 500 });
  });

  test('who writes past the software is refused by the database as well', async () => {
    const gift = await entered(staff, campaign, cash('5', 'C 1'));
    const entry = (more: object) => ({
      id: randomUUID(),
      ledger_id: campaign.ledgerId,
      number: 2,
      kind: 'gift',
      nature: 'money',
      channel: 'cash',
      amount: 100,
      booked_on: '2023-06-10',
      document: 'C 2',
      recorded_at: DAY,
      ...more,
    });
    const insert = (more: object) => api.store.knex('ledger_entries').insert(entry(more));
    await expect(insert({ number: 3 })).rejects.toThrow('numbered without a gap');
    await expect(insert({ amount: 0 })).rejects.toThrow('check constraint');
    await expect(insert({ document: 'C 1' })).rejects.toThrow('ledger_entries_receipt');
    await expect(insert({ kind: 'refund', amount: -501, about_id: gift.id })).rejects.toThrow('more than there is');
    await expect(insert({ kind: 'transfer', transfer_id: randomUUID() })).rejects.toThrow('two sides');
    expect(await sumsThatDiffer(api, campaign.ledgerId)).toEqual([]);
  });
});

describe('R22 R28 donors', () => {
  const donorOf = (entry: Entry) => `/api/donors/${entry.donor?.id}`;

  test('R24 whoever gave is thanked once an entry, with its receipt; whoever pledged is told how to pay', async () => {
    const promised = await entered(staff, campaign, pledge('100'));
    await entered(staff, campaign, { ...cash('40', 'C 1'), kind: 'settlement', aboutId: promised.id });
    await entered(staff, campaign, cash('5', 'C 2', { donorId: promised.donor?.id }));
    const messages = await api.store
      .knex('messages')
      .where({ donor_id: promised.donor?.id })
      .orderBy('created_at')
      .select('event_type', 'to_address', 'body_text', 'receipt_of', 'unsubscribe');
    expect(messages.map(({ event_type: type }) => type).sort()).toEqual([
      'giver.pledged',
      'giver.thanks',
      'giver.thanks',
    ]);
    const pledged = messages.find(({ event_type: type }) => type === 'giver.pledged');
    expect(pledged?.body_text).toContain(`${promised.reference?.slice(0, 4)}-${promised.reference?.slice(4)}`);
    expect(messages.filter(({ receipt_of: receipt }) => receipt !== null)).toHaveLength(2);
    expect(messages.every(({ unsubscribe }) => unsubscribe === null)).toBe(true);
  });

  test('who looks at donors is on record; a partner does not see them', async () => {
    const gift = await entered(staff, campaign, cash('5', 'C 1', { donor: ana }));
    expect((await staff.get(donorOf(gift))).json()).toMatchObject({ name: 'Ana Exemplu', email: 'ana@example.org' });
    expect((await api.people.partner.get(donorOf(gift))).status).toBe(403);
    expect((await api.people.stranger.get(donorOf(gift))).status).toBe(404);
    const views = api.store.knex('register_views').where({ project_id: campaign.projectId, scope: 'donors' });
    expect(await views.pluck('user_id')).toEqual([staff.id]);
    const list = await staff.get(
      `/api/donors?filter=${JSON.stringify({ projectId: campaign.projectId, q: 'exemplu' })}`,
    );
    expect(list.json<object[] & Record<string, unknown>>()).toHaveLength(1);
  });

  test('what is published of the name is a choice that can be changed; nobody is published without a name', async () => {
    const gift = await entered(staff, campaign, cash('5', 'C 1', { donor: ana }));
    const change = { version: 1, kind: 'person', name: 'Ana Exemplu', email: null, locale: 'ro', shown: 'name' };
    const put = (body: object) => staff.send('PUT', donorOf(gift), body, { 'Idempotency-Key': randomUUID() });
    expect((await put(change)).json()).toMatchObject({ shownAs: 'Ana Exemplu', version: 2 });
    expect((await put(change)).problem().type).toBe('/problems/record-changed');
    const unnamed = await put({ ...change, version: 2, name: '' });
    expect(Object.keys(unnamed.problem().errors ?? {})).toEqual(['name']);
  });

  test('R22 R28 a donor is known by name or by e-mail; a box at the door has none', async () => {
    const nobody = { kind: 'person', shown: 'anonymous' };
    for (const body of [pledge('10', { donor: nobody }), cash('5', 'C 1', { donor: nobody })])
      expect(Object.keys((await errorsOf(body)) ?? {})).toEqual(['donor.name']);
    const gift = await entered(staff, campaign, cash('5', 'C 1', { donor: { ...nobody, email: 'ana@example.org' } }));
    await entered(staff, campaign, pledge('10', { donor: { ...nobody, name: 'Ana Exemplu' } }));
    expect((await entered(staff, campaign, cash('7', 'C 2'))).donor).toBeNull();
    const emptied = { ...nobody, version: 1, name: '', email: null, locale: 'ro' };
    const answer = await staff.send('PUT', donorOf(gift), emptied, { 'Idempotency-Key': randomUUID() });
    expect(Object.keys(answer.problem().errors ?? {})).toEqual(['name']);
  });

  test('R28 erasing a donor takes name, address, notes and messages, and no leu', async () => {
    const gift = await entered(staff, campaign, cash('5', 'C 1', { donor: ana, note: 'De la Ana' }));
    await entered(staff, campaign, pledge('10', { donor: undefined, donorId: gift.donor?.id }));
    const before = await figures();
    const erased = await staff.command(`${donorOf(gift)}/erase`);
    expect(erased.json()).toMatchObject({ name: '', email: null, shownAs: null, entries: 2 });
    expect(await figures()).toEqual(before);
    expect(await sumsThatDiffer(api, campaign.ledgerId)).toEqual([]);
    const left = await api.store.knex('messages').where({ donor_id: gift.donor?.id });
    expect(left.map(({ to_address, to_name, body_text }) => [to_address, to_name, body_text])).toEqual([
      ['', '', ''],
      ['', '', ''],
    ]);
    expect((await staff.get(`/api/ledger-entries/${gift.id}`)).json()).toMatchObject({
      note: '',
      donor: { shownAs: null },
    });
    for (const [table, column] of [
      ['event_texts', 'text'],
      ['commands', 'body::text'],
      ['messages', 'subject'],
      ['ledger_notes', 'words'],
    ]) {
      const { rows } = await api.store.knex.raw(
        `select 1 from ${table} where ${column} ~ 'De la Ana|ana@example|Ana Ex'`,
      );
      expect([table, rows]).toEqual([table, []]);
    }
    expect((await staff.command(`${donorOf(gift)}/erase`)).problem().type).toBe('/problems/donor-erased');
    expect(await typeOf(cash('1', 'C 9', { donorId: gift.donor?.id }))).toEqual([409, '/problems/donor-erased']);
  });
});
