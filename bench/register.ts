/**
 * The participant register: lists of 100,000 persons through HTTP against the same statements through the bare driver,
 * and an import of 5,000 rows from the upload to the end of its commit, with the memory it takes.
 */
import ExcelJS from 'exceljs';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { databaseOf } from '../cli/installation.ts';
import type { Person } from '../cli/rehearsal/person.ts';
import { personKey } from '../domain/person-key.ts';
import { newProject, type People, signUp } from './jalon/people.ts';
import { withServerMemory } from './jalon/server-memory.ts';
import { type Stack, startStack } from './jalon/stack.ts';
import { type BenchOptions, count, type Measurement, median } from './measurement.ts';

/** The list that everybody opens, through HTTP, takes at most so many times the bare statements. */
const AIM = 2;
const PAGE = 50;

/** Options: `--persons` (100000), `--rounds` of each list (40), `--rows` of the import (5000). */
export async function run(options: BenchOptions): Promise<Measurement> {
  const persons = count(options, 'persons', 100_000);
  const rounds = count(options, 'rounds', 40);
  const rows = count(options, 'rows', 5_000);
  const stack = await startStack({ samples: false });
  const owner = knex({ client: 'pg', connection: await databaseOf({ JALON_HOME: stack.home.path }, 'owner') });
  const bare = new pg.Client({ connectionString: stack.databaseUrl });
  try {
    await bare.connect();
    const people = await signUp(stack);
    const { id: imported } = await newProject(people, 'bench-import');
    const fresh = await measureImport(stack, people.staff, imported, await listOf(rows));
    console.log(`import of ${rows} rows: ${inWords(fresh)}`);
    const again = await measureImport(stack, people.staff, imported, await listOf(rows));
    console.log(`the same file again:  ${inWords(again)}`);

    const { id: projectId } = await newProject(people, 'bench-lists');
    await fill(owner, projectId, persons);
    console.log(`lists of ${persons} persons, ${PAGE} a page; medians of ${rounds}`);
    const lists = [];
    for (const [name, list] of Object.entries(LISTS)) {
      const figures = await measureList(list, rounds, bare, people, projectId);
      console.log(
        `  ${name.padEnd(22)} ${figures.http.toFixed(1).padStart(7)} ms, ` +
          `bare ${figures.bare.toFixed(1).padStart(7)} ms, ratio ${figures.ratio.toFixed(3)}`,
      );
      lists.push({ name, ...figures });
    }
    const summary = await timed(() => people.auditor.get(`/api/projects/${projectId}/register`));
    const sheet = await timed(() => people.auditor.download(`/api/projects/${projectId}/register.xlsx`));
    console.log(`  in figures ${summary.toFixed(0)} ms; all of it as XLSX ${(sheet / 1000).toFixed(1)} s`);
    return {
      figure: lists[0]?.ratio ?? Number.NaN,
      unit: 'ratio',
      aim: { atMost: AIM },
      details: { persons, rounds, lists, summary, sheet, import: { rows, fresh, again } },
    };
  } finally {
    await bare.end();
    await owner.destroy();
    await stack.stop();
  }
}

const FAMILIES = ['Șerban', 'Popescu', 'Țîru', 'Ionescu', 'Ăcsan', 'Szabó', 'Munteanu', 'Vasilescu', 'Rus', 'Moldovan'];
const GIVEN = ['Ana', 'Ioan', 'Ștefania', 'Vasile', 'Ilona', 'Zamfira', 'Tudor', 'Olivia'];
const CATEGORIES = ['fundatie', 'primarie', 'ong', null];

const familyOf = (number: number): string => `${FAMILIES[number % FAMILIES.length]} ${lettersOf(number)}`;
const givenOf = (number: number): string => GIVEN[(number * 7) % GIVEN.length] ?? '';
/** A word of its own for each number, without digits. */
const lettersOf = (number: number): string =>
  [...String(number)].map((digit) => 'bcdfglmnrs'.charAt(Number(digit)) + 'aeiou'.charAt(Number(digit) % 5)).join('');

function dayAt(number: number): string {
  return new Date(Date.UTC(1940, 0, 1) + ((number * 37) % 22_000) * 86_400_000).toISOString().slice(0, 10);
}

/** Persons as an import would have left them, put there at once; with the statistics that autovacuum would make. */
async function fill(owner: Knex, projectId: string, persons: number): Promise<void> {
  const organisations = await owner('organisations')
    .insert(
      Array.from({ length: 50 }, (_, number) => ({
        id: owner.raw('gen_random_uuid()'),
        project_id: projectId,
        name: `Organizația ${number} (exemplu)`,
        name_key: `organizatia ${number} exemplu`,
        created_at: new Date(),
      })),
    )
    .returning<{ id: string }[]>('id');
  const at = 1_000;
  for (let from = 0; from < persons; from += at) {
    const rows = Array.from({ length: Math.min(at, persons - from) }, (_, index) => {
      const number = from + index;
      return {
        id: owner.raw('gen_random_uuid()'),
        project_id: projectId,
        family_name: familyOf(number),
        given_name: givenOf(number),
        name_key: personKey(familyOf(number), givenOf(number)),
        birth_date: dayAt(number),
        category: CATEGORIES[number % CATEGORIES.length],
        organisation_id: organisations[number % 60]?.id ?? null,
        fields: JSON.stringify({
          gender: 'feminin',
          employment: 'angajat',
          ...(number % 9 && { education: 'isced-3-4' }),
        }),
        started_on: '2026-03-01',
        age_group: '25-54',
        created_at: new Date(),
      };
    });
    await owner('persons').insert(rows);
  }
  await owner.raw('vacuum analyze persons');
  await owner.raw('analyze organisations');
}

