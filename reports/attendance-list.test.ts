import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import type { AttendanceListFacts } from '../domain/attendance-list.ts';
import type { Locale } from '../domain/lifecycle.ts';
import { findVeraPdf } from '../stack/finding.ts';
import { renderAttendanceList } from './attendance-list.ts';
import { cojocnaFacts } from './eventful-facts.ts';

const { plan } = cojocnaFacts().project;
type Person = AttendanceListFacts['persons'][number];

const person = (familyName: string, givenName = 'Ana', change: Partial<Person> = {}): Person => ({
  familyName,
  givenName,
  organisation: null,
  category: null,
  ...change,
});

const list = (persons: readonly Person[]): AttendanceListFacts => ({
  project: { title: plan.title, codes: plan.codes, publicity: plan.publicity },
  run: { milestoneKey: 'A8', number: 2, title: 'Cursul (exemplu)', place: 'Sala mare', ledBy: 'formator (exemplu)' },
  session: {
    startsAt: new Date('2023-03-27T06:00:00Z'),
    endsAt: new Date('2023-03-27T13:30:00Z'),
    topic: 'Ce este un facilitator',
    number: 1,
    of: 5,
  },
  persons,
});

async function print(facts: AttendanceListFacts, locale: Locale) {
  const bytes = await renderAttendanceList(facts, locale);
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document);
  return { bytes, document, pages: text.map((page) => page.replace(/\u200B/g, '').replace(/\s+/g, ' ')) };
}

/** Numbers of the lines of a page, as they are printed. */
async function linesOn(document: Awaited<ReturnType<typeof print>>['document'], number: number): Promise<number[]> {
  const { items } = await (await document.getPage(number)).getTextContent();
  const texts = items as { str: string; transform: number[] }[];
  const numbers = texts.filter(({ str, transform }) => /^\d+$/.test(str) && (transform[4] ?? 0) < 60);
  return numbers.map(({ str }) => Number(str));
}

const many = (count: number) => Array.from({ length: count }, (_, at) => person(`Exemplu${at + 1}`));

test.each([
  [0, 1],
  [1, 1],
  [20, 1],
  [21, 2],
  [60, 3],
])('%i persons take %i pages of exactly twenty lines, the last one filled with empty ones', async (count, pages) => {
  const { document, pages: printed } = await print(list(many(count)), 'ro');
  expect(printed).toHaveLength(pages);
  for (let page = 1; page <= pages; page += 1) {
    expect(await linesOn(document, page)).toEqual(Array.from({ length: 20 }, (_, at) => (page - 1) * 20 + at + 1));
    expect(printed[page - 1]).toContain(`pagina ${page} / ${pages}`);
  }
});

test('a line is at least 9 mm high, so that it can be signed', async () => {
  const { document } = await print(list(many(1)), 'ro');
  const { items } = await (await document.getPage(1)).getTextContent();
  const heights = (items as { str: string; transform: number[] }[])
    .filter(({ str, transform }) => /^\d+$/.test(str) && (transform[4] ?? 0) < 60)
    .map(({ transform }) => transform[5] ?? 0);
  const nineMillimetres = (9 / 25.4) * 72;
  for (let at = 1; at < heights.length; at += 1)
    expect((heights[at - 1] ?? 0) - (heights[at] ?? 0)).toBeGreaterThanOrEqual(nineMillimetres);
});

test('names stand as a Romanian dictionary sorts them, also on an English list', async () => {
  const names = ['Zamfir', 'Țîră', 'Toma', 'Șerban', 'Stan', 'Înger', 'Ionescu', 'Ábel', 'Ana'];
  for (const locale of ['ro', 'en'] as const) {
    const [page = ''] = (await print(list(names.map((name) => person(name))), locale)).pages;
    const places = ['Ábel', 'Ana', 'Ionescu', 'Înger', 'Stan', 'Șerban', 'Toma', 'Țîră', 'Zamfir'].map((name) =>
      page.indexOf(`${name} Ana`),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
});

test('R26 every page says which course, session, place and trainer it is for, and has the publicity line', async () => {
  const { pages } = await print(
    list([
      ...many(20),
      person('Stan', 'Ana', { organisation: 'Asociația Exemplu', category: { ro: 'ONG', en: 'NGO' } }),
    ]),
    'ro',
  );
  for (const page of pages)
    for (const said of [
      'Listă de prezență',
      'A8/2 · Cursul (exemplu)',
      '1 / 5 · 27 martie 2023, 09:00 – 16:30',
      'Ce este un facilitator',
      'Sala mare',
      'formator (exemplu)',
      'Semnătura',
      plan.publicity.ro.replace(/\s+/g, ' '),
    ])
      expect(page).toContain(said);
  expect(pages[1]).toContain('Asociația Exemplu · ONG');
  const english = (await print(list([person('Stan', 'Ana', { category: { ro: 'ONG', en: 'NGO' } })]), 'en')).pages[0];
  expect(english).toContain('27 March 2023, 09:00 – 16:30');
  expect(english).toContain('NGO');
});

test('long names and texts keep their line and their page', async () => {
  const long = person('X'.repeat(200), 'nume lung '.repeat(20), { organisation: 'organizație '.repeat(30) });
  const facts = list(Array(20).fill(long));
  const { document, pages } = await print(
    { ...facts, run: { ...facts.run, title: 'T'.repeat(200), place: 'Loc '.repeat(75), ledBy: 'Om '.repeat(100) } },
    'ro',
  );
  expect(pages).toHaveLength(1);
  expect(await linesOn(document, 1)).toHaveLength(20);
});

describe('PDF/A-2b', () => {
  test('veraPDF agrees: ro, en, every script, and what looks like markup is text', async () => {
    const { program } = await findVeraPdf();
    const folder = await mkdtemp(join(tmpdir(), 'jalon-attendance-'));
    try {
      const written = 'Ștefан 王小明 עמר #panic("no") 🙂 \u{10FFFF}';
      const paths: string[] = [];
      for (const locale of ['ro', 'en'] as const) {
        const path = join(folder, `${locale}.pdf`);
        const { bytes, pages } = await print(list([person(written), ...many(3)]), locale);
        expect(pages[0]).toContain('#panic("no")');
        await writeFile(path, bytes);
        paths.push(path);
      }
      const { stdout } = await promisify(execFile)(program, ['--flavour', '2b', '--format', 'text', ...paths]);
      expect(stdout.trim().split('\n')).toEqual(paths.map((path) => `PASS ${path} 2b`));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
