/** R20: a refund that was booked on the wrong gift, and how it is put right: before the sum is fixed, after it, and after the payment. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contentPath } from '../../db/files.ts';
import { wakeCampaign } from '../../db/money/wake-campaign.ts';
import { verify } from '../../db/verify.ts';
import type { MatchVerb } from '../../domain/match.ts';
import { type Answered, type Api, startApi, type Visitor } from './api.ts';
import {
  decideOn,
  type Entry,
  enter,
  entered,
  type Fundraising,
  openCampaign,
  publication,
  sumsThatDiffer,
} from './fundraising.ts';
import { type MadeLine, madeLine, printMt940 } from './made-statements.ts';
import { decideOnMatch } from './money-by-sql.ts';

const WHY = 'S-a trecut la altă donație.';
let api: Api;
let staff: Visitor;
let manager: Visitor;
let partner: Visitor;
let campaign: Fundraising;

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager, partner } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  const now = new Date('2023-06-01T06:00:00Z');
  campaign = await openCampaign(api, { now, opensOn: '2023-06-01', closesOn: '2023-06-30' });
});

interface Line {
  readonly id: string;
  readonly amount: number;
  readonly state: string;
  readonly entry: { readonly number: number } | null;
}
const lineOf = async (amount: number): Promise<Line> => {
  const filter = encodeURIComponent(JSON.stringify({ campaignId: campaign.id }));
  const lines = (await staff.get(`/api/bank-lines?filter=${filter}`)).json<Line[] & Record<string, unknown>>();
  const found = lines.find((line) => line.amount === amount);
  if (!found) throw new Error(`no line of ${amount}`);
  return found;
};
const entryOf = async (id: string) =>
  (await staff.get(`/api/ledger-entries/${id}`)).json<
    Entry & { corrects: object | null; correctedBy: object | null; note: string; bankLineId: string }
  >();

async function accepted(lines: readonly MadeLine[], endsOn = '2023-06-30'): Promise<void> {
  const statement = { iban: campaign.iban, reference: '1', startsOn: '2023-06-01', endsOn, opening: 0, lines };
  const form = new FormData();
  form.set('file', new File([printMt940(statement)], 'extras.sta'));
  const shown = await staff.upload(`/api/campaigns/${campaign.id}/bank-statements`, form);
  const answer = await staff.command(`/api/bank-statements/${shown.json<{ id: string }>().id}/commit`);
  if (answer.status !== 200) throw new Error(answer.text);
}

async function booked(amount: number, use: object): Promise<string> {
  const answer = await staff.command(`/api/bank-lines/${(await lineOf(amount)).id}/book`, use);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json<{ entryId: string }>().entryId;
}
const gift = (amount: number) => booked(amount, { kind: 'gift' });
const refund = (amount: number, entryId: string) => booked(amount, { kind: 'refund', entryId });
const correction = (aboutId: string, amount = '0') => ({ kind: 'correction', aboutId, amount, note: WHY });
const correct = (aboutId: string) => entered(staff, campaign, correction(aboutId));
const typeOf = (answer: Answered) => answer.problem().type.replace('/problems/', '');

const figures = async () =>
  (await staff.get(`/api/ledgers/${campaign.ledgerId}`)).json<{ figures: Record<string, number> }>().figures;

/** What no chain, sum or line disagrees with. */
async function stands(): Promise<void> {
  expect(await sumsThatDiffer(api, campaign.ledgerId)).toEqual([]);
  const { findings } = await verify(api.store.knex, (sha256) => contentPath(api.filesDir, sha256));
  expect(findings).toEqual([]);
}

async function closed(): Promise<void> {
  const after = new Date('2023-07-02T06:00:00Z');
  api.setClock(after);
  await wakeCampaign(api.store, campaign.id, after);
}

const publish = async () =>
  decideOn(
    api.store,
    manager,
    'publish',
    campaign.id,
    publication((await figures()).raised ?? -1),
    new Date('2023-07-03T06:00:00Z'),
  );
async function published(): Promise<void> {
  expect(await publish()).toMatchObject({ done: true });
  api.setClock(new Date('2023-07-10T06:00:00Z'));
}

