/**
 * Hostile lists of participants through the API: each ends with a clear answer that names what is wrong and the way out,
 * and the server answers on. What the reader itself makes of them: server/imports/parse-file.test.ts.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { type Api, startApi, type Visitor } from './api.ts';
import { parts, SHEET, zip } from './made-xlsx.ts';
import { commit, csv, personCount, preview, upload } from './participants.ts';
import { planWith } from './plans.ts';

const plan = planWith(['A1', 'A15']);
let api: Api;
let staff: Visitor;
let project: { id: string; slug: string };

beforeAll(async () => {
  api = await startApi();
  ({ staff } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  const { manager, partner, auditor } = api.people;
  project = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
});

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Foaie');
  sheet.addRow(['Nume', 'Prenume', 'Data nașterii']);
  fill(sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const sheetOf = (rows: string) =>
  zip(
    parts({
      content: `<worksheet><sheetData><row>${text('Nume')}${text('Prenume')}</row>${rows}</sheetData></worksheet>`,
    }),
  );

interface Hostile {
  readonly name: string;
  readonly make: () => string | Uint8Array | Promise<Uint8Array>;
  /** What the answer names, and what it says to do about it. */
  readonly names: string;
  readonly wayOut: string;
}

const FILES: Readonly<Record<string, Hostile>> = {
  'a formula in a cell of a workbook': {
    name: 'x.xlsx',
    make: () => workbook((sheet) => sheet.addRow(['Pop', { formula: 'WEBSERVICE("http://x")', result: 'Ana' }])),
    names: 'cell B2',
    wayOut: 'Paste special: values',
  },
  'a formula in a cell of a CSV': {
    name: 'x.csv',
    make: () => csv([['Pop', '=cmd|"/c calc"!A0', '']]).replaceAll('"', "'"),
    names: 'cell B2',
    wayOut: 'Paste special: values',
  },
  'a million rows of a CSV': {
    name: 'x.csv',
    make: () => `Nume;Prenume\n${'A;B\n'.repeat(1_000_000)}`,
    names: 'more than 20,000 rows',
    wayOut: 'Split it',
  },
  'a million rows of a workbook': {
    name: 'x.xlsx',
    make: () => sheetOf('<row><c><v>1</v></c><c><v>2</v></c></row>'.repeat(1_000_000)),
    names: 'more than 20,000 rows',
    wayOut: 'Split it',
  },
  'a million rows of a workbook, as Excel writes them': {
    name: 'x.xlsx',
    make: () => sheetOf(`<row>${text('Pop')}${text('Ana')}</row>`.repeat(1_000_000)),
    names: 'over 64 MB',
    wayOut: 'a new file of at most 20,000 rows',
  },
  'a zip bomb as XLSX': {
    name: 'x.xlsx',
    make: () => zip(parts({ content: Buffer.alloc(400_000_000, '<row/>') })),
    names: 'over 64 MB',
    wayOut: 'Copy the data into a new file',
  },
  'a zip bomb that lies about its size': {
    name: 'x.xlsx',
    make: () => zip(parts({ content: Buffer.alloc(400_000_000, '<row/>'), declared: 1_000 })),
    names: 'damaged',
    wayOut: 'Open it and save it again',
  },
  'a zip bomb where the kind of file is looked up': {
    name: 'x.xlsx',
    make: () => {
      const [types, ...rest] = parts({ content: SHEET });
      return zip([{ name: types?.name ?? '', content: Buffer.alloc(800_000_000, ' '), declared: 1_000 }, ...rest]);
    },
    names: 'XLSX or CSV',
    wayOut: 'save it in one of these forms',
  },
  'tags that never close, until the reader’s memory is exhausted': {
    name: 'x.xlsx',
    make: () => zip(parts({ content: '<a>'.repeat(20_000_000) })),
    names: 'too much time or memory',
    wayOut: 'Copy the data into a new file',
  },
  'another encoding': {
    name: 'x.csv',
    make: () => Uint8Array.from([...Buffer.from('Nume;Prenume\n'), ...Array(9).fill(0xf4)]),
    names: 'encoding',
    wayOut: 'CSV UTF-8',
  },
  'UTF-16 without its mark': {
    name: 'x.csv',
    make: () => Buffer.from('Nume;Prenume\nȘerban;Ștefan\n', 'utf16le'),
    names: 'encoding',
    wayOut: 'CSV UTF-8',
  },
  'merged cells': {
    name: 'x.xlsx',
    make: () =>
      workbook((sheet) => {
        sheet.addRow(['Pop', 'Ana']);
        sheet.mergeCells('A2:A3');
      }),
    names: 'cells A2:A3',
    wayOut: 'Unmerge them',
  },
  'rows that say that they are one': {
    name: 'x.xlsx',
    make: () => sheetOf(`<row r="2">${text('Pop')}${text('Ana')}</row><row r="2">${text('Rus')}${text('Ion')}</row>`),
    names: 'damaged',
    wayOut: 'save it again',
  },
  'a row whose number is none': {
    name: 'x.xlsx',
    make: () => sheetOf(`<row r="x">${text('Pop')}${text('Ana')}</row>`),
    names: 'damaged',
    wayOut: 'save it again',
  },
  'another archive under the name of a workbook': {
    name: 'x.xlsx',
    make: () => zip([{ name: 'readme.txt', content: 'x' }]),
    names: 'XLSX or CSV',
    wayOut: 'save it in one of these forms',
  },
};

