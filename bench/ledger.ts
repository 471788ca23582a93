/**
 * A campaign with a million entries: its public page through HTTP against the statements that it stands on through the
 * bare driver, which read the sums that the database keeps and never add entries up; then its gifts and its open data.
 */
import { randomUUID } from 'node:crypto';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { databaseOf } from '../cli/installation.ts';
import { latestGifts, publicMoneyOf } from '../db/reads/public-money.ts';
import { findPublicProject } from '../db/reads/public-project.ts';
import { createStore, type Reader } from '../db/store.ts';
import { createComposer } from '../mail/compose.ts';
import { newProject, signUp } from './jalon/people.ts';
import { withServerMemory } from './jalon/server-memory.ts';
import { type Stack, startStack } from './jalon/stack.ts';
import { type BenchOptions, count, type Measurement, median } from './measurement.ts';

/** The page takes at most so many times its statements. */
const AIM = 2;
/** Milliseconds that the statement of the sums may take. */
const SUMS_AIM_MS = 20;
const ENTRIES_AT_ONCE = 100_000;
const DONORS = 1_000;
const SLUG = 'bench-ledger';
/** As the page shows them. */
const GIFTS = 10;

/** Options: `--entries` (1000000), `--rounds` (200). */
export async function run(options: BenchOptions): Promise<Measurement> {
  const entries = count(options, 'entries', 1_000_000);
  const rounds = count(options, 'rounds', 200);
  const stack = await startStack({ samples: false });
  const owner = knex({ client: 'pg', connection: await databaseOf({ JALON_HOME: stack.home.path }, 'owner') });
  const store = createStore({
    databaseUrl: stack.databaseUrl,
    compose: createComposer({ publicUrl: stack.publicUrl, sender: 'Jalon <jalon@example.org>' }),
    mailDomain: 'example.org',
    poolMax: 1,
  });
  const bare = new pg.Client({ connectionString: stack.databaseUrl });
  try {
    await bare.connect();
    const { id: projectId } = await newProject(await signUp(stack), SLUG);
    const ledgerId = await campaignOf(owner, projectId);
    const filling = await timed(() => fill(owner, ledgerId, projectId, entries));
    console.log(`${entries} entries through the triggers: ${(filling / 1000).toFixed(1)} s`);
    const recount = await agree(bare, ledgerId, entries);
    const statements = await statementsOf(store.knex, ledgerId);
    const page = await measurePage(stack, bare, statements, rounds);
    console.log(
      `the page ${page.http.toFixed(1)} ms, its ${statements.length} statements ${page.bare.toFixed(1)} ms, ratio ${page.ratio.toFixed(3)}`,
    );
    console.log(`planned once a connection, as the page asks them, ${page.planned.toFixed(1)} ms`);
    console.log(
      `of which the kept sums ${page.sums.toFixed(2)} ms (aim: at most ${SUMS_AIM_MS}); adding all entries up ${recount.toFixed(0)} ms`,
    );
    const middle = await medianOf(rounds, () => read(stack, `/campaign/gifts?before=${Math.ceil(entries / 2)}`));
    console.log(`a page of gifts in the middle ${middle.toFixed(1)} ms`);
    const files = [];
    for (const name of ['campaign-ledger.csv', 'campaign-ledger.json', 'gifts.csv']) {
      const { result, fromMB, moreMB } = await withServerMemory(stack, () => download(stack, `/data/${name}`));
      console.log(
        `${name}: ${result.megabytes.toFixed(0)} MB in ${result.seconds.toFixed(1)} s, ${moreMB.toFixed(0)} MB more than ${fromMB.toFixed(0)}`,
      );
      files.push({ name, ...result, fromMB, moreMB });
    }
    return {
      figure: page.ratio,
      unit: 'ratio',
      aim: { atMost: AIM },
      details: { entries, rounds, filling, recount, page, sumsAim: SUMS_AIM_MS, middle, files },
    };
  } finally {
    await bare.end();
    await store.knex.destroy();
    await owner.destroy();
    await stack.stop();
  }
}