interface Match {
  readonly id: string;
  readonly state: string;
  readonly due: number;
  readonly toRepay: number;
  readonly adjustments: readonly { readonly state: string; readonly dueAfter: number }[];
}
async function match(): Promise<Match> {
  const { id } = await api.store.knex('matches').where({ campaign_id: campaign.id }).first<{ id: string }>('id');
  return (await manager.get(`/api/matches/${id}`)).json<Match & Record<string, unknown>>();
}
const inMatch = async (who: Visitor, verb: MatchVerb, body: object): Promise<void> => {
  const now = new Date('2023-07-10T06:00:00Z');
  expect(await decideOnMatch(api.store, who.id, verb, (await match()).id, now, body)).toMatchObject({ done: true });
};
async function contracted(): Promise<void> {
  const decision = { outcome: 'adopted', number: 'HCL 12/2023', decidedOn: '2023-07-05', words: '' };
  await inMatch(partner, 'decide', decision);
  const legalRoute = 'Finanțare nerambursabilă, Legea nr. 350/2005';
  await inMatch(manager, 'contract', { number: '5/2023', contractedOn: '2023-07-06', legalRoute });
}
async function paid(): Promise<void> {
  await contracted();
  const order = { amount: (await match()).due, orderNumber: 'OP 77', paidOn: '2023-07-07' };
  await inMatch(manager, 'release', order);
  await inMatch(partner, 'release', order);
}

const GIFTS = [madeLine('2023-06-05', 100_00, 'unu'), madeLine('2023-06-06', 70_00, 'doi')];

describe('R20 before the sum is published', () => {
  beforeEach(closed);

  test('R20 a refund on the wrong gift is corrected by an entry that points at it, and its line is booked on the right one', async () => {
    await accepted([...GIFTS, madeLine('2023-06-20', -50_00, 'restituire')]);
    const [wrongGift, rightGift] = [await gift(100_00), await gift(70_00)];
    const wrong = await refund(-50_00, wrongGift);
    const entry = await correct(wrong);
    expect(entry).toMatchObject({
      ...{ kind: 'refund', amount: 50_00, afterClose: false, note: WHY },
      corrects: { id: wrong, number: 3 },
      about: { id: wrongGift },
    });
    expect(await entryOf(wrong)).toMatchObject({ amount: -50_00, left: 0, correctedBy: { id: entry.id, number: 4 } });
    expect(await entryOf(wrongGift)).toMatchObject({ left: 100_00 });
    expect(await figures()).toMatchObject({ settled: 170_00, refunded: 0, raised: 170_00, balance: 170_00 });
    // The line waits again, and the sum with it.
    expect(await lineOf(-50_00)).toMatchObject({ state: 'open', entry: null });
    expect(await publish()).toMatchObject({ done: false, refusal: { code: 'lines-open' } });
    await stands();
    await refund(-50_00, rightGift);
    expect(await lineOf(-50_00)).toMatchObject({ state: 'booked', entry: { number: 5 } });
    expect(await entryOf(rightGift)).toMatchObject({ left: 20_00 });
    expect(await figures()).toMatchObject({ settled: 170_00, refunded: 50_00, raised: 120_00, balance: 120_00 });
    await stands();
    await published();
  });

  test('R20 as often as it was wrong; each once, whole, and no correction of a correction', async () => {
    await accepted([...GIFTS, madeLine('2023-06-20', -50_00, 'restituire')]);
    const [one, two] = [await gift(100_00), await gift(70_00)];
    const first = await refund(-50_00, one);
    const some = (await enter(staff, campaign, correction(first, '10'))).problem();
    expect(Object.keys(some.errors ?? {})).toEqual(['amount']);
    const { id: corrected } = await correct(first);
    expect(typeOf(await enter(staff, campaign, correction(first)))).toBe('refund-corrected');
    expect(typeOf(await enter(staff, campaign, correction(corrected)))).toBe('entry-about');
    await correct(await refund(-50_00, two));
    await correct(await refund(-50_00, one));
    // What turned out to be no refund at all.
    const aside = await staff.command(`/api/bank-lines/${(await lineOf(-50_00)).id}/set-aside`, { reason: 'Comision' });
    expect(aside.status).toBe(200);
    expect([await entryOf(one), await entryOf(two)]).toMatchObject([{ left: 100_00 }, { left: 70_00 }]);
    expect(await figures()).toMatchObject({ refunded: 0, raised: 170_00 });
    await stands();
  });

  test('R20 in cash as well', async () => {
    await accepted(GIFTS);
    const [one, two] = [await gift(100_00), await gift(70_00)];
    const body = { kind: 'refund', channel: 'cash', amount: '30', bookedOn: '2023-06-20', document: 'DP 1' };
    const wrong = await entered(staff, campaign, { ...body, aboutId: one });
    expect(await correct(wrong.id)).toMatchObject({ channel: 'cash', amount: 30_00, bankLineId: null });
    await entered(staff, campaign, { ...body, aboutId: two });
    expect(await figures()).toMatchObject({ refunded: 30_00, raised: 140_00, bank: 170_00, cash: -30_00 });
    expect([await entryOf(one), await entryOf(two)]).toMatchObject([{ left: 100_00 }, { left: 40_00 }]);
    await stands();
  });

  test('R20 pages and open data say what is left of each gift, and which refund was corrected and why', async () => {
    await accepted([...GIFTS, madeLine('2023-06-20', -50_00, 'restituire')]);
    const [wrongGift, rightGift] = [await gift(100_00), await gift(70_00)];
    await correct(await refund(-50_00, wrongGift));
    await refund(-50_00, rightGift);
    const data = async (file: string) => (await api.visitor().get(`/p/${campaign.slug}/data/${file}`)).text;
    const ledger = JSON.parse(await data('campaign-ledger.json')) as Record<string, unknown>[];
    expect(ledger.slice(2)).toMatchObject([
      { number: 3, kind: 'refund', amount_bani: -50_00, about: 1, corrects: null },
      { number: 4, kind: 'refund', amount_bani: 50_00, about: 1, corrects: 3, note: WHY },
      { number: 5, kind: 'refund', amount_bani: -50_00, about: 2, corrects: null },
    ]);
    const gifts = JSON.parse(await data('gifts.json')) as Record<string, unknown>[];
    expect(gifts.map((each) => each.left_bani)).toEqual([100_00, 20_00]);
    const page = (await api.visitor().get(`/p/${campaign.slug}/campaign/gifts?lang=ro`)).text;
    expect(page).toMatch(/după restituiri și corecții 20,00\slei/);
    expect(page.match(/după restituiri și corecții/g)).toHaveLength(1);
  });
});

