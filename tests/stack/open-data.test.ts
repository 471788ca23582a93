/** R20, R22, R23 open data: what the files say is what SQL says, and their descriptor says what they hold. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { type Api, startApi } from './api.ts';
import {
  byBank,
  donorOf,
  enter,
  fundBySql,
  type Giving,
  givingOf,
  inCash,
  inKind,
  type MadeMatch,
  matchBySql,
  open,
  pledged,
  transferred,
} from './giving.ts';

let api: Api;
let giving: Giving;
let match: MadeMatch;
let fund: MadeMatch;

beforeAll(async () => {
  api = await startApi();
  giving = await givingOf(api);
  const donor = await donorOf(api, giving, '=HYPERLINK("http://x.example")', 'name');
  const [pledge, gift] = await enter(api, giving, [
    pledged(70_000, donor, 'AAAA2222'),
    byBank(50_000, { donorId: donor }),
    inCash(12_345, 'Chitanța „1”, seria "A"'),
    inKind(30_000, '+ Vopsea\nși pensule'),
    byBank(7_777, { afterClose: true, bookedOn: '2026-04-02' }),
  ]);
  await enter(api, giving, [
    byBank(20_000, { kind: 'settlement', aboutId: pledge?.id ?? '', donorId: donor }),
    byBank(-10_000, { kind: 'refund', aboutId: gift?.id ?? '' }),
    { ...byBank(-5), kind: 'correction', aboutId: gift?.id ?? '', note: '@greșit' },
  ]);
  match = await matchBySql(api, giving, { raised: 72_345, computed: 72_345, due: 72_345 });
  await enter(api, { ...giving, ...match }, [byBank(72_345, { kind: 'payment', document: 'OP 1' })]);
  fund = await fundBySql(api, giving);
  await transferred(api, giving.projectId, giving, fund, 72_340);
  await transferred(api, giving.projectId, match, fund, 72_345);
});
afterAll(() => api.close());

const file = async (name: string) => open(api, `/p/${giving.slug}/data/${name}`);
const csv = async (name: string): Promise<Record<string, string>[]> =>
  parse((await file(`${name}.csv`)).html, { columns: true });
const json = async (name: string): Promise<Record<string, unknown>[]> => JSON.parse((await file(`${name}.json`)).html);

test('R20 R23 the ledgers as CSV and as JSON add up to what SQL says, entry by entry', async () => {
  const files = [
    ['campaign-ledger', giving.ledgerId],
    ['match-ledger', match.ledgerId],
    ['fund-ledger', fund.ledgerId],
  ] as const;
  for (const [name, ledgerId] of files) {
    const rows = await api.store.knex('ledger_entries').where({ ledger_id: ledgerId }).orderBy('number');
    const [table, objects] = [await csv(name), await json(name)];
    expect(rows.length).toBeGreaterThan(0);
    expect(table.map(({ number, amount_bani: amount }) => [Number(number), Number(amount)])).toEqual(
      rows.map(({ number, amount }) => [number, amount]),
    );
    expect(objects.map(({ number, kind, booked_on }) => [number, kind, booked_on])).toEqual(
      rows.map(({ number, kind, booked_on }) => [number, kind, booked_on]),
    );
    expect(objects.map(({ amount_lei }) => Math.round(Number(amount_lei) * 100))).toEqual(
      rows.map(({ amount }) => amount),
    );
    expect(Object.keys(objects[0] ?? {})).toEqual(Object.keys(table[0] ?? {}));
  }
});

test('R20 the gifts with what is left of each; promises and refunds are no gifts', async () => {
  expect(
    (await csv('gifts')).map(({ number, way, amount_bani, left_bani, after_close }) => [
      number,
      way,
      amount_bani,
      left_bani,
      after_close,
    ]),
  ).toEqual([
    ['2', 'bank', '50000', '39995', 'false'],
    ['3', 'cash', '12345', '12345', 'false'],
    ['4', 'in-kind', '30000', '30000', 'false'],
    ['5', 'bank', '7777', '7777', 'true'],
    ['6', 'bank', '20000', '20000', 'false'],
  ]);
});

test('what a spreadsheet would take for a formula is marked as text, in CSV alone; figures stay figures', async () => {
  const rows = await csv('campaign-ledger');
  expect(rows[1]?.donor).toBe(`'=HYPERLINK("http://x.example")`);
  expect(rows[3]?.note).toBe("'+ Vopsea\nși pensule");
  expect(rows[7]?.note).toBe("'@greșit");
  expect(rows[6]?.amount_bani).toBe('-10000');
  expect(rows[2]?.document).toBe('Chitanța „1”, seria "A"');
  const objects = await json('campaign-ledger');
  expect(objects[3]?.note).toBe('+ Vopsea\nși pensule');
  expect(objects[1]?.about).toBeNull();
  expect(objects[6]?.about).toBe(2);
});

test('R22 nothing of a pledge but its amount: no donor, no code', async () => {
  const [pledge] = await json('campaign-ledger');
  expect(pledge).toMatchObject({ kind: 'pledge', nature: 'promise', donor: null, document: null });
  for (const name of ['campaign-ledger.csv', 'campaign-ledger.json'])
    expect((await file(name)).html).not.toContain('AAAA2222');
});

test('R23 both sides of a transfer name the other ledger', async () => {
  expect((await json('fund-ledger')).map(({ transfer_ledger, amount_bani }) => [transfer_ledger, amount_bani])).toEqual(
    [
      ['campaign', 72_340],
      ['match', 72_345],
    ],
  );
  expect((await json('match-ledger')).at(-1)).toMatchObject({ transfer_ledger: 'fund', amount_bani: -72_345 });
});

test('the descriptor names every column of every file, in Romanian and in English, and nothing else', async () => {
  const described = JSON.parse((await file('datapackage.json')).html);
  expect(described.resources).toHaveLength(8);
  for (const resource of described.resources) {
    const answer = await file(resource.path);
    expect(answer.status).toBe(200);
    const { fields } = resource.schema;
    const [head = ''] = answer.html.split('\r\n');
    if (resource.format === 'csv') expect(head.split(',')).toEqual(fields.map(({ name }: { name: string }) => name));
    for (const field of fields) {
      expect(field.description).not.toBe('');
      expect(field['description@en']).not.toBe(field.description);
    }
    const rows: Record<string, unknown>[] =
      resource.format === 'json' ? JSON.parse(answer.html) : parse(answer.html, { columns: true });
    for (const { name, constraints } of fields) {
      for (const row of rows) {
        const empty = row[name] === null || row[name] === '';
        if (constraints?.required) expect(empty).toBe(false);
        if (constraints?.enum && !empty) expect(constraints.enum).toContain(row[name]);
      }
    }
  }
});

test('the files begin before there is anything in them, and are not there before there is a campaign', async () => {
  const empty = await givingOf(api);
  const at = (name: string, slug = empty.slug) => open(api, `/p/${slug}/data/${name}`);
  expect(JSON.parse((await at('fund-ledger.json')).html)).toEqual([]);
  expect((await at('gifts.csv')).html.split('\r\n')).toHaveLength(2);
  const none = await givingOf(api, 'drafted');
  for (const name of ['', 'datapackage.json', 'gifts.csv']) expect((await at(name, none.slug)).status).toBe(404);
  for (const name of ['x.csv', 'gifts.xml', 'gifts']) expect((await at(name)).status).not.toBe(200);
});

test('a long ledger comes whole, whatever the size of a piece', async () => {
  const long = await givingOf(api);
  const many = 5_001;
  await enter(
    api,
    long,
    Array.from({ length: many }, (_, at) => byBank(1 + at, { document: `Extras ${at}` })),
  );
  const rows = JSON.parse((await open(api, `/p/${long.slug}/data/campaign-ledger.json`)).html);
  expect(rows.map(({ number }: { number: number }) => number)).toEqual(Array.from({ length: many }, (_, at) => at + 1));
});
