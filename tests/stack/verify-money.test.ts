/** `jalon verify` on campaigns, donors, bank statements and their lines, the published sum, the match and the fund. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { matchOfCampaign } from '../../db/money/match-rows.ts';
import { wakeCampaign } from '../../db/money/wake-campaign.ts';
import { bani } from '../../domain/money.ts';
import { type Answered, type Api, startApi } from './api.ts';
import { foundAfter, unnoticedChanges } from './behind-the-back.ts';
import { decideOn, type Entry, entered, type Fundraising, openCampaign, publication } from './fundraising.ts';
import { madeLine, printMt940 } from './made-statements.ts';
import { decideOnMatch } from './money-by-sql.ts';

/** Columns that no event tells of, with why. */
const UNTOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  campaigns: { carried_at: 'when a story loaded it, which is no fact of the project' },
  sum_statements: {},
  donors: {},
  bank_statements: {},
  bank_lines: {},
  matches: { carried_at: 'when a story loaded it, which is no fact of the project' },
  match_corrections: {},
  match_decisions: {},
  match_releases: {},
  match_adjustments: {},
  funds: {},
};

const at = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
let api: Api;
let campaign: Fundraising;

/** A campaign with everything that may happen to it, up to what its fund pays. */
beforeAll(async () => {
  api = await startApi();
  campaign = await openCampaign(api, { now: at('2022-10-03'), opensOn: '2022-10-03', closesOn: '2022-10-14' });
  api.setClock(at('2022-10-10'));
  const { gift } = await give();
  await bankStatement();
  await publish();
  await match(gift);
  await fund();
}, 120_000);
afterAll(() => api.close());

const taken = async (answer: Promise<Answered>): Promise<Answered> => {
  const answered = await answer;
  if (answered.status >= 300) throw new Error(answered.text);
  return answered;
};

async function give(): Promise<{ readonly gift: Entry }> {
  const { staff } = api.people;
  const day = { bookedOn: '2022-10-05' };
  const donor = { name: 'Exemplu Unu', email: 'unu@example.org', shown: 'initials' };
  const cash = { kind: 'gift', channel: 'cash', ...day, document: 'CJ 1' };
  const gift = await entered(staff, campaign, { ...cash, amount: '900', donor });
  const erased = await entered(staff, campaign, { kind: 'pledge', amount: '50', ...day, donor });
  await taken(staff.command(`/api/donors/${erased.donor?.id}/erase`));
  return { gift };
}

/** Booked, set aside, put back, still to be decided and repeated. */
async function bankStatement(): Promise<void> {
  const { staff } = api.people;
  const lines = [
    madeLine('2022-10-11', 20_000, 'donatie', { counterparty: 'Exemplu Doi' }),
    madeLine('2022-10-11', 35, 'dobanda'),
    madeLine('2022-10-12', -500, 'comision'),
    madeLine('2022-10-13', 10_000, 'sponsorizare'),
  ];
  const statement = {
    iban: campaign.iban,
    reference: '1',
    startsOn: '2022-10-03',
    endsOn: '2022-10-13',
    opening: 0,
    lines,
  };
  api.setClock(at('2022-10-17'));
  const accept = async (content: string): Promise<void> => {
    const form = new FormData();
    form.set('file', new File([content], 'extras.sta'));
    const { id } = (await taken(staff.upload(`/api/campaigns/${campaign.id}/bank-statements`, form))).json<{
      id: string;
    }>();
    await taken(staff.command(`/api/bank-statements/${id}/commit`));
  };
  await accept(printMt940(statement));
  const [doubled] = lines.slice(-1);
  const next = { ...statement, reference: '2', startsOn: '2022-10-13', endsOn: '2022-10-14', opening: bani(19_535) };
  await accept(printMt940({ ...next, lines: doubled ? [doubled] : [] }));
  const line = async (place: number): Promise<string> => {
    const found = await api.store
      .knex('bank_lines as l')
      .join('bank_statements as s', 's.id', 'l.statement_id')
      .where({ 's.number': 1, 'l.place': place, 'l.ledger_id': campaign.ledgerId })
      .first<{ id: string }>('l.id');
    return found.id;
  };
  const decide = async (place: number, verb: string, body: object = {}) =>
    taken(staff.command(`/api/bank-lines/${await line(place)}/${verb}`, body));
  await decide(1, 'book', { kind: 'gift' });
  await decide(2, 'set-aside', { reason: 'Dobânda contului (exemplu).' });
  await decide(3, 'set-aside', { reason: 'Din greșeală (exemplu).' });
  await decide(3, 'reopen');
  await decide(3, 'set-aside', { reason: 'Comisionul băncii (exemplu).' });
  await decide(4, 'set-aside', { reason: 'Încă nu se știe (exemplu).' });
  await decide(4, 'reopen');
}