const both = (text: string): string => JSON.stringify({ ro: text, en: text });

/** An open campaign with its donors. @returns its ledger */
async function campaignOf(owner: Knex, projectId: string): Promise<string> {
  const [now, ledgerId] = [new Date(), randomUUID()];
  const day = 86_400_000;
  const milestone = await owner('milestones')
    .where({ project_id: projectId, kind: 'fundraising' })
    .first<{ id: string }>('id');
  await owner('ledgers').insert({ id: ledgerId, project_id: projectId, kind: 'campaign', created_at: now });
  const opensAt = new Date(now.getTime() - 40 * day);
  await owner('campaigns').insert({
    id: randomUUID(),
    project_id: projectId,
    milestone_id: milestone.id,
    ledger_id: ledgerId,
    number: 1,
    state: 'open',
    title: both('Loc de joacă (exemplu)'),
    purpose: both('Leagăne și un tobogan.'),
    beneficiary: 'Satul Exemplu',
    account_holder: 'Fundația Exemplu',
    iban: 'RO49AAAA1B31007593840000',
    reference: 'EXEMPLU2',
    opens_at: opensAt,
    closes_at: new Date(now.getTime() + 10 * day),
    opened_at: opensAt,
    created_at: opensAt,
    changed_at: opensAt,
  });
  await owner.raw(
    `insert into donors (id, project_id, kind, name, shown, created_at, changed_at)
       select gen_random_uuid(), :projectId, 'person', 'Donator ' || n || ' (exemplu)',
         (array['name', 'initials', 'anonymous'])[1 + n % 3], now(), now()
       from generate_series(1, :donors) n`,
    { projectId, donors: DONORS },
  );
  return ledgerId;
}

/** Of twenty entries one is a pledge, one its payment, one a refund; the others are gifts by bank, in cash and in kind. */
async function fill(owner: Knex, ledgerId: string, projectId: string, entries: number): Promise<void> {
  for (let from = 1; from <= entries; from += ENTRIES_AT_ONCE) {
    const to = Math.min(entries, from + ENTRIES_AT_ONCE - 1);
    await owner.raw(
      `with donor as (select id, row_number() over (order by id) as place from donors where project_id = :projectId),
       numbered as (select n, n % 20 as turn, md5(:ledgerId || n)::uuid as id, md5(:ledgerId || (n - 1))::uuid as before
         from generate_series(:from ::integer, :to ::integer) n)
       insert into ledger_entries (id, ledger_id, number, kind, nature, channel, amount, booked_on, about_id, donor_id,
           document, reference, recorded_at)
         select e.id, :ledgerId, n,
           case turn when 1 then 'pledge' when 2 then 'settlement' when 4 then 'refund' else 'gift' end,
           case when turn = 1 then 'promise' when turn = 5 then 'in-kind' else 'money' end,
           case when turn in (1, 5) then 'none' when turn > 14 then 'cash' else 'bank' end,
           case when turn = 4 then -100 else 1000 + n % 50000 end,
           current_date - n % 30,
           case when turn in (2, 4) then before end,
           case when turn <> 4 then d.id end,
           'Document ' || n, case when turn = 1 then 'R' || n end, now()
         from numbered e left join donor d on d.place = 1 + n % :donors order by n`,
      { ledgerId, projectId, from, to, donors: DONORS },
    );
  }
  await owner.raw('vacuum analyze ledger_entries');
  await owner.raw('analyze donors');
}

const SUMS = `select kind, nature, channel, after_close, entries, amount from ledger_sums where ledger_id = $1`;
const ADDED = `select kind, nature, channel, after_close, count(*)::integer as entries, sum(amount)::bigint as amount
  from ledger_entries where ledger_id = $1 group by 1, 2, 3, 4`;

