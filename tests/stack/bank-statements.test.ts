/** Bank statements: read, shown, accepted as a whole or laid aside, and each line decided once (R18, R20). */
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentPath } from '../../db/files.ts';
import { lockCampaign } from '../../db/money/campaigning.ts';
import { enterEntries } from '../../db/money/entering.ts';
import type { EntryRow } from '../../db/money/ledger-rows.ts';
import { verify } from '../../db/verify.ts';
import { makeReferenceCode, printedReference } from '../../domain/reference-code.ts';
import { type Answered, type Api, startApi, type Visitor } from './api.ts';
import {
  closingOf,
  IBAN,
  type MadeLine,
  type MadeStatement,
  madeLine,
  OTHER_IBAN,
  printCamt053,
  printCsv,
  printMt940,
} from './made-statements.ts';
import { type Campaign, campaignBySql } from './money-by-sql.ts';
import { planWith } from './plans.ts';

const NOW = new Date('2026-03-28T10:00:00Z');
let api: Api;
let staff: Visitor;
let manager: Visitor;
let auditor: Visitor;
let campaign: Campaign;

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager, auditor } = api.people);
  api.setClock(NOW);
});
afterAll(() => api.close());
beforeEach(async () => {
  const { partner } = api.people;
  const { id } = await api.createProject(planWith(['A11', 'A12', 'A13', 'A14']), '2026-03-01', [
    staff,
    manager,
    partner,
    auditor,
  ]);
  campaign = await campaignBySql(api.store, id, { raised: 0, state: 'open' });
});

let drawn = 0;
/** A code that no other pledge of these tests has. */
const newCode = (): string => {
  drawn += 1;
  return makeReferenceCode((limit) => (drawn * 7919 + limit * drawn) % limit);
};

interface Pledge extends EntryRow {
  readonly code: string;
}

async function pledge(amount: number): Promise<Pledge> {
  const { knex } = api.store;
  const donorId = randomUUID();
  const code = newCode();
  const at = NOW;
  await knex('donors').insert({
    id: donorId,
    project_id: campaign.projectId,
    kind: 'person',
    created_at: at,
    changed_at: at,
  });
  return knex.transaction(async (trx) => {
    const campaigning = await lockCampaign(api.store, trx, campaign.id, NOW);
    const { entries } = await enterEntries(campaigning, [
      {
        ...{ kind: 'pledge', nature: 'promise', channel: 'none', amount, bookedOn: '2026-03-06', donorId },
        document: 'Promisiune (exemplu)',
        reference: code,
      },
    ]);
    return { ...(entries[0] as EntryRow), code };
  });
}

const statementOf = (
  opening: number,
  lines: readonly MadeLine[],
  change: Partial<MadeStatement> = {},
): MadeStatement => ({
  // Read when it is printed: some are made before there is a campaign.
  get iban() {
    return campaign.iban;
  },
  reference: '1',
  startsOn: '2026-03-06',
  endsOn: '2026-03-20',
  opening,
  lines,
  ...change,
});

const upload = (
  text: string | Uint8Array,
  {
    name = 'extras.sta',
    who = staff,
    key = randomUUID(),
    fields = {},
  }: { name?: string; who?: Visitor; key?: string; fields?: Record<string, string> } = {},
): Promise<Answered> => {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new File([text], name));
  return who.upload(`/api/campaigns/${campaign.id}/bank-statements`, form, key);
};

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly counts: Record<string, { lines: number; amount: number }>;
  readonly suggested: { equal: number; other: number };
  readonly gap: { known: number; text: string } | null;
}

/** A statement that must be read. */
async function preview(statement: MadeStatement, print = printMt940): Promise<Shown> {
  const answer = await upload(print(statement));
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json<Shown & Record<string, unknown>>();
}

const commit = (id: string, who: Visitor = staff): Promise<Answered> =>
  who.command(`/api/bank-statements/${id}/commit`);

/** A statement that must be accepted. */
async function accepted(statement: MadeStatement, print = printMt940) {
  const { id } = await preview(statement, print);
  const answer = await commit(id);
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json<{ id: string; number: number; booked: number; open: number; repeated: number }>();
}

interface Line {
  readonly id: string;
  readonly place: number;
  readonly amount: number;
  readonly state: string;
  readonly details: string;
  readonly counterparty: string;
  readonly pledge: { id: string; unpaid: number } | null;
  readonly entry: { id: string; kind: string } | null;
  readonly repeats: { statement: number; place: number } | null;
}

async function lines(filter: object = {}, who: Visitor = staff, order = 'ASC'): Promise<Line[]> {
  const query = encodeURIComponent(JSON.stringify({ campaignId: campaign.id, ...filter }));
  const sort = encodeURIComponent(JSON.stringify(['bookedOn', order]));
  return (await who.get(`/api/bank-lines?filter=${query}&sort=${sort}`)).json<Line[] & Record<string, unknown>>();
}

