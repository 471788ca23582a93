/** What nobody can learn: how a vote stands before the close (R16), and who cast which ballot after it (R15). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { pino } from 'pino';
import { wakeVote } from '../../db/votes/wake-vote.ts';
import { printedCode } from '../../domain/voting-code.ts';
import { ROUTES } from '../../server/api/index.ts';
import { PAGES } from '../../server/public/index.ts';
import { type Api, startApi } from './api.ts';
import { planWith } from './plans.ts';
import { type MadeVote, newReceipt, voteBySql } from './votes-by-sql.ts';

let api: Api;
const written: string[] = [];

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void written.push(line) });
  api = await startApi({ log });
});
afterAll(() => api.close());

async function openVote(voters: number): Promise<MadeVote & { readonly projectId: string; readonly slug: string }> {
  const { staff, manager, partner, auditor } = api.people;
  const project = await api.createProject(planWith(['A9', 'A10', 'A15']), '2027-01-01', [
    staff,
    manager,
    partner,
    auditor,
  ]);
  const { id: milestoneId } = await api.milestone('A10', project.id);
  const about = { projectId: project.id, milestoneId, userId: manager.id, voters };
  const vote = await voteBySql(api.database.owner, about);
  api.setClock(new Date(vote.opensAt.getTime() + 60_000));
  return { ...vote, projectId: project.id, slug: project.slug };
}

async function castInOrder(vote: MadeVote, choiceOf: (place: number) => number): Promise<string[]> {
  const receipts: string[] = [];
  for (const [place, { code }] of vote.voters.entries()) {
    const receipt = newReceipt();
    const body = { code, choice: choiceOf(place), receipt };
    const { status } = await api.visitor().send('POST', `/ballots/${vote.id}`, body);
    expect(status).toBe(201);
    receipts.push(receipt);
  }
  return receipts;
}

describe('R16 nothing tells how a vote stands before its close', () => {
  /** Every table and view that the working role can read, with all that is in it. */
  async function everythingStored(): Promise<Record<string, string>> {
    const { app } = api.database;
    const { rows: tables } = await app.raw<{ rows: { name: string }[] }>(
      `select format('%I.%I', n.nspname, c.relname) as name
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
          and n.nspname not like 'pg_toast%'
          and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(40);
    const stored: Record<string, string> = {};
    for (const { name } of tables.filter((each) => each.name !== 'public.web_sessions')) {
      const { rows } = await app.raw<{ rows: { text: string }[] }>(
        `select coalesce(string_agg(t::text, E'\\n' order by t::text), '') as text from ${name} t`,
      );
      stored[name] = rows[0]?.text ?? '';
    }
    return stored;
  }

  /** What a workbook says: the file itself holds when it was made. */
  async function cellsOf(path: string, cookie: string): Promise<string> {
    const answer = await fetch(api.url + path, { headers: { Cookie: cookie } });
    if (!answer.ok) return String(answer.status);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await answer.arrayBuffer());
    return JSON.stringify(book.worksheets.map((sheet) => [sheet.name, sheet.getSheetValues()]));
  }

  /** Every address that can be read, asked by everybody, about this vote and its project. */
  async function everythingShown(vote: Awaited<ReturnType<typeof openVote>>): Promise<Record<string, string>> {
    const shown: Record<string, string> = {};
    const { manager } = api.people;
    const idOf = (path: string): string =>
      path.startsWith('/api/projects/')
        ? vote.projectId
        : path.startsWith('/api/milestones/')
          ? vote.milestoneId
          : path.startsWith('/api/voters/')
            ? (vote.voters[0]?.id ?? '')
            : vote.id;
    const filter = encodeURIComponent(JSON.stringify({ projectId: vote.projectId }));
    const paths = [
      ...ROUTES.filter(({ method, path }) => method === 'get' && !/stream|metrics|health/.test(path)).map(
        ({ path, list }) => `${path.replaceAll(/:\w+/g, idOf(path))}${list ? `?filter=${filter}` : ''}`,
      ),
      ...PAGES.filter(({ method }) => method === 'get').map(({ path }) =>
        path.replace(':slug', vote.slug).replace(/:(id|code|token|number)/, vote.id),
      ),
    ];
    expect(paths.length).toBeGreaterThan(60);
    for (const [name, who] of Object.entries({ manager, anybody: api.visitor() }))
      await Promise.all(
        paths.map(async (path) => {
          if (path.includes('.xlsx')) shown[`${name} ${path}`] = await cellsOf(path, who.cookie);
          else {
            const { status, text } = await who.get(path);
            shown[`${name} ${path}`] = `${status} ${text}`;
          }
        }),
      );
    const metrics = (await api.people.administrator.get('/metrics')).text;
    // What the process takes and how often it was asked is not the vote's.
    shown.metrics = metrics
      .split('\n')
      .filter((line) => !/^#|^(process|nodejs)_|^jalon_http_/.test(line))
      .join('\n');
    return shown;
  }

  test('R16 with other choices in the box, every page, route, export, figure and table is the same to the letter', async () => {
    const vote = await openVote(9);
    await castInOrder(vote, (place) => [1, 1, 1, 1, 1, 2, 2, 3, 0][place] ?? 0);
    const look = async () => ({ ...(await everythingShown(vote)), ...(await everythingStored()) });
    // Once before, so that what a first look leaves behind (that somebody looked, R28) is there already.
    await everythingShown(vote);
    const before = await look();
    const changed = await api.database.owner('booth.ballots').where({ round_id: vote.roundId }).update({ choice: 3 });
    expect(changed).toBe(9);
    const after = await look();
    const differing = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(differing).toEqual([]);
    // Only now can it be seen.
    api.setClock(vote.closesAt);
    await wakeVote(api.store, vote.id, vote.closesAt);
    const closed = await look();
    expect(Object.keys(closed).filter((name) => closed[name] !== after[name])).toEqual(
      expect.arrayContaining(['public.ballots', 'public.vote_rounds', `anybody /p/${vote.slug}/vote/result`]),
    );
  }, 300_000);

  test('R16 the working role reads nothing of the booth, not even its statistics', async () => {
    const vote = await openVote(3);
    await castInOrder(vote, () => 2);
    await api.database.owner.raw('analyze booth.ballots');
    const { app } = api.database;
    const round = vote.roundId.replaceAll('-', '');
    for (const table of ['booth.ballots', 'booth.marks', `booth.ballots_${round}`, `booth.marks_${round}`])
      await expect(app.raw(`select count(*) from ${table}`)).rejects.toMatchObject({ code: '42501' });
    const { rows } = await app.raw("select tablename from pg_stats where schemaname = 'booth'");
    expect(rows).toEqual([]);
    await expect(app.raw('select booth.taking(?, now())', [vote.id])).rejects.toMatchObject({ code: '42501' });
  });

  test('R15 R16 the log names no code, no receipt, no choice and no address', async () => {
    const vote = await openVote(3);
    written.length = 0;
    const [receipt = ''] = await castInOrder(vote, () => 2);
    const [voter] = vote.voters;
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const fields = new URLSearchParams({ code: voter?.code ?? '', choice: '2', receipt, step: 'send' }).toString();
    const page = await api.visitor().send('POST', `/p/${vote.slug}/vote`, fields, form);
    expect(page.status).toBe(200);
    await api.visitor().send('POST', `/p/${vote.slug}/vote/receipt`, `receipt=${receipt}`, form);
    await api.visitor().send('POST', `/ballots/${vote.id}/receipt`, { receipt });
    await api
      .visitor()
      .send('POST', `/ballots/${vote.id}`, `{"code":"${voter?.code}`, { 'Content-Type': 'application/json' });
    const log = written.join('');
    for (const secret of [
      voter?.code ?? '',
      printedCode(voter?.code ?? ''),
      receipt,
      printedCode(receipt),
      '127.0.0.1',
    ])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/choice/i);
  });
});