/** One line is not decided: the sum is published once it is, and then one more statement leaves one open. */
async function publish(): Promise<void> {
  const { manager, staff } = api.people;
  await wakeCampaign(api.store, campaign.id, at('2022-10-17'));
  const raised = 90_000 + 20_000 + 10_000;
  const [open] = await api.store.knex('bank_lines').where({ state: 'open' }).pluck<string[]>('id');
  await taken(staff.command(`/api/bank-lines/${open}/book`, { kind: 'gift' }));
  const done = await decideOn(api.store, manager, 'publish', campaign.id, publication(raised), at('2022-10-18'));
  if (!done.done) throw new Error(JSON.stringify(done));
  await openLine();
}

async function openLine(): Promise<void> {
  const { staff } = api.people;
  api.setClock(at('2022-10-20'));
  const lines = [madeLine('2022-10-17', 700, 'intarziat')];
  const late = {
    iban: campaign.iban,
    reference: '3',
    startsOn: '2022-10-15',
    endsOn: '2022-10-19',
    opening: 29_535,
    lines,
  };
  const form = new FormData();
  form.set('file', new File([printMt940(late)], 'extras-3.sta'));
  const { id } = (await taken(staff.upload(`/api/campaigns/${campaign.id}/bank-statements`, form))).json<{
    id: string;
  }>();
  await taken(staff.command(`/api/bank-statements/${id}/commit`));
}

/** Rejected, adopted, contracted, released for a sum that fell, paid, lowered once more, repaid, and lowered again. */
async function match(gift: Entry): Promise<void> {
  const { staff, manager, partner } = api.people;
  const found = await matchOfCampaign(api.store.knex, campaign.id);
  const decide = async (
    who: { readonly id: string },
    verb: Parameters<typeof decideOnMatch>[2],
    day: string,
    body: object,
  ) => {
    const answer = await decideOnMatch(api.store, who.id, verb, found?.id ?? '', at(day), body);
    if (!answer.done) throw new Error(JSON.stringify(answer));
  };
  const council = { number: 'HCL 9', decidedOn: '2022-10-20', words: 'Motivul (exemplu).' };
  await decide(partner, 'decide', '2022-10-20', { ...council, outcome: 'rejected' });
  await decide(partner, 'decide', '2022-10-21', { ...council, outcome: 'adopted' });
  const contract = { number: '5', contractedOn: '2022-10-21', legalRoute: 'Legea nr. 350/2005' };
  await decide(partner, 'contract', '2022-10-21', contract);
  const wrong = { number: 'HCL 10', day: '2022-10-21', reason: 'Greșeală de scriere (exemplu).' };
  await decide(partner, 'correct', '2022-10-21', { ...wrong, decision: 2 });
  const order = { amount: 120_000, orderNumber: 'OP 7', paidOn: '2022-10-21' };
  await decide(manager, 'release', '2022-10-21', order);
  const refund = { kind: 'refund', aboutId: gift.id, channel: 'cash' };
  api.setClock(at('2022-10-24'));
  const paidBack = (amount: string, document: string) =>
    entered(staff, campaign, { ...refund, amount, bookedOn: '2022-10-24', document });
  await paidBack('100', 'DP 1');
  const fallen = { ...order, amount: 110_000 };
  await decide(manager, 'release', '2022-10-24', fallen);
  await decide(partner, 'release', '2022-10-24', fallen);
  await paidBack('40', 'DP 2');
  const repaid = { amount: 4_000, document: 'OP 9', paidOn: '2022-10-24' };
  await decide(manager, 'repay', '2022-10-24', repaid);
  await paidBack('5', 'DP 3');
}