interface List {
  /** Parameters of the request beside its range. */
  readonly filter: object;
  readonly sort: readonly [string, 'ASC' | 'DESC'];
  readonly from: number;
  /** The same in SQL: condition after the project's, and order. */
  readonly where: string;
  readonly order: string;
}

const BY_NAME = `(p.family_name = ''), p.family_name collate "ro-x-icu", p.given_name collate "ro-x-icu", p.id`;
const LISTS: Readonly<Record<string, List>> = {
  'first page by name': { filter: {}, sort: ['name', 'ASC'], from: 0, where: '', order: BY_NAME },
  'page 1,000 by name': { filter: {}, sort: ['name', 'ASC'], from: 50_000, where: '', order: BY_NAME },
  'part of a name': {
    filter: { q: 'serban stefania' },
    sort: ['name', 'ASC'],
    from: 0,
    where: `and p.name_key like '%serban%' and p.name_key like '%stefania%'`,
    order: BY_NAME,
  },
  'one category': {
    filter: { category: 'ong' },
    sort: ['name', 'ASC'],
    from: 0,
    where: `and p.category = 'ong'`,
    order: BY_NAME,
  },
  'incomplete ones': {
    filter: { complete: false },
    sort: ['birthDate', 'DESC'],
    from: 0,
    where: `and not ((p.birth_date is not null or p.age_group is not null) and coalesce(p.fields ->> 'gender', '') <> ''
      and coalesce(p.fields ->> 'employment', '') <> '' and coalesce(p.fields ->> 'education', '') <> '')`,
    order: 'p.birth_date desc nulls last, p.id',
  },
};

const statementsOf = ({ where, order, from }: List) => ({
  rows: `select p.id, p.project_id, p.family_name, p.given_name, p.birth_date, p.category, o.id as organisation_id,
      o.name as organisation, p.age_group, p.fields, p.started_on, p.consented_on, p.erased_at, p.version
    from persons p left join organisations o on o.id = p.organisation_id
    where p.project_id = $1 and p.merged_into is null ${where} order by ${order} offset ${from} limit ${PAGE}`,
  total: `select count(*) from persons p where p.project_id = $1 and p.merged_into is null ${where}`,
});

async function measureList(list: List, rounds: number, bare: pg.Client, { auditor }: People, projectId: string) {
  const query = new URLSearchParams({
    filter: JSON.stringify({ projectId, ...list.filter }),
    sort: JSON.stringify(list.sort),
    range: JSON.stringify([list.from, list.from + PAGE - 1]),
  });
  const statements = statementsOf(list);
  const found: { http: number[]; bare: number[] } = { http: [], bare: [] };
  // Three to warm up; another one first each time.
  for (let round = -3; round < rounds; round += 1) {
    const http = () => timed(() => auditor.get(`/api/persons?${query}`));
    const sql = () =>
      timed(async () => {
        await bare.query(statements.rows, [projectId]);
        await bare.query(statements.total, [projectId]);
      });
    const first = round % 2 === 0 ? await http() : await sql();
    const second = round % 2 === 0 ? await sql() : await http();
    if (round < 0) continue;
    found.http.push(round % 2 === 0 ? first : second);
    found.bare.push(round % 2 === 0 ? second : first);
  }
  const ratios = found.http.map((http, round) => http / (found.bare[round] ?? Number.NaN));
  return { http: median(found.http), bare: median(found.bare), ratio: median(ratios) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A list as an office has one: eleven columns, days as days. */
async function listOf(rows: number): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Participanți');
  sheet.addRow([
    'Nume',
    'Prenume',
    'Data nașterii',
    'E-mail',
    'Telefon',
    'Categoria',
    'Organizația',
    'Gen',
    'Statutul pe piața muncii',
    'Nivelul de educație',
    'Satul de domiciliu',
  ]);
  for (let number = 0; number < rows; number += 1) {
    sheet.addRow([
      familyOf(number),
      givenOf(number),
      new Date(`${dayAt(number)}T00:00:00Z`),
      `persoana${number}@example.org`,
      `07${String(10_000_000 + number)}`,
      CATEGORIES[number % CATEGORIES.length] ?? '',
      `Organizația ${number % 40} (exemplu)`,
      'feminin',
      'angajat',
      'isced-3-4',
      'Cojocna',
    ]);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

interface ImportFigures {
  readonly previewSeconds: number;
  readonly commitSeconds: number;
  /** What the server's process took at the most, above what it took before. */
  readonly moreMB: number;
  readonly added: number;
}

async function measureImport(
  stack: Stack,
  staff: Person,
  projectId: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<ImportFigures> {
  const form = new FormData();
  form.set('file', new Blob([file]), 'lista.xlsx');
  const { result, moreMB } = await withServerMemory(stack, async () => {
    const began = performance.now();
    const preview = await staff.post<{ id: string; rows: { row: number; outcome: string }[] }>(
      `/api/projects/${projectId}/imports`,
      form,
    );
    const read = performance.now();
    const doubtful = preview.rows.filter(({ outcome }) => outcome === 'doubtful');
    const { added } = await staff.post<{ added: number }>(`/api/imports/${preview.id}/commit`, {
      decisions: doubtful.map(({ row }) => ({ row, person: 'new' })),
    });
    const committed = performance.now();
    return { previewSeconds: (read - began) / 1000, commitSeconds: (committed - read) / 1000, added };
  });
  return { ...result, moreMB };
}

const inWords = ({ previewSeconds, commitSeconds, moreMB, added }: ImportFigures): string =>
  `${previewSeconds.toFixed(1)} s to the preview, ${commitSeconds.toFixed(1)} s to commit, ` +
  `${added} added, ${moreMB.toFixed(0)} MB more`;