/** The kept sums are those of the entries. @returns milliseconds that adding them up takes */
async function agree(bare: pg.Client, ledgerId: string, entries: number): Promise<number> {
  const rows = async (sql: string): Promise<string> =>
    (await bare.query<object>(sql, [ledgerId])).rows
      .map((row) => JSON.stringify(row))
      .sort()
      .join('\n');
  const kept = await rows(SUMS);
  let added = '';
  const milliseconds = await timed(async () => {
    added = await rows(ADDED);
  });
  if (kept !== added) throw new Error(`the kept sums are not those of the entries:\n${kept}\n${added}`);
  const { rows: counted } = await bare.query<{ entries: number }>(
    'select sum(entries)::integer as entries from ledger_sums where ledger_id = $1',
    [ledgerId],
  );
  if (counted[0]?.entries !== entries) throw new Error(`${counted[0]?.entries} of ${entries} entries`);
  return milliseconds;
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** What the page asks of the database, as it reaches the driver. */
async function statementsOf(reader: Reader & Knex, ledgerId: string): Promise<Statement[]> {
  const ask = async () => {
    const project = await findPublicProject(reader, SLUG);
    if (!project) throw new Error(`no project ${SLUG}`);
    await publicMoneyOf(reader, project.id);
    await latestGifts(reader, ledgerId, { before: null, limit: GIFTS });
  };
  // The plan is read once.
  await ask();
  const statements: Statement[] = [];
  const hear = ({ sql, bindings }: { sql: string; bindings: unknown[] }) => {
    statements.push({ text: sql, values: bindings });
  };
  reader.on('query', hear);
  await ask();
  reader.removeListener('query', hear);
  return statements;
}

async function read({ publicUrl }: Stack, path: string): Promise<string> {
  const answer = await fetch(`${publicUrl}/p/${SLUG}${path}`);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

async function measurePage(stack: Stack, bare: pg.Client, statements: readonly Statement[], rounds: number) {
  const found: Record<'http' | 'bare' | 'planned' | 'sums', number[]> = { http: [], bare: [], planned: [], sums: [] };
  const sums = statements.find(({ text }) => text.includes('ledger_sums'));
  if (!sums) throw new Error('the page reads no sums');
  // Ten to warm up; another one first each time.
  for (let round = -10; round < rounds; round += 1) {
    const http = () => timed(() => read(stack, '/campaign'));
    const sql = () =>
      timed(async () => {
        for (const { text, values } of statements) await bare.query(text, values);
      });
    const first = round % 2 === 0 ? await http() : await sql();
    const second = round % 2 === 0 ? await sql() : await http();
    const planned = await timed(async () => {
      for (const [place, { text, values }] of statements.entries())
        await bare.query({ name: `statement-${place}`, text, values });
    });
    const alone = await timed(() => bare.query(sums.text, sums.values));
    if (round < 0) continue;
    found.http.push(round % 2 === 0 ? first : second);
    found.bare.push(round % 2 === 0 ? second : first);
    found.planned.push(planned);
    found.sums.push(alone);
  }
  const ratios = found.http.map((http, round) => http / (found.bare[round] ?? Number.NaN));
  const { http, bare: unplanned, planned, sums: alone } = found;
  return {
    http: median(http),
    bare: median(unplanned),
    planned: median(planned),
    sums: median(alone),
    ratio: median(ratios),
  };
}

async function medianOf(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await timed(work));
  return median(all);
}

async function download({ publicUrl }: Stack, path: string): Promise<{ megabytes: number; seconds: number }> {
  const answer = await fetch(`${publicUrl}/p/${SLUG}${path}`);
  let bytes = 0;
  const seconds =
    (await timed(async () => {
      for await (const chunk of answer.body ?? []) bytes += chunk.length;
    })) / 1000;
  return { megabytes: bytes / 2 ** 20, seconds };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
