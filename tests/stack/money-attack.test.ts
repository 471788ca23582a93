/** R18–R23: ways by which a leu would be counted twice, missed, or promised by nobody; each is barred. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeCampaign } from '../../db/money/wake-campaign.ts';
import { LARGEST_INPUT } from '../../domain/money.ts';
import { type Answered, type Api, startApi, type Visitor } from './api.ts';
import { decideOn, enter, entered, type Fundraising, openCampaign, publication } from './fundraising.ts';
import { type MadeLine, madeLine, newAccount, printMt940 } from './made-statements.ts';
import { campaignBySql, decideOnMatch, matchBySql } from './money-by-sql.ts';
import { planWith } from './plans.ts';

let api: Api;
let staff: Visitor;
let campaign: Fundraising;

beforeAll(async () => {
  api = await startApi();
  staff = api.people.staff;
});
afterAll(() => api.close());
beforeEach(async () => {
  const now = new Date('2023-06-01T06:00:00Z');
  campaign = await openCampaign(api, { now, opensOn: '2023-06-01', closesOn: '2023-06-30' });
  api.setClock(new Date('2023-06-10T09:00:00Z'));
});

const donor = { name: 'Ana Exemplu', email: 'ana@example.org', shown: 'initials' };
const pledgeOf = (amount: string, bookedOn = '2023-06-02') => ({ kind: 'pledge', amount, bookedOn, donor });
const typeOf = (answer: Answered) => answer.problem().type.replace('/problems/', '');

const statementOf = (opening: number, lines: readonly MadeLine[], change: object = {}) => ({
  iban: campaign.iban,
  reference: '1',
  startsOn: '2023-06-01',
  endsOn: '2023-06-09',
  opening,
  lines,
  ...change,
});

interface Preview {
  readonly id: string;
  readonly gap: object | null;
}
async function preview(campaignId: string, statement: ReturnType<typeof statementOf>): Promise<Preview> {
  const form = new FormData();
  form.set('file', new File([printMt940(statement)], 'extras.sta'));
  const answer = await staff.upload(`/api/campaigns/${campaignId}/bank-statements`, form);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json<Preview & Record<string, unknown>>();
}
const commit = ({ id }: Preview) => staff.command(`/api/bank-statements/${id}/commit`);

async function accepted(campaignId: string, statement: ReturnType<typeof statementOf>): Promise<Preview> {
  const shown = await preview(campaignId, statement);
  const answer = await commit(shown);
  if (answer.status !== 200) throw new Error(answer.text);
  return shown;
}

async function linesOf(campaignId: string): Promise<{ id: string; state: string }[]> {
  const filter = encodeURIComponent(JSON.stringify({ campaignId }));
  const answer = await staff.get(`/api/bank-lines?filter=${filter}`);
  return answer.json<{ id: string; state: string }[] & Record<string, unknown>>();
}
const book = async (campaignId: string, body: object = { kind: 'gift' }): Promise<Answered> =>
  staff.command(`/api/bank-lines/${(await linesOf(campaignId))[0]?.id}/book`, body);
const figures = async ({ ledgerId }: Pick<Fundraising, 'ledgerId'>) =>
  (await staff.get(`/api/ledgers/${ledgerId}`)).json<{ figures: Record<string, number> }>().figures;

async function closed(): Promise<Date> {
  const after = new Date('2023-07-01T06:00:00Z');
  api.setClock(after);
  await wakeCampaign(api.store, campaign.id, after);
  return after;
}
async function publish(): Promise<string> {
  const { raised = -1 } = await figures(campaign);
  const now = new Date('2023-07-03T06:00:00Z');
  const answer = await decideOn(api.store, api.people.manager, 'publish', campaign.id, publication(raised), now);
  return answer.done ? 'done' : answer.refusal.code;
}

describe('R23 a leu is counted once', () => {
  test('what comes by bank is booked from the statement alone, and not by hand as well', async () => {
    const promised = await entered(staff, campaign, pledgeOf('100'));
    const proof = { channel: 'bank', amount: '100', bookedOn: '2023-06-05', document: 'Extras 1' };
    for (const what of [{ kind: 'settlement', aboutId: promised.id }, { kind: 'gift' }]) {
      const byHand = await enter(staff, campaign, { ...what, ...proof });
      expect([byHand.status, Object.keys(byHand.problem().errors ?? {})]).toEqual([422, ['channel']]);
    }
    const line = madeLine('2023-06-05', 10_000, `donatie ${promised.reference}`);
    const { id } = await accepted(campaign.id, statementOf(0, [line]));
    await staff.command(`/api/bank-statements/${id}/book-suggested`);
    expect(await figures(campaign)).toMatchObject({ raised: 10_000, bank: 10_000 });
  });

  test('a line that was booked wrong is corrected away and entered anew by hand, once, and never for more', async () => {
    const promised = await entered(staff, campaign, pledgeOf('100'));
    await accepted(campaign.id, statementOf(0, [madeLine('2023-06-05', 10_000, 'donatie')]));
    const { entryId } = (await book(campaign.id)).json<{ entryId: string }>();
    const correction = { kind: 'correction', aboutId: entryId, note: 'Este plata promisiunii.' };
    expect((await enter(staff, campaign, { ...correction, amount: '100,01' })).status).toBe(422);
    await entered(staff, campaign, { ...correction, amount: '0' });
    const proof = { channel: 'bank', bookedOn: '2023-06-05', document: 'Extras 1, linia 1' };
    const settlement = { kind: 'settlement', aboutId: promised.id, ...proof };
    expect((await enter(staff, campaign, { ...settlement, amount: '100,01' })).status).toBe(422);
    await entered(staff, campaign, { ...settlement, amount: '100' });
    expect((await enter(staff, campaign, { kind: 'gift', ...proof, amount: '0,01' })).status).toBe(422);
    expect(await figures(campaign)).toMatchObject({ raised: 10_000, bank: 10_000, balance: 10_000 });
  });

  test('what goes back by bank is booked from the statement alone, before the close and after it', async () => {
    await accepted(campaign.id, statementOf(0, [madeLine('2023-06-05', 10_000, 'donatie')]));
    const { entryId } = (await book(campaign.id)).json<{ entryId: string }>();
    const refund = { kind: 'refund', aboutId: entryId, channel: 'bank', amount: '30', document: 'OP 8' };
    const byHand = async (bookedOn: string) => {
      const answer = await enter(staff, campaign, { ...refund, bookedOn });
      return [answer.status, Object.keys(answer.problem().errors ?? {})];
    };
    expect(await byHand('2023-06-08')).toEqual([422, ['channel']]);
    await closed();
    expect(await byHand('2023-07-01')).toEqual([422, ['channel']]);
    await entered(staff, campaign, { ...refund, channel: 'cash', bookedOn: '2023-06-08', document: 'DP 1' });
    expect(await figures(campaign)).toMatchObject({ raised: 7_000, bank: 10_000, cash: -3_000 });
  });

  test('what a line of the bank gave back is not corrected in again', async () => {
    const lines = [madeLine('2023-06-05', 10_000, 'donatie'), madeLine('2023-06-06', -3_000, 'restituire')];
    await accepted(campaign.id, statementOf(0, lines));
    const { entryId } = (await book(campaign.id)).json<{ entryId: string }>();
    const [back] = (await linesOf(campaign.id)).filter(({ state }) => state === 'open');
    const refund = await staff.command(`/api/bank-lines/${back?.id}/book`, { kind: 'refund', entryId });
    expect(refund.status).toBe(200);
    const correction = { kind: 'correction', aboutId: entryId, amount: '70,01', note: 'Nu s-a restituit.' };
    expect(Object.keys((await enter(staff, campaign, correction)).problem().errors ?? {})).toEqual(['amount']);
    expect(await figures(campaign)).toMatchObject({ settled: 10_000, refunded: 3_000, raised: 7_000 });
  });

  test('where two campaigns share an account, a movement is booked in one of them', async () => {
    const { manager, partner, auditor } = api.people;
    const members = [staff, manager, partner, auditor];
    const { id } = await api.createProject(planWith(['A11', 'A12', 'A13', 'A14']), '2026-03-01', members);
    const iban = newAccount();
    const [one, two] = [
      await campaignBySql(api.store, id, { raised: 0, state: 'open', iban }),
      await campaignBySql(api.store, id, { raised: 0, state: 'open', iban, key: 'A12' }),
    ];
    api.setClock(new Date('2026-03-28T10:00:00Z'));
    const line = madeLine('2026-03-10', 10_000, 'donatie');
    const statement = statementOf(0, [line], { iban, startsOn: '2026-03-06', endsOn: '2026-03-20' });
    for (const each of [one, two]) await accepted(each.id, statement);
    expect((await book(one.id)).status).toBe(200);
    const again = await book(two.id);
    expect([again.status, typeOf(again)]).toEqual([409, 'line-elsewhere']);
    expect([(await figures(one)).raised, (await figures(two)).raised]).toEqual([10_000, 0]);
    // Nor past the software.
    const both = api.store.knex('bank_lines').where({ ledger_id: two.ledgerId }).update({ state: 'booked' });
    await expect(both).rejects.toMatchObject({ code: '23505' });
  });

  test('also where their campaigns are of two projects, and whoever books both at once', async () => {
    const { manager, partner, auditor } = api.people;
    const iban = newAccount();
    const shared: { id: string; ledgerId: string }[] = [];
    for (const _ of ['one', 'two']) {
      const plan = planWith(['A11', 'A12', 'A13', 'A14']);
      const { id } = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
      shared.push(await campaignBySql(api.store, id, { raised: 0, state: 'open', iban }));
    }
    api.setClock(new Date('2026-03-28T10:00:00Z'));
    const days = { iban, startsOn: '2026-03-06', endsOn: '2026-03-20' };
    const gifts = Array.from({ length: 8 }, (_, at) => madeLine('2026-03-10', 10_000 + at, `donatie ${at}`));
    for (const { id } of shared) await accepted(id, statementOf(0, gifts, days));
    const lines = (await Promise.all(shared.map(({ id }) => linesOf(id)))).flat();
    const answers = await Promise.all(
      lines.map(({ id }) => staff.command(`/api/bank-lines/${id}/book`, { kind: 'gift' })),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map((answer) => [answer.status, typeOf(answer)])).toEqual(gifts.map(() => [409, 'line-elsewhere']));
    const raised = await Promise.all(shared.map(async (campaign) => (await figures(campaign)).raised ?? 0));
    expect(raised.reduce((all, each) => all + each, 0)).toBe(gifts.reduce((all, { amount }) => all + amount, 0));
  });

  test('the same movements in other words are no new ones, also where they come to nothing', async () => {
    const told = [madeLine('2023-06-05', 10_000, 'donatie'), madeLine('2023-06-06', -10_000, 'retur')];
    await accepted(campaign.id, statementOf(0, told));
    api.setClock(new Date('2023-06-20T09:00:00Z'));
    const again = [madeLine('2023-06-05', 10_000, 'Donatie'), madeLine('2023-06-06', -10_000, 'Retur')];
    const longer = statementOf(0, [...again, madeLine('2023-06-15', 5_000, 'alta')], { endsOn: '2023-06-19' });
    const shown = await preview(campaign.id, longer);
    expect(shown.gap).not.toBeNull();
    expect(typeOf(await commit(shown))).toBe('statement-gap');
  });

  test('each kind of ledger has its kinds of entries, whoever writes', async () => {
    const payment = {
      id: randomUUID(),
      ledger_id: campaign.ledgerId,
      ...{ number: 1, kind: 'payment', nature: 'money', channel: 'bank', amount: 500 },
      ...{ booked_on: '2023-06-05', document: 'OP 1', recorded_at: new Date() },
    };
    await expect(api.store.knex('ledger_entries').insert(payment)).rejects.toMatchObject({ code: 'JA020' });
  });
});

describe('R21 a release counts while its author may give it', () => {
  const at = new Date('2026-04-20T10:00:00Z');
  const order = { amount: 30_000, orderNumber: 'OP 7', paidOn: '2026-04-16' };

  async function contracted(): Promise<{ projectId: string; matchId: string }> {
    const { manager, partner, auditor } = api.people;
    const members = [staff, manager, partner, auditor];
    const { id } = await api.createProject(planWith(['A11', 'A12', 'A13', 'A14']), '2026-03-01', members);
    const match = await matchBySql(api.store, await campaignBySql(api.store, id, { raised: 30_000 }), 30_000);
    const contract = { number: '5', contractedOn: '2026-04-13', legalRoute: 'Legea nr. 350/2005' };
    const decision = { outcome: 'adopted', number: 'HCL 9', decidedOn: '2026-04-10', words: '' };
    await decideOnMatch(api.store, partner.id, 'decide', match.id, at, decision);
    await decideOnMatch(api.store, partner.id, 'contract', match.id, at, contract);
    return { projectId: id, matchId: match.id };
  }
  const release = (who: Visitor, matchId: string) => decideOnMatch(api.store, who.id, 'release', matchId, at, order);
  const stateOf = async (id: string) =>
    (await api.store.knex('matches').where({ id }).first<{ state: string }>('state')).state;

  test.each([
    ['has left the project', { remove: true }],
    ['has another role', { role: 'manager' }],
  ])('not of a partner who %s since', async (_, change) => {
    const { manager, partner } = api.people;
    const { projectId, matchId } = await contracted();
    expect((await release(partner, matchId)).done).toBe(true);
    const member = api.store.knex('members').where({ project_id: projectId, user_id: partner.id });
    await ('remove' in change ? member.delete() : member.update(change));
    expect((await release(manager, matchId)).done).toBe(true);
    expect(await stateOf(matchId)).toBe('contracted');
  });

  test('nor is a match paid past the software', async () => {
    const { matchId } = await contracted();
    await release(api.people.manager, matchId);
    const paid = { state: 'paid', paid: 30_000, order_number: 'OP 7', paid_on: '2026-04-16' };
    await expect(api.store.knex('matches').where({ id: matchId }).update(paid)).rejects.toMatchObject({
      code: 'JA024',
    });
  });
});

describe('R22 the sum is published of all that came', () => {
  test('a statement of the closing day that was imported on that day holds it only so far', async () => {
    api.setClock(new Date('2023-06-30T08:00:00Z'));
    await accepted(campaign.id, statementOf(0, [], { endsOn: '2023-06-30' }));
    await closed();
    expect(await publish()).toBe('statements-short');
    await accepted(campaign.id, statementOf(0, [], { reference: '2', startsOn: '2023-06-30', endsOn: '2023-06-30' }));
    expect(await publish()).toBe('done');
  });

  test('nor of statements that begin after the opening, with money in the account', async () => {
    await closed();
    await accepted(campaign.id, statementOf(50_000, [], { startsOn: '2023-06-29', endsOn: '2023-06-30' }));
    expect(await publish()).toBe('statements-late');
    const shown = await api.people.manager.get(`/api/campaigns/${campaign.id}`);
    expect(shown.json()).toMatchObject({ bank: { openLines: 0, lateFrom: '2023-06-29' } });
    const before = statementOf(0, [madeLine('2023-06-05', 50_000, 'donatie')], { endsOn: '2023-06-29' });
    await accepted(campaign.id, before);
    expect(await publish()).toBe('lines-open');
    expect((await book(campaign.id)).status).toBe(200);
    expect(await publish()).toBe('done');
  });

  test('nor as another sum than its ledger’s, whoever writes', async () => {
    await closed();
    const other = { state: 'published', raised: 99_999, published_at: new Date() };
    await expect(api.store.knex('campaigns').where({ id: campaign.id }).update(other)).rejects.toMatchObject({
      code: 'JA023',
    });
  });

  test('a promise after the last second is none, also where the story is late', async () => {
    api.setClock(new Date('2023-07-01T06:00:00Z'));
    const late = await enter(staff, campaign, pledgeOf('100', '2023-07-01'));
    expect([late.status, typeOf(late)]).toEqual([409, 'campaign-state']);
  });
});

describe('R20 what came is accounted for', () => {
  test('a campaign is not cancelled while nobody has decided what a line of the bank is', async () => {
    await accepted(campaign.id, statementOf(0, [madeLine('2023-06-05', 10_000, 'donatie')]));
    const now = new Date('2023-06-10T09:00:00Z');
    const answer = await decideOn(api.store, api.people.manager, 'cancel', campaign.id, { reason: 'Altă dată.' }, now);
    expect(answer).toMatchObject({ done: false, refusal: { code: 'lines-open', count: 1 } });
    expect((await book(campaign.id)).status).toBe(200);
  });

  test('nothing is booked into one that was cancelled', async () => {
    await accepted(campaign.id, statementOf(0, [madeLine('2023-06-05', 10_000, 'dobanda')]));
    const [line] = await linesOf(campaign.id);
    await staff.command(`/api/bank-lines/${line?.id}/set-aside`, { reason: 'Dobândă.' });
    const now = new Date('2023-06-10T09:00:00Z');
    const answer = await decideOn(api.store, api.people.manager, 'cancel', campaign.id, { reason: 'Altă dată.' }, now);
    expect(answer.done).toBe(true);
    await staff.command(`/api/bank-lines/${line?.id}/reopen`);
    const booked = await book(campaign.id);
    expect([booked.status, typeOf(booked)]).toEqual([409, 'entries-not-taken']);
  });

  test('what came after the close and went back adjusts nothing', async () => {
    await closed();
    api.setClock(new Date('2023-07-03T06:00:00Z'));
    const cash = { channel: 'cash', amount: '100', bookedOn: '2023-07-02' };
    const { id: aboutId } = await entered(staff, campaign, { kind: 'gift', ...cash, document: 'Chitanța EX 1' });
    expect(await figures(campaign)).toMatchObject({ raised: 0, late: 10_000 });
    const back = await entered(staff, campaign, { kind: 'refund', aboutId, ...cash, amount: '40', document: 'DP 1' });
    expect(back).toMatchObject({ kind: 'refund', afterClose: true });
    expect(await figures(campaign)).toMatchObject({ raised: 0, refunded: 0, adjusted: 0, late: 6_000, balance: 6_000 });
  });
});

test('R18 amounts that no ledger can add up are refused, and the ledger stays readable', async () => {
  const most = String(LARGEST_INPUT / 100);
  for (let at = 0; at < 9; at += 1) await entered(staff, campaign, pledgeOf(most));
  const tenth = await enter(staff, campaign, pledgeOf(most));
  expect([tenth.status, Object.keys(tenth.problem().errors ?? {})]).toEqual([422, ['amount']]);
  expect(await figures(campaign)).toMatchObject({ pledged: 9 * LARGEST_INPUT });
  expect((await api.visitor().get(`/p/${campaign.slug}/campaign`)).status).toBe(200);
});

test('R28 of a donor who is erased no hash of what a line was booked with is left to be guessed', async () => {
  await accepted(campaign.id, statementOf(0, [madeLine('2023-06-05', 10_000, 'donatie Ana Exemplu')]));
  expect((await book(campaign.id, { kind: 'gift', donor })).status).toBe(200);
  const [line] = await linesOf(campaign.id);
  const entry = await api.store
    .knex('ledger_entries')
    .where({ bank_line_id: line?.id })
    .first<{ donor_id: string }>('donor_id');
  const hash = async () =>
    (await api.store.knex('commands').where({ target_id: line?.id }).first<{ body_hash: Buffer }>('body_hash'))
      .body_hash;
  const before = await hash();
  expect((await staff.command(`/api/donors/${entry.donor_id}/erase`)).status).toBe(200);
  expect((await hash()).equals(before)).toBe(false);
});