const book = (id: string, body: object, who: Visitor = staff, key?: string) =>
  who.command(`/api/bank-lines/${id}/book`, body, key);
const entries = (): Promise<EntryRow[]> =>
  api.store.knex('ledger_entries').where({ ledger_id: campaign.ledgerId }).orderBy('number').select('*');
const events = (type: string): Promise<{ data: string }[]> =>
  api.store.knex('events').where({ project_id: campaign.projectId, type }).select('data');

/** What the chain does not agree with, of statements and ledgers: campaigns of these tests come without an event. */
async function bankFindings() {
  const { findings } = await verify(api.store.knex, (sha256) => contentPath(api.filesDir, sha256));
  return findings.filter(({ record }) => !/^(?:campaign|donor) /.test(record));
}

describe('R20 a statement that is looked at', () => {
  test('is shown with what its lines would become, and books nothing', async () => {
    const promised = await pledge(10_000);
    const other = await pledge(5_000);
    const shown = await preview(
      statementOf(0, [
        madeLine('2026-03-10', 10_000, `Plata promisiune ${printedReference(promised.code).toLowerCase()}`),
        madeLine('2026-03-11', 4_000, `cod ${other.code} o parte`),
        madeLine('2026-03-11', 77, 'Donatie'),
        madeLine('2026-03-12', -150, 'Comision'),
      ]),
    );
    expect(shown).toMatchObject({
      state: 'previewed',
      number: null,
      format: 'mt940',
      fileName: 'extras.sta',
      opening: 0,
      closing: 13_927,
      lines: 4,
      suggested: { equal: 1, other: 1 },
      gap: null,
    });
    expect(shown.counts.new).toEqual({ lines: 4, amount: 13_927 });
    expect((await entries()).map(({ kind }) => kind)).toEqual(['pledge', 'pledge']);
    expect(await events('bank.accepted')).toEqual([]);
    expect((await lines())[0]).toMatchObject({ state: 'new', pledge: { id: promised.id, unpaid: 10_000 } });
    expect((await book((await lines())[2]?.id ?? '', { kind: 'gift' })).problem().type).toBe('/problems/line-decided');
    expect(await readdir(join(api.filesDir, 'incoming'))).toEqual([]);
  });

  test('is laid aside with its lines, once', async () => {
    const { id } = await preview(statementOf(0, [madeLine('2026-03-10', 5)]));
    expect((await staff.command(`/api/bank-statements/${id}/drop`)).status).toBe(200);
    expect(await lines()).toEqual([]);
    expect((await staff.command(`/api/bank-statements/${id}/drop`)).problem().type).toBe('/problems/statement-ended');
    expect((await commit(id)).problem().type).toBe('/problems/statement-ended');
    expect((await staff.get(`/api/bank-statements/${id}`)).json()).toMatchObject({ state: 'dropped' });
  });

  test('the same command again is the same preview; one that nobody ended is laid aside after seven days', async () => {
    const key = randomUUID();
    const text = printMt940(statementOf(0, [madeLine('2026-03-10', 5)]));
    const [first, again] = [await upload(text, { key }), await upload(text, { key })];
    expect(again.json().id).toBe(first.json().id);
    expect(await lines()).toHaveLength(1);
    api.setClock(new Date('2026-04-06T10:00:00Z'));
    const later = await upload(text);
    api.setClock(NOW);
    expect((await lines()).length).toBe(1);
    expect((await staff.get(`/api/bank-statements/${first.json().id}`)).json()).toMatchObject({ state: 'dropped' });
    expect(later.status).toBe(201);
  });

  test.each([
    ['statement-account', { iban: OTHER_IBAN }, (text: string) => text],
    ['statement-sum', {}, (text: string) => text.replace('RON0,05', 'RON0,06')],
    ['fields-refused', { endsOn: '2026-03-29' }, (text: string) => text],
  ])('is refused with %s', async (code, change, alter) => {
    const text = alter(printMt940(statementOf(0, [madeLine('2026-03-10', 5)], change)));
    const answer = await upload(text);
    expect(answer.problem()).toMatchObject({ type: `/problems/${code}`, status: 422 });
    expect(await lines()).toEqual([]);
  });

  test('is refused before the campaign opens, and where it was cancelled', async () => {
    const text = printMt940(statementOf(0, [madeLine('2026-03-10', 5)]));
    await api.store.knex('campaigns').where({ id: campaign.id }).update({ state: 'cancelled', cancelled_at: NOW });
    expect((await upload(text)).problem()).toMatchObject({ type: '/problems/entries-not-taken', status: 409 });
  });
});