test.each(Object.entries(FILES))('%s ends with a clear answer', async (_what, { name, make, names, wayOut }) => {
  const answer = await upload(staff, project.id, await make(), name);
  expect(answer.problem()).toMatchObject({ status: 422, type: '/problems/file-refused' });
  expect(answer.problem().detail).toContain(names);
  expect(answer.problem().detail).toContain(wayOut);
  expect(await api.store.knex('imports').where({ project_id: project.id })).toEqual([]);
  expect(await readdir(join(api.filesDir, 'incoming'))).toEqual([]);
});

test('several hostile files at once each get their answer, and a good one among them is read', async () => {
  const bomb = zip(parts({ content: Buffer.alloc(100_000_000, '<row/>'), declared: 60_000_000 }));
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, () => upload(staff, project.id, bomb, 'x.xlsx')),
    upload(staff, project.id, csv([['Pop', 'Ana', '31.12.1990']])),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 201]);
});

describe('dates as text', () => {
  const FORMS = ['31.12.1990', '1990-12-31', '31/12/1990'];

  test.each([
    ['CSV', 'x.csv', async () => csv(FORMS.map((day, at) => ['Pop', `Ana ${'ABC'[at]}`, day]))],
    [
      'XLSX',
      'x.xlsx',
      () => workbook((sheet) => sheet.addRows(FORMS.map((day, at) => ['Pop', `Ana ${'ABC'[at]}`, day]))),
    ],
  ] as const)('in three forms are one day: %s', async (_kind, name, make) => {
    const found = await preview(staff, project.id, await make(), name);
    expect(found.rows.map(({ birthDate }) => birthDate)).toEqual(['1990-12-31', '1990-12-31', '1990-12-31']);
    // The same day of birth and names that differ in a letter: somebody has to look.
    const decisions = found.rows
      .filter(({ outcome }) => outcome === 'doubtful')
      .map(({ row }) => ({ row, person: 'new' }));
    expect((await commit(staff, found.id, decisions)).json()).toMatchObject({ added: 3 });
    const days = await api.store.knex('persons').where({ project_id: project.id }).pluck('birth_date');
    expect(days).toEqual(['1990-12-31', '1990-12-31', '1990-12-31']);
  });

  test.each(['30.02.1990', '12/31/1990', '31-12-1990', '31.12.90', 'decembrie', '1990', '31.12.1990 10:00'])(
    '%s is refused in its row, with the forms that are taken, and nothing is written',
    async (day) => {
      const found = await preview(
        staff,
        project.id,
        csv([
          ['Pop', 'Ana', '31.12.1990'],
          ['Rus', 'Ion', day],
        ]),
      );
      expect(found.counts).toMatchObject({ new: 1, refused: 1 });
      expect(found.rows[1]?.reasons).toEqual([
        { column: 'Data nașterii', text: 'Is no day that exists. Write like 31.12.1990, 1990-12-31 or 31/12/1990.' },
      ]);
      expect((await commit(staff, found.id)).problem().type).toBe('/problems/import-has-refused');
      expect(await personCount(api, project.id)).toBe(0);
    },
  );
});