describe('R21 after the sum was published', () => {
  beforeEach(async () => {
    await closed();
    await accepted([...GIFTS, madeLine('2023-06-30', -50_00, 'restituire'), madeLine('2023-06-30', -70_00, 'toate')]);
  });
  /** What goes back is found only now: the lines are set aside until the sum is out. */
  async function late(): Promise<[string, string]> {
    const gifts: [string, string] = [await gift(100_00), await gift(70_00)];
    const lines = [await lineOf(-50_00), await lineOf(-70_00)];
    for (const { id } of lines) await staff.command(`/api/bank-lines/${id}/set-aside`, { reason: 'Se verifică' });
    await published();
    for (const { id } of lines) await staff.command(`/api/bank-lines/${id}/reopen`);
    return gifts;
  }

  test('R21 before the payment what is due comes back, and falls by the right refund', async () => {
    const [one, two] = await late();
    const wrong = await refund(-50_00, one);
    expect((await match()).due).toBe(120_00);
    expect(await correct(wrong)).toMatchObject({ kind: 'adjustment', amount: 50_00, afterClose: true });
    expect((await match()).due).toBe(170_00);
    await refund(-50_00, two);
    expect(await match()).toMatchObject({ state: 'computed', due: 120_00, toRepay: 0 });
    expect(await figures()).toMatchObject({ raised: 170_00, adjusted: -50_00, balance: 120_00 });
    const page = (await api.visitor().get(`/p/${campaign.slug}/match?lang=ro`)).text;
    expect(page).toContain('După ce restituirea cu nr. 3 din registrul campaniei s-a corectat (nr. 4)');
    expect(page).toContain(WHY);
    await stands();
  });

  test('R21 after the payment the difference that a wrong refund opened is closed; the right one’s stays open', async () => {
    const [one, two] = await late();
    await paid();
    const wrong = await refund(-50_00, one);
    await refund(-70_00, two);
    expect(await match()).toMatchObject({ due: 50_00, toRepay: 120_00 });
    await correct(wrong);
    expect(await match()).toMatchObject({ state: 'paid', due: 100_00, toRepay: 70_00 });
    expect((await match()).adjustments.map(({ state }) => state)).toEqual(['nothing-due', 'open', 'nothing-due']);
    await refund(-50_00, one);
    expect(await match()).toMatchObject({ due: 50_00, toRepay: 120_00 });
    await inMatch(partner, 'repay', { amount: 120_00, document: 'OP 81', paidOn: '2023-07-09' });
    expect(await match()).toMatchObject({ toRepay: 0, due: 50_00 });
    await stands();
  });

  test('R21 what was repaid already is not repaid again for the right refund', async () => {
    const [one, two] = await late();
    await paid();
    const wrong = await refund(-50_00, one);
    await inMatch(partner, 'repay', { amount: 50_00, document: 'OP 81', paidOn: '2023-07-09' });
    await correct(wrong);
    expect(await match()).toMatchObject({ due: 120_00, toRepay: 0 });
    await refund(-50_00, two);
    expect(await match()).toMatchObject({ due: 120_00, toRepay: 0 });
    expect((await match()).adjustments.map(({ state }) => state)).toEqual(['settled', 'nothing-due', 'nothing-due']);
    await stands();
  });
});