describe('R20 a statement is accepted as a whole', () => {
  test('what pays a pledge as promised is booked, each pledge once; the rest waits for a decision', async () => {
    const promised = await pledge(10_000);
    const other = await pledge(5_000);
    const statement = statementOf(0, [
      madeLine('2026-03-10', 10_000, `cod ${promised.code}`),
      madeLine('2026-03-10', 10_000, `cod ${promised.code} inca o data`),
      madeLine('2026-03-11', 4_000, `cod ${other.code}`),
      madeLine('2026-03-11', -5_000, `cod ${other.code}`),
      madeLine('2026-03-12', 5_000, `cod ${other.code}`, { reversal: true }),
      madeLine('2026-03-13', 300, `${promised.code} ${other.code}`),
    ]);
    expect(await accepted(statement)).toMatchObject({ number: 1, booked: 1, open: 5, repeated: 0 });
    expect(await lines()).toMatchObject([
      { place: 1, state: 'booked', entry: { kind: 'settlement' } },
      { place: 2, state: 'open', pledge: { id: promised.id, unpaid: 0 } },
      { place: 3, state: 'open', pledge: { id: other.id, unpaid: 5_000 } },
      { place: 4, state: 'open' },
      { place: 5, state: 'open', reversal: true },
      { place: 6, state: 'open', pledge: null },
    ]);
    expect((await entries()).at(-1)).toMatchObject({
      kind: 'settlement',
      amount: 10_000,
      about_id: promised.id,
      donor_id: promised.donor_id,
      booked_on: '2026-03-10',
      document: 'Extras 1, linia 1',
      channel: 'bank',
      after_close: false,
    });
    const [event, ...more] = await events('bank.accepted');
    expect(more).toEqual([]);
    expect(JSON.parse(event?.data ?? '')).toMatchObject({ number: 1, lines: 6, booked: 1, open: 5, amount: 24_300 });
    const [row] = (
      await staff.get(`/api/bank-statements?filter=${encodeURIComponent(JSON.stringify({ campaignId: campaign.id }))}`)
    ).json<{ number: number }[] & Record<string, unknown>>();
    expect(row).toMatchObject({ number: 1, state: 'committed', closing: 24_300 });
  });

  test('a payment that was corrected is still to come of its pledge: the line that pays it again is booked', async () => {
    const promised = await pledge(10_000);
    const first = statementOf(0, [madeLine('2026-03-10', 10_000, `cod ${promised.code}`)]);
    expect(await accepted(first)).toMatchObject({ booked: 1 });
    const paid = (await entries()).at(-1);
    const wrong = { kind: 'correction', aboutId: paid?.id, amount: '40', note: 'Restul a fost al altcuiva.' };
    expect((await staff.command(`/api/ledgers/${campaign.ledgerId}/entries`, wrong)).status).toBe(201);
    const next = statementOf(10_000, [madeLine('2026-03-21', 6_000, `cod ${promised.code}`)], {
      ...{ startsOn: '2026-03-21', endsOn: '2026-03-22' },
    });
    const shown = await preview(next);
    expect(shown.suggested).toEqual({ equal: 1, other: 0 });
    expect((await commit(shown.id)).json()).toMatchObject({ booked: 1, open: 0 });
  });

  test('money that came after the close is told apart, and what came before the campaign opened is not booked', async () => {
    const [early, late] = [await pledge(100), await pledge(200)];
    api.setClock(new Date('2026-04-02T10:00:00Z'));
    await accepted(
      statementOf(0, [madeLine('2026-03-01', 100, early.code), madeLine('2026-04-01', 200, late.code)], {
        startsOn: '2026-03-01',
        endsOn: '2026-04-01',
      }),
    );
    api.setClock(NOW);
    expect((await entries()).filter(({ kind }) => kind === 'settlement')).toMatchObject([
      { about_id: late.id, after_close: true },
    ]);
    const [line] = await lines({ state: 'open' });
    expect((await book(line?.id ?? '', { kind: 'gift' })).problem()).toMatchObject({
      type: '/problems/fields-refused',
      errors: { bookedOn: expect.stringContaining('before the campaign opened') },
    });
    expect((await staff.command(`/api/bank-lines/${line?.id}/set-aside`, { reason: 'Soldul contului' })).status).toBe(
      200,
    );
  });

  test('the same file is noticed, whatever its name', async () => {
    const text = printMt940(statementOf(0, [madeLine('2026-03-10', 5)]));
    const [one, two] = [
      (await upload(text)).json<Shown & Record<string, unknown>>(),
      (await upload(text)).json<Shown & Record<string, unknown>>(),
    ];
    expect((await commit(one.id)).status).toBe(200);
    expect((await commit(two.id)).problem()).toMatchObject({ type: '/problems/statement-known', status: 409 });
    expect((await upload(text, { name: 'alt.txt' })).problem().detail).toContain('statement no. 1');
    expect(await lines({ statementId: one.id })).toHaveLength(1);
  });

  test('a doubled line is shown and not booked again; equal lines of one statement are as many as they are', async () => {
    const promised = await pledge(500);
    const twice = [
      madeLine('2026-03-10', 500, promised.code),
      madeLine('2026-03-20', 70, 'La fel'),
      madeLine('2026-03-20', 70, 'La fel'),
    ];
    expect(await accepted(statementOf(0, twice))).toMatchObject({ booked: 1, open: 2, repeated: 0 });
    const longer = [...twice, madeLine('2026-03-20', 70, 'La fel'), madeLine('2026-03-21', 9, 'Nou')];
    const shown = await preview(statementOf(0, longer, { endsOn: '2026-03-22' }));
    expect(shown.counts).toMatchObject({ new: { lines: 2, amount: 79 }, repeated: { lines: 3, amount: 640 } });
    expect((await commit(shown.id)).json()).toMatchObject({ number: 2, booked: 0, open: 2, repeated: 3 });
    expect((await lines({ statementId: shown.id })).map(({ repeats }) => repeats)).toEqual([
      { statement: 1, place: 1 },
      { statement: 1, place: 2 },
      { statement: 1, place: 3 },
      null,
      null,
    ]);
    expect((await entries()).filter(({ kind }) => kind === 'settlement')).toHaveLength(1);
  });

  test('R20 lines of one day from several statements stand as the bank has them', async () => {
    // What comes first in time is accepted last, and four statements are of the one day alone.
    const day = '2026-03-10';
    const made = (name: string, opening: number, startsOn: string, endsOn: string) =>
      statementOf(opening, [madeLine(day, 3, `${name}1`), madeLine(day, 4, `${name}2`)], { startsOn, endsOn });
    for (const [place, name] of ['b', 'c', 'd', 'e'].entries()) await accepted(made(name, 7 + 7 * place, day, day));
    await accepted(made('f', 35, day, '2026-03-12'));
    await accepted(made('a', 0, '2026-03-08', day));
    await preview(made('g', 42, day, '2026-03-12'));
    const inTime = [...'abcdefg'].flatMap((name) => [`${name}1`, `${name}2`]);
    expect((await lines()).map(({ details }) => details)).toEqual(inTime);
    expect((await lines({}, staff, 'DESC')).map(({ details }) => details)).toEqual(inTime.toReversed());
  });

  test('a statement that was looked at before another one was accepted sees its lines as repeated then', async () => {
    const first = statementOf(0, [madeLine('2026-03-10', 5, 'x')]);
    const [one, two] = [await preview(first), await preview({ ...first, reference: '2' })];
    expect(two.counts.new).toEqual({ lines: 1, amount: 5 });
    expect((await commit(one.id)).json()).toMatchObject({ open: 1 });
    expect((await commit(two.id)).json()).toMatchObject({ open: 0, repeated: 1 });
  });

  test('a statement that does not join the accepted ones is refused, and says what is missing', async () => {
    await accepted(statementOf(0, [madeLine('2026-03-10', 500)], { endsOn: '2026-03-10' }));
    const next = statementOf(700, [madeLine('2026-03-15', 1)], { startsOn: '2026-03-15', endsOn: '2026-03-15' });
    const shown = await preview(next);
    expect(shown.gap).toMatchObject({ known: 500, text: expect.stringContaining('lead to 5.00') });
    expect((await commit(shown.id)).problem()).toMatchObject({ type: '/problems/statement-gap', status: 409 });
    expect(await lines({ state: 'open' })).toHaveLength(1);
    // The same movements in another form look new; the balances tell.
    const again = await preview(
      statementOf(0, [madeLine('2026-03-10', 500, 'x')], { endsOn: '2026-03-10' }),
      printCamt053,
    );
    expect((await commit(again.id)).problem().type).toBe('/problems/statement-gap');
    await accepted(statementOf(500, [madeLine('2026-03-12', 200)], { startsOn: '2026-03-11', endsOn: '2026-03-14' }));
    expect((await commit(shown.id)).status).toBe(200);
    // One that comes before all of them leads to their first balance.
    const before = { startsOn: '2026-03-05', endsOn: '2026-03-05' };
    const wrong = await preview(statementOf(10, [madeLine('2026-03-05', -11)], before));
    expect((await commit(wrong.id)).problem().type).toBe('/problems/statement-gap');
    await accepted(statementOf(10, [madeLine('2026-03-05', -10)], before));
  });

  test('whatever statements are cut from one account, in whatever order: those that join are accepted, and no line twice', async () => {
    const account = Array.from({ length: 12 }, (_, at) =>
      madeLine(`2026-03-${String(7 + at).padStart(2, '0')}`, 100 + at, `m${at}`),
    );
    const balanceAt = (at: number) => account.slice(0, at).reduce((sum, { amount }) => sum + amount, 1_000);
    const slice = fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 12 })).filter(([from, to]) => from < to);
    await fc.assert(
      fc.asyncProperty(fc.array(slice, { minLength: 1, maxLength: 6 }), async (slices) => {
        const { partner } = api.people;
        const project = await api.createProject(planWith(['A11']), '2026-03-01', [staff, manager, partner, auditor]);
        campaign = await campaignBySql(api.store, project.id, { raised: 0, state: 'open' });
        let reached: [number, number] | null = null;
        const held = new Set<number>();
        for (const [from, to] of slices) {
          const part = account.slice(from, to);
          const shown = await upload(
            printMt940(
              statementOf(balanceAt(from), part, {
                startsOn: part[0]?.bookedOn ?? '',
                endsOn: part.at(-1)?.bookedOn ?? '',
                reference: randomUUID().slice(0, 8),
              }),
            ),
          );
          const { status } = await commit(shown.json<Shown & Record<string, unknown>>().id);
          const joins: boolean = reached === null || (from <= reached[1] && to >= reached[0]);
          expect({ slices, from, to, status }).toEqual({ slices, from, to, status: joins ? 200 : 409 });
          if (!joins) continue;
          reached = reached === null ? [from, to] : [Math.min(from, reached[0]), Math.max(to, reached[1])];
          for (let at = from; at < to; at += 1) held.add(at);
        }
        const open = await lines({ state: 'open' });
        expect(open.map(({ details }) => details).sort()).toEqual([...held].map((at) => `m${at}`).sort());
      }),
      { numRuns: 8 },
    );
  });

  test('two people who accept two statements of one gap at once: one of them is in time', async () => {
    await accepted(statementOf(0, [madeLine('2026-03-10', 5)]));
    const made = [1, 2].map((at) =>
      statementOf(5, [madeLine('2026-03-21', 7, `m${at}`)], { startsOn: '2026-03-21', endsOn: '2026-03-21' }),
    );
    const ids = await Promise.all(made.map(async (each) => (await preview(each)).id));
    const answers = await Promise.all(ids.map((id, at) => commit(id, at === 0 ? staff : manager)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('R20 a line is decided once', () => {
  async function open(...made: MadeLine[]): Promise<Line[]> {
    await accepted(statementOf(0, made));
    return lines({ state: 'open' });
  }

  test('as a gift of somebody new, of somebody known, of nobody', async () => {
    const [first, second, third] = await open(
      madeLine('2026-03-10', 500, 'a'),
      madeLine('2026-03-11', 600, 'b'),
      madeLine('2026-03-12', 700, 'c'),
    );
    const donor = { name: 'Ana Exemplu', shown: 'initials' };
    expect((await book(first?.id ?? '', { kind: 'gift', donor })).status).toBe(200);
    const [gift] = await entries();
    expect(
      (await book(second?.id ?? '', { kind: 'gift', donorId: gift?.donor_id, note: 'Din partea clasei' })).status,
    ).toBe(200);
    expect((await book(third?.id ?? '', { kind: 'gift' })).status).toBe(200);
    expect(await entries()).toMatchObject([
      { kind: 'gift', amount: 500, booked_on: '2026-03-10', document: 'Extras 1, linia 1', bank_line_id: first?.id },
      { kind: 'gift', amount: 600, donor_id: gift?.donor_id },
      { kind: 'gift', amount: 700, donor_id: null },
    ]);
    expect(await lines()).toMatchObject([
      { state: 'booked', entry: { kind: 'gift' } },
      { state: 'booked' },
      { state: 'booked' },
    ]);
  });

  test('as the payment of a pledge by its code, and as a refund, by the sign of the line', async () => {
    const promised = await pledge(1_000);
    const [paid, back] = await open(
      madeLine('2026-03-10', 1_000, 'fara cod'),
      madeLine('2026-03-12', -400, 'restituire'),
    );
    const use = async (line: Line | undefined, body: object) => (await book(line?.id ?? '', body)).problem();
    expect(await use(paid, { kind: 'refund', entryId: promised.id })).toMatchObject({ type: '/problems/line-sign' });
    expect(await use(back, { kind: 'gift' })).toMatchObject({ type: '/problems/line-sign' });
    expect(await use(paid, { kind: 'settlement' })).toMatchObject({ errors: { pledgeId: expect.any(String) } });
    expect(await use(paid, { kind: 'settlement', pledgeId: randomUUID() })).toMatchObject({
      errors: { pledgeId: expect.any(String) },
    });
    expect(await use(paid, { kind: 'settlement', reference: 'AAAA-AAAA' })).toMatchObject({
      type: '/problems/reference-unknown',
    });
    expect(
      (await book(paid?.id ?? '', { kind: 'settlement', reference: printedReference(promised.code) })).status,
    ).toBe(200);
    const settlement = (await entries()).at(-1);
    expect((await book(back?.id ?? '', { kind: 'refund', entryId: settlement?.id })).status).toBe(200);
    expect((await entries()).at(-1)).toMatchObject({
      kind: 'refund',
      amount: -400,
      about_id: settlement?.id,
      bank_line_id: back?.id,
    });
    expect(await use(back, { kind: 'refund', entryId: settlement?.id })).toMatchObject({
      type: '/problems/line-decided',
    });
  });

  test('R20 a refund after the close is an adjustment', async () => {
    api.setClock(new Date('2026-04-02T10:00:00Z'));
    await accepted(
      statementOf(0, [madeLine('2026-03-10', 1_000), madeLine('2026-04-01', -300)], { endsOn: '2026-04-01' }),
    );
    const [gift, back] = await lines({ state: 'open' });
    const { entryId } = (await book(gift?.id ?? '', { kind: 'gift' })).json<{ entryId: string }>();
    expect((await book(back?.id ?? '', { kind: 'refund', entryId })).status).toBe(200);
    api.setClock(NOW);
    expect((await entries()).at(-1)).toMatchObject({ kind: 'adjustment', amount: -300, after_close: true });
  });

  test('two people at once book it once, and the same key again says the same', async () => {
    const [line] = await open(madeLine('2026-03-10', 500));
    const key = randomUUID();
    const answers = await Promise.all([
      book(line?.id ?? '', { kind: 'gift' }, staff, key),
      book(line?.id ?? '', { kind: 'gift' }, manager),
      book(line?.id ?? '', { kind: 'gift' }, staff, key),
      staff.command(`/api/bank-lines/${line?.id}/set-aside`, { reason: 'x' }),
    ]);
    expect(answers.filter(({ status }) => status === 409).length).toBeGreaterThanOrEqual(2);
    expect(answers[0]?.text).toBe(answers[2]?.text);
    const [now] = await lines();
    expect(await entries()).toHaveLength(now?.state === 'booked' ? 1 : 0);
  });

  test('set aside with a reason, and taken up again', async () => {
    const [line] = await open(madeLine('2026-03-10', 3, 'Dobanda'));
    const aside = (reason: string) => staff.command(`/api/bank-lines/${line?.id}/set-aside`, { reason });
    expect((await aside('CNP 1960101123457')).status).toBeGreaterThanOrEqual(200);
    await staff.command(`/api/bank-lines/${line?.id}/reopen`);
    expect((await aside('')).problem()).toMatchObject({ errors: { reason: expect.any(String) } });
    expect((await aside('Dobânda băncii')).status).toBe(200);
    expect(await lines()).toMatchObject([
      { state: 'set-aside', setAsideReason: 'Dobânda băncii', decidedBy: { id: staff.id } },
    ]);
    expect((await book(line?.id ?? '', { kind: 'gift' })).problem().type).toBe('/problems/line-decided');
    expect((await staff.command(`/api/bank-lines/${line?.id}/reopen`)).status).toBe(200);
    expect(await lines()).toMatchObject([{ state: 'open', setAsideReason: '', decidedBy: null }]);
    expect((await staff.command(`/api/bank-lines/${line?.id}/reopen`)).problem().type).toBe('/problems/line-decided');
  });

  test('those that name a pledge are booked together, whatever their sums', async () => {
    const [one, two] = [await pledge(1_000), await pledge(2_000)];
    const { id, open: waiting } = await accepted(
      statementOf(0, [
        madeLine('2026-03-10', 400, one.code),
        madeLine('2026-03-11', 2_500, two.code),
        madeLine('2026-03-12', 5, 'x'),
        madeLine('2026-03-13', -100, two.code),
        madeLine('2026-03-13', 100, two.code, { reversal: true }),
      ]),
    );
    expect(waiting).toBe(5);
    const before = await events('ledger.entered');
    expect((await staff.command(`/api/bank-statements/${id}/book-suggested`)).json()).toEqual({ id, booked: 2 });
    expect((await events('ledger.entered')).length).toBe(before.length + 1);
    expect((await lines({ state: 'open' })).map(({ place }) => place)).toEqual([3, 4, 5]);
    expect((await staff.command(`/api/bank-statements/${id}/book-suggested`)).json()).toEqual({ id, booked: 0 });
  });

  test('R25 the chain holds what was done', async () => {
    const [line] = await open(madeLine('2026-03-10', 500), madeLine('2026-03-11', 5));
    await book(line?.id ?? '', { kind: 'gift' });
    await staff.command(`/api/bank-lines/${(await lines({ state: 'open' }))[0]?.id}/set-aside`, { reason: 'Dobândă' });
    expect(await bankFindings()).toEqual([]);
  });
});

describe('who sees bank lines', () => {
  test('R28 is on record, once a day', async () => {
    await preview(statementOf(0, [madeLine('2026-03-10', 5, 'Ana Exemplu')]));
    await lines({}, auditor);
    const [line] = await lines({}, auditor);
    await auditor.get(`/api/bank-lines/${line?.id}`);
    const views = await api.store.knex('register_views').where({ project_id: campaign.projectId, scope: 'bank' });
    expect(views).toMatchObject([{ user_id: auditor.id }]);
    expect(await events('bank.viewed')).toHaveLength(1);
  });

  test('staff, manager and auditor; nobody else', async () => {
    const { id } = await preview(statementOf(0, [madeLine('2026-03-10', 5)]));
    const filter = encodeURIComponent(JSON.stringify({ campaignId: campaign.id }));
    for (const path of [
      `/api/bank-lines?filter=${filter}`,
      `/api/bank-statements?filter=${filter}`,
      `/api/bank-statements/${id}`,
    ]) {
      expect((await auditor.get(path)).status).toBe(200);
      expect((await api.people.partner.get(path)).status).toBe(403);
      expect((await api.people.stranger.get(path)).status).toBe(404);
    }
    expect((await commit(id, auditor)).status).toBe(403);
  });

  test('lines are found by what they say, however it is written', async () => {
    await preview(
      statementOf(0, [
        madeLine('2026-03-10', 5, 'Donatie Stefan'),
        madeLine('2026-03-10', -6, 'x', { counterparty: 'Ștefania' }),
      ]),
      printCamt053,
    );
    expect(await lines({ q: 'ștefan' })).toHaveLength(2);
    expect(await lines({ q: 'ștefan', direction: 'out' })).toHaveLength(1);
    expect(await lines({ q: '%' })).toHaveLength(0);
  });

  test('R28 erasing a donor empties what the bank wrote of them, and changes no sum', async () => {
    const promised = await pledge(500);
    const words = { counterparty: 'Ana Exemplu', counterpartyIban: OTHER_IBAN };
    const made = [madeLine('2026-03-10', 500, promised.code, words), madeLine('2026-03-11', 5, 'Ion', words)];
    await accepted(statementOf(0, made));
    await accepted(statementOf(0, [...made, madeLine('2026-03-20', 7)]));
    expect((await manager.command(`/api/donors/${promised.donor_id}/erase`)).status).toBe(200);
    const found = await lines();
    expect(
      found.map(({ counterparty, details, amount, state }) => [counterparty, details, amount, state]).sort(),
    ).toEqual([
      ['', '', 500, 'booked'],
      ['', '', 500, 'repeated'],
      ['', 'OP', 7, 'open'],
      ['Ana Exemplu', 'Ion', 5, 'open'],
      ['Ana Exemplu', 'Ion', 5, 'repeated'],
    ]);
    expect(await bankFindings()).toEqual([]);
  });

  test('R28 what names somebody in a line can be emptied and not written anew', async () => {
    await accepted(statementOf(0, [madeLine('2026-03-10', 5, 'Ana')]));
    const rows = () => api.store.knex('bank_lines').where({ ledger_id: campaign.ledgerId });
    await expect(rows().update({ details: 'Ion' })).rejects.toMatchObject({ code: 'JA020' });
    await rows().update({ details: '', counterparty: '', counterparty_iban: '', bank_reference: '' });
    await expect(rows().delete()).rejects.toMatchObject({ code: 'JA020' });
  });
});

describe('R18 a bank’s CSV', () => {
  const made = statementOf(500, [
    madeLine('2026-03-10', 1_234_567, 'Donație'),
    madeLine('2026-03-11', -150, 'Comision'),
  ]);

  test('is read by its headings, and joins what came in another form', async () => {
    const answer = await upload(printCsv(made), { name: 'extras.csv' });
    expect(answer.json()).toMatchObject({
      format: 'csv',
      opening: 500,
      closing: closingOf(made),
      iban: campaign.iban,
      lines: 2,
    });
    expect((await commit(answer.json<{ id: string }>().id)).status).toBe(200);
    const next = statementOf(closingOf(made), [madeLine('2026-03-21', 5)], {
      startsOn: '2026-03-12',
      endsOn: '2026-03-22',
    });
    expect(await accepted(next)).toMatchObject({ number: 2 });
  });

  test('whose headings say nothing is read as somebody says, once', async () => {
    const text = 'A;B;C\n10.03.2026;1.50;x\n';
    const fields = { opening: '0', closing: '1,50' };
    const unknown = await upload(text, { name: 'x.csv', fields });
    expect(unknown.problem()).toMatchObject({ status: 422, errors: { columns: expect.stringContaining('A; B; C') } });
    const form = new FormData();
    form.set('file', new File([text], 'x.csv'));
    const survey = await staff.send('POST', `/api/campaigns/${campaign.id}/bank-files`, form);
    expect(survey.json()).toEqual({ format: 'csv', headings: ['A', 'B', 'C'], columns: null, remembered: false });
    const wrong = await upload(text, { name: 'x.csv', fields: { ...fields, columns: '{"date":0,"amount":7}' } });
    expect(wrong.problem().errors).toHaveProperty('columns');
    const columns = (decimal: string) => JSON.stringify({ date: 0, amount: 1, details: [2], decimal });
    const comma = await upload(text, { name: 'x.csv', fields: { ...fields, columns: columns('comma') } });
    expect(comma.problem().errors?.file).toMatch(/Line 2: .*1,50 or 150,00.*“point”/);
    const read = await upload(text, { name: 'x.csv', fields: { ...fields, columns: columns('point') } });
    expect(read.json()).toMatchObject({ lines: 1, closing: 150, startsOn: '2026-03-10' });
    const later = text.replace('10.03', '11.03');
    const again = await upload(later, {
      name: 'x.csv',
      fields: { opening: '1,50', closing: '3', endsOn: '2026-03-15' },
    });
    expect(again.json()).toMatchObject({ lines: 1, closing: 300, endsOn: '2026-03-15' });
    const missing = await upload(later, { name: 'x.csv', fields: { opening: '1.50' } });
    expect(missing.problem().errors).toMatchObject({
      opening: expect.stringContaining('more than one way'),
      closing: expect.stringContaining('no column of balances'),
    });
  });
});

describe('hostile files', () => {
  const camt = printCamt053(statementOf(0, [madeLine('2026-03-10', 5)], { iban: IBAN }));
  test.each([
    [
      'an entity that multiplies',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${camt.replace(/<\?xml.*\n/, '')}`,
      'DOCTYPE',
    ],
    ['tags that never close', `<Document><BkToCstmrStmt>${'<a>'.repeat(5_000_000)}`, 'too long'],
    ['a text without end', camt.replace('<Id>1', `<Id>${'x'.repeat(20_000_000)}`), 'too long'],
    [
      'a million movements',
      `:20:X\n:25:${IBAN}\n:60F:C260306RON0,\n${':61:260310C1,NTRF\n'.repeat(300_000)}`,
      'more than 100.000 lines',
    ],
    ['a line without end', `:20:X\n:25:${IBAN}\n${'x'.repeat(20_000_000)}`, 'too long'],
    ['a row without end', `Data;Suma;Sold\n"${'x'.repeat(20_000_000)}`, 'too long'],
    ['another encoding', Uint8Array.from([...Buffer.from(':20:X\n'), ...Array(50).fill(0xf4)]), 'encoding'],
    ['a program', Uint8Array.from([...Buffer.from('MZ'), ...Array(500).fill(0)]), 'MT940'],
    ['nothing but spaces', ' '.repeat(1_000), 'names the columns'],
  ])('%s: a clear answer, and nothing is kept', async (_, content, said) => {
    const answer = await upload(content, { name: 'extras.xml' });
    expect(answer.problem()).toMatchObject({ status: 422, type: '/problems/file-refused' });
    expect(answer.problem().detail).toContain(said);
    expect(await api.store.knex('bank_statements').where({ ledger_id: campaign.ledgerId })).toEqual([]);
    expect(await readdir(join(api.filesDir, 'incoming'))).toEqual([]);
  });

  test('Windows-1250 and ISO-8859-2 are read as what they are', async () => {
    for (const [encoding, sign] of [
      ['windows-1250', 0x9e],
      ['iso-8859-2', 0xbe],
    ] as const) {
      const text = printMt940(statementOf(0, [madeLine('2026-03-10', 5, `Donatie ${encoding}: @`)]));
      const bytes = Buffer.from(text, 'latin1').map((byte) => (byte === 0x40 ? sign : byte));
      expect((await upload(new Uint8Array(bytes))).status).toBe(201);
    }
    expect((await lines()).map(({ details }) => details).sort()).toEqual([
      'Donatie iso-8859-2: ž',
      'Donatie windows-1250: ž',
    ]);
  });
});