describe('R15 who cast which ballot is not to be recovered', () => {
  const VOTERS = 200;
  /** Six standard deviations of a rank correlation of so many: chance does not reach it in a billion runs. */
  const FAR = 6 / Math.sqrt(VOTERS - 1);
  /** Matches by chance are one on average; so many are rarer than one in a billion. */
  const MANY = 13;

  /** Rank correlation of the places of some things with the places that they truly had. */
  function correlation(truePlaces: readonly number[]): number {
    const n = truePlaces.length;
    const distance = truePlaces.reduce((sum, place, index) => sum + (place - index) ** 2, 0);
    return 1 - (6 * distance) / (n * (n * n - 1));
  }

  const orders = async (
    table: string,
    of: 'receipt' | 'voter_id',
    roundId: string,
  ): Promise<Record<string, string[]>> => {
    const { owner } = api.database;
    const read = async (order: string) =>
      (
        await owner.raw<{ rows: { it: string }[] }>(
          `select ${of} as it from ${table} where round_id = ? order by ${order}`,
          [roundId],
        )
      ).rows.map(({ it }) => String(it));
    return {
      'its place': await read('ctid'),
      'its transaction, then its place': await read('xmin::text::bigint, ctid'),
      // As COPY and pg_dump read it: a sequential scan.
      'the order of a dump': (await owner(table).where({ round_id: roundId }).select(of)).map((row) => String(row[of])),
    };
  };

  test('R15 cast one by one in a known order: neither place, transaction nor dump gives the order back', async () => {
    const vote = await openVote(VOTERS);
    const receipts = await castInOrder(vote, (place) => place % 3);
    const placeOfReceipt = new Map(receipts.map((receipt, place) => [receipt, place]));
    const placeOfVoter = new Map(vote.voters.map(({ id }, place) => [id, place]));
    const ballotPlaces = (list: readonly string[]) => list.map((receipt) => placeOfReceipt.get(receipt) ?? -1);
    const markPlaces = (list: readonly string[]) => list.map((id) => placeOfVoter.get(id) ?? -1);

    // While the box is open its owner could: it shows that this test would see it (and the page says so).
    const open = await orders('booth.ballots', 'receipt', vote.roundId);
    expect(correlation(ballotPlaces(open['its place'] ?? []))).toBeGreaterThan(0.99);

    api.setClock(vote.closesAt);
    await wakeVote(api.store, vote.id, vote.closesAt);

    const ballots = await orders('public.ballots', 'receipt', vote.roundId);
    const marks = await orders('public.vote_marks', 'voter_id', vote.roundId);
    for (const [name, list] of Object.entries(ballots)) {
      expect([name, list.length]).toEqual([name, VOTERS]);
      expect([name, Math.abs(correlation(ballotPlaces(list))) < FAR]).toEqual([name, true]);
    }
    for (const [name, list] of Object.entries(marks))
      expect([name, Math.abs(correlation(markPlaces(list))) < FAR]).toEqual([name, true]);
    // Laid side by side, the two lists match as rarely as chance has it.
    for (const [name, list] of Object.entries(ballots)) {
      const side = markPlaces(marks[name] ?? []);
      const matches = ballotPlaces(list).filter((place, index) => place === side[index]).length;
      expect([name, matches < MANY]).toEqual([name, true]);
    }
    // One transaction wrote them all, and nothing is left of where they lay before.
    const { rows } = await api.database.owner.raw(
      'select count(distinct xmin::text)::int as transactions from ballots where round_id = ?',
      [vote.roundId],
    );
    expect(rows).toEqual([{ transactions: 1 }]);
    const left = await api.database.owner.raw("select relname from pg_class where relname like '%' || ?", [
      vote.roundId.replaceAll('-', ''),
    ]);
    expect(left.rows).toEqual([]);
  });

  test('R15 a ballot holds nothing but its round, its receipt and its choice', async () => {
    const columns = await api.database.owner.raw<{ rows: { name: string }[] }>(
      `select table_schema || '.' || column_name as name from information_schema.columns
        where table_name = 'ballots' order by 1`,
    );
    expect(columns.rows.map(({ name }) => name)).toEqual([
      'booth.choice',
      'booth.receipt',
      'booth.round_id',
      'public.choice',
      'public.receipt',
      'public.round_id',
    ]);
  });
});