test('R21 a match of which a wrong refund left nothing stands where it stood', async () => {
  await closed();
  await accepted([madeLine('2023-06-05', 100_00, 'unu'), madeLine('2023-06-30', -100_00, 'restituire')]);
  const one = await gift(100_00);
  const line = await lineOf(-100_00);
  await staff.command(`/api/bank-lines/${line.id}/set-aside`, { reason: 'Se verifică' });
  await published();
  await staff.command(`/api/bank-lines/${line.id}/reopen`);
  await contracted();
  const wrong = await refund(-100_00, one);
  expect(await match()).toMatchObject({ state: 'nothing-due', due: 0 });
  await correct(wrong);
  expect(await match()).toMatchObject({ state: 'contracted', due: 100_00, endedAt: null, waitsFor: 'release' });
  await stands();
});

test('R20 the database itself corrects a refund whole and once, and books a line once', async () => {
  await closed();
  await accepted([...GIFTS, madeLine('2023-06-20', -50_00, 'restituire')]);
  const [one, two] = [await gift(100_00), await gift(70_00)];
  const wrong = await refund(-50_00, one);
  const { knex } = api.store;
  const row = await knex('ledger_entries').where({ id: wrong }).first();
  let number = row.number;
  const write = (change: object) =>
    knex('ledger_entries').insert({ ...row, id: randomUUID(), number: number + 1, ...change });
  const mirror = { amount: 50_00, corrects_id: wrong };
  await expect(write({ ...mirror, amount: 49_99 })).rejects.toThrow('by its mirror image');
  await expect(write({ ...mirror, about_id: two })).rejects.toThrow('by its mirror image');
  await expect(write({ ...mirror, bank_line_id: null })).rejects.toThrow('by its mirror image');
  await expect(write({ ...mirror, amount: -50_00 })).rejects.toMatchObject({ code: 'JA020' });
  await expect(write({ about_id: two, instead_of_id: wrong })).rejects.toThrow('in the place of a corrected refund');
  const reopen = () => knex('bank_lines').where({ id: row.bank_line_id }).update({ state: 'open' });
  await expect(reopen()).rejects.toThrow('stays booked');
  const { id: corrected } = await correct(wrong);
  number += 1;
  await expect(write(mirror)).rejects.toMatchObject({ code: '23505' });
  await expect(write({ amount: -50_00, corrects_id: corrected })).rejects.toMatchObject({ code: 'JA020' });
  await expect(write({ about_id: two })).rejects.toMatchObject({ code: '23505' });
  await refund(-50_00, two);
  number += 1;
  await expect(write({ instead_of_id: wrong })).rejects.toMatchObject({ code: '23505' });
  await stands();
});