async function fund(): Promise<void> {
  const { manager } = api.people;
  const { id: milestone } = await api.milestone('A14', campaign.projectId);
  const name = { ro: 'Fond (exemplu)', en: 'Fund (sample)' };
  const founded = { name, document: 'Act 3 (exemplu)', foundedOn: '2022-10-20' };
  const { id } = (await taken(manager.command(`/api/milestones/${milestone}/funds`, founded))).json<{ id: string }>();
  const transfer = { way: 'in', ledgerId: campaign.ledgerId, amount: '500', bookedOn: '2022-10-24', document: 'OT 1' };
  await taken(manager.command(`/api/funds/${id}/transfer`, transfer));
  const paid = { amount: '200', bookedOn: '2022-10-24', document: 'Factura 1', note: 'Pietriș (exemplu).' };
  await taken(manager.command(`/api/funds/${id}/pay`, paid));
}

const ours = () => [campaign.projectId];

test('R25 money that nobody touched agrees with its events', async () => {
  expect(await foundAfter(api, async () => {}, ours())).toEqual([]);
});

test.each(Object.keys(UNTOLD))(
  'R20 R25 whatever column of whatever row of %s is changed, it is found',
  async (table) => {
    expect(await unnoticedChanges(api, table, UNTOLD[table] ?? {}, ours())).toEqual([]);
  },
);

const copied = (table: string, change: object) => (owner: Knex.Transaction) =>
  owner.raw('insert into ?? select (jsonb_populate_record(t, ?)).* from ?? t limit 1', [
    table,
    JSON.stringify(change),
    table,
  ]);
const CHANGES: Record<string, (owner: Knex.Transaction) => Promise<unknown>> = {
  'a campaign more': copied('campaigns', {
    id: randomUUID(),
    milestone_id: randomUUID(),
    ledger_id: randomUUID(),
    reference: 'X',
  }),
  'a statement of the sum that is gone': (owner) => owner('sum_statements').delete(),
  'a donor more': copied('donors', { id: randomUUID() }),
  'a donor who is gone': (owner) => owner('donors').whereNull('erased_at').delete(),
  'a donor who was erased and is named again': (owner) =>
    owner('donors').whereNotNull('erased_at').update({ name: 'Exemplu Unu', erased_at: null }),
  'a bank statement that was dropped after all': (owner) =>
    owner('bank_statements').where({ number: 1 }).update({ state: 'dropped', number: null }),
  'a bank line more': copied('bank_lines', { id: randomUUID(), place: 99, state: 'open', line_key: '\\x00' }),
  'a bank line that is gone': (owner) => owner('bank_lines').where({ state: 'open' }).delete(),
  'a line that is set aside as if somebody had decided it': (owner) =>
    owner('bank_lines')
      .where({ state: 'open' })
      .update({ state: 'set-aside', set_aside_reason: 'x', decided_by: randomUUID(), decided_at: at('2022-10-21') }),
  'a correction that is gone': (owner) => owner('match_corrections').delete(),
  'a decision more': copied('match_decisions', { id: randomUUID(), place: 9 }),
  'a rejection that is gone': (owner) => owner('match_decisions').where({ outcome: 'rejected' }).delete(),
  'a release that is gone': (owner) => owner('match_releases').whereNotNull('void_at').delete(),
  'an adjustment that is gone': (owner) => owner('match_adjustments').where({ due_after: 110_000 }).delete(),
  'a match that is gone': (owner) => owner('matches').delete(),
  'a fund that is gone': (owner) => owner('funds').delete(),
};

test.each(Object.entries(CHANGES))(
  'R20 R25 a change by the owner of the tables is found: %s',
  async (_what, change) => {
    expect(await foundAfter(api, change, ours())).not.toEqual([]);
  },
);
