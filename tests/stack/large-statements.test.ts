/**
 * Statements of many lines, which the planner of PostgreSQL knows nothing of yet: what is read for one grows with its
 * lines alone, whatever else lies in the tables.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CommandInput } from '../../db/commands.ts';
import { commitStatement, dropStatement } from '../../db/money/bank-commit.ts';
import { findStatement } from '../../db/money/bank-rows.ts';
import { addEntries } from '../../db/money/entries.ts';
import { createStore, type Store } from '../../db/store.ts';
import { makeReferenceCode } from '../../domain/reference-code.ts';
import type { Answer } from '../../domain/refusal.ts';
import { type Api, startApi } from './api.ts';
import { closingOf, type MadeLine, type MadeStatement, madeLine, printMt940 } from './made-statements.ts';
import { type Campaign, campaignBySql, deciding } from './money-by-sql.ts';
import { planWith } from './plans.ts';

const NOW = new Date('2026-03-28T10:00:00Z');
const LINES = 2_000;
const PLEDGES = 1_000;
/** Rows that are read of a line, at the most, by all that is asked about it. */
const ROWS_A_LINE = 20;

let api: Api;
/** One connection, which says at once what it read. */
let store: Store;

beforeAll(async () => {
  api = await startApi();
  api.setClock(NOW);
  store = createStore({
    databaseUrl: api.database.appUrl,
    compose: api.store.compose,
    mailDomain: 'jalon.test',
    poolMax: 1,
  });
});
afterAll(async () => {
  await store.knex.destroy();
  await api.close();
});

async function newCampaign(): Promise<Campaign> {
  const { staff, manager, partner, auditor } = api.people;
  const members = [staff, manager, partner, auditor];
  const { id } = await api.createProject(planWith(['A11', 'A12', 'A13', 'A14']), '2026-03-01', members);
  return campaignBySql(api.store, id, { raised: 0, state: 'open' });
}

/** Pledges of one donor, of 10,00 lei each. @returns their codes */
async function pledges({ projectId, milestoneId, ledgerId }: Campaign): Promise<string[]> {
  const donorId = randomUUID();
  await api.store
    .knex('donors')
    .insert({ id: donorId, project_id: projectId, kind: 'person', created_at: NOW, changed_at: NOW });
  const codes = Array.from({ length: PLEDGES }, (_, number) => {
    let left = number;
    return makeReferenceCode((limit) => {
      const drawn = left % limit;
      left = (left - drawn) / limit;
      return drawn;
    });
  });
  await deciding(api.store, projectId, NOW, async ({ trx }) =>
    addEntries(
      { trx, projectId, milestoneId, ledgerId, now: NOW, actorId: null },
      codes.map((reference) => ({
        ...{ kind: 'pledge', nature: 'promise', channel: 'none', amount: 1_000, bookedOn: '2026-03-06', donorId },
        document: 'Promisiune (exemplu)',
        reference,
      })),
    ),
  );
  return codes;
}

const manyLines = (codes: readonly string[]): MadeLine[] =>
  Array.from({ length: LINES }, (_, number) =>
    madeLine('2026-03-10', 1_000, `Donatie ${number} ${codes[number] ?? ''}`),
  );

const statementOf = (
  { iban }: Campaign,
  lines: readonly MadeLine[],
  change: Partial<MadeStatement> = {},
): MadeStatement => ({
  ...{ iban, reference: '1', startsOn: '2026-03-06', endsOn: '2026-03-20', opening: 0, lines },
  ...change,
});

async function preview({ id }: Campaign, statement: MadeStatement): Promise<string> {
  const form = new FormData();
  form.set('file', new File([printMt940(statement)], 'extras.sta'));
  const answer = await api.people.staff.upload(`/api/campaigns/${id}/bank-statements`, form, randomUUID());
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json<{ id: string }>().id;
}

/** Ends a preview. @returns the answer, and how many rows of bank lines were read for it */
async function ended(id: string, end: typeof commitStatement): Promise<{ answer: Answer; rows: number }> {
  const rowsRead = async (): Promise<number> => {
    await store.knex.raw('select pg_stat_force_next_flush()');
    const { rows } = await api.database.owner.raw<{ rows: { read: number }[] }>(
      `select (t.seq_tup_read + (select sum(i.idx_tup_read) from pg_stat_user_indexes i where i.relid = t.relid))::bigint as read
         from pg_stat_user_tables t where t.relname = 'bank_lines'`,
    );
    return rows[0]?.read ?? 0;
  };
  const command: CommandInput = {
    ...{ userId: api.people.staff.id, idempotencyKey: randomUUID(), verb: 'bank.end', targetId: id, body: {} },
  };
  const statement = await findStatement(store.knex, id);
  if (!statement) throw new Error(`no statement ${id}`);
  const before = await rowsRead();
  const answer = await end(store, command, statement, NOW);
  return { answer, rows: (await rowsRead()) - before };
}

test('R20 what is read for a statement grows with its lines, whatever the planner knows of them', async () => {
  const other = await newCampaign();
  await ended(await preview(other, statementOf(other, manyLines([]))), commitStatement);
  // From now on the planner expects that every line is of that statement, and none of another.
  await api.database.owner.raw('analyze bank_lines');

  const campaign = await newCampaign();
  const first = statementOf(campaign, manyLines(await pledges(campaign)));
  const paid = await ended(await preview(campaign, first), commitStatement);
  expect(paid.answer).toMatchObject({ result: { booked: PLEDGES, open: LINES - PLEDGES, repeated: 0 } });
  expect(paid.rows).toBeLessThan(ROWS_A_LINE * LINES);

  const more = { endsOn: '2026-03-21', lines: [...first.lines, madeLine('2026-03-21', 5)] };
  const repeated = await ended(await preview(campaign, { ...first, ...more }), commitStatement);
  expect(repeated.answer).toMatchObject({ result: { booked: 0, open: 1, repeated: LINES } });
  expect(repeated.rows).toBeLessThan(ROWS_A_LINE * LINES);

  const next = { startsOn: '2026-03-22', endsOn: '2026-03-23', opening: closingOf({ ...first, ...more }) };
  const dropped = await ended(
    await preview(
      campaign,
      statementOf(
        campaign,
        manyLines([]).map((line) => ({ ...line, bookedOn: '2026-03-22' })),
        next,
      ),
    ),
    dropStatement,
  );
  expect(dropped.answer).toMatchObject({ done: true });
  expect(dropped.rows).toBeLessThan(ROWS_A_LINE * LINES);
});
