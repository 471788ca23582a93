/** Lists as people and programs write them, and files that are none. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { type Entry, parts, SHEET, zip } from '../../tests/stack/made-xlsx.ts';
import { parseFile, type SheetKind } from './parse-file.ts';
import { columnLetters, type Sheet, SheetRefused } from './sheet.ts';

const CNP = '1960101123456';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jalon-lists-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function parse(content: string | Uint8Array, kind: SheetKind): Promise<Sheet> {
  files += 1;
  const path = join(folder, `${files}.${kind}`);
  await writeFile(path, content);
  return parseFile(path, kind);
}
const csv = (content: string | Uint8Array) => parse(content, 'csv');
const refusalOf = (parsing: Promise<Sheet>) =>
  parsing.then(
    () => 'taken',
    (error: unknown) => (error instanceof SheetRefused ? error.reason.en : `fault: ${String(error)}`),
  );

describe('CSV', () => {
  const LIST = { headings: ['Nume', 'Prenume'], rows: [{ row: 2, cells: ['Șerban', 'Ștefan, jr.'] }], nationalIds: [] };
  const quoted = 'Nume;Prenume\r\nȘerban;"Ștefan, jr."\r\n';

  test.each([
    ['semicolons', quoted],
    ['commas', quoted.replaceAll(';', ',')],
    ['tabs', quoted.replaceAll(';', '\t')],
    ['a byte order mark', `\ufeff${quoted}`],
    ['UTF-16, as “Unicode text” of a spreadsheet', Buffer.from(`\ufeff${quoted.replaceAll(';', '\t')}`, 'utf16le')],
    ['line ends of any kind', quoted.replaceAll('\r\n', '\n')],
  ])('%s', async (_, content) => expect(await csv(content)).toEqual(LIST));

  /** ş ţ with cedilla: the old encodings have no comma below. */
  const old = (text: string, codes: Readonly<Record<string, number>>) =>
    Uint8Array.from([...text], (letter) => codes[letter] ?? letter.charCodeAt(0));
  const ROMANIAN = { Ş: 0xaa, ş: 0xba, ţ: 0xfe, ă: 0xe3, â: 0xe2, î: 0xee };
  test.each([
    [
      'Windows-1250',
      old('Nume;Prenume\nŞerban „Nelu”;Ştefăniţă', { ...ROMANIAN, '„': 0x84, '”': 0x94 }),
      'Şerban „Nelu”',
    ],
    ['ISO-8859-2', old('Nume;Prenume\nŠandor;Ştefăniţă', { ...ROMANIAN, Š: 0xa9 }), 'Šandor'],
  ])('%s', async (_, bytes, family) => {
    expect((await csv(bytes)).rows[0]?.cells).toEqual([family, 'Ştefăniţă']);
  });

  test.each([
    [
      'a Cyrillic encoding',
      Uint8Array.from([...Buffer.from('Nume;Prenume\n'), ...Array(12).fill(0xf4), 0x3b, 0xe8, 0xcf]),
    ],
    ['UTF-16 without its mark', Buffer.from(quoted, 'utf16le')],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ])('%s is refused with words', async (_, bytes) => {
    expect(await refusalOf(csv(bytes))).toContain('encoding of the file is not recognised');
  });

  test('rows are numbered as a person counts them: empty lines count, and are no persons', async () => {
    const { rows } = await csv('Nume;Prenume\n\nPop;Ana\n;\nPop;"Ion\nVasile"\n');
    expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  });

  test('a formula is refused and its cell named', async () => {
    expect(await refusalOf(csv('Nume;Prenume\nPop;Ana\nPop;"=HYPERLINK(""http://x"")"'))).toContain('cell B3');
  });

  test.each([
    ['nothing', ''],
    ['headings alone', 'Nume;Prenume\n'],
  ])('%s holds no person', async (_, content) => expect(await refusalOf(csv(content))).toContain('holds no person'));

  test('a quotation mark that is never closed is refused', async () => {
    expect(await refusalOf(csv('Nume;Prenume\n"Pop;Ana\n'))).toContain('quotation mark');
  });

  test('a million rows are refused', async () => {
    expect(await refusalOf(csv(`Nume;Prenume\n${'A;B\n'.repeat(1_000_000)}`))).toContain('more than 20,000 rows');
    expect((await csv(`Nume;Prenume\n${'A;B\n'.repeat(20_000)}`)).rows).toHaveLength(20_000);
    expect(await refusalOf(csv(`Nume;Prenume\n${'A;B\n'.repeat(20_001)}`))).toContain('more than 20,000 rows');
  });

  test('R14 columns that hold a national identity number are named, read or not', async () => {
    const { nationalIds } = await csv(`Nume;Prenume;Cod;Altele\nPop;Ana;${CNP};x\nPop;Ion;;CNP${CNP}\n`);
    expect(nationalIds).toEqual(['Cod', 'Altele']);
    expect((await csv(`Nume;Prenume\nPop;Ana;${CNP}\n`)).nationalIds).toEqual(['C']);
    expect((await csv('Nume;Telefon\nPop;0040722123456\n')).nationalIds).toEqual([]);
  });
});

async function xlsx(fill: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('Foaie'), workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
const book = async (fill: Parameters<typeof xlsx>[0]) => parse(await xlsx(fill), 'xlsx');

describe('XLSX', () => {
  test('texts, numbers, rich text, days', async () => {
    const { headings, rows } = await book((sheet) => {
      sheet.addRow(['Nume', 'Prenume', 'Telefon', 'Data nașterii', 'Prima zi', 'Notă']);
      sheet.addRow(['Șerban', 'Ștefan', 722123456, new Date('1990-12-31T00:00:00Z'), '15/08/2022', true]);
      const rich = sheet.addRow([{ richText: [{ text: 'Pop' }, { font: { bold: true }, text: 'escu' }] }, 'Ana & Ion']);
      rich.getCell(4).value = 33_238;
      sheet.getColumn(4).numFmt = 'dd.mm.yyyy';
      rich.getCell(4).numFmt = '0';
    });
    expect(headings).toEqual(['Nume', 'Prenume', 'Telefon', 'Data nașterii', 'Prima zi', 'Notă']);
    expect(rows).toEqual([
      { row: 2, cells: ['Șerban', 'Ștefan', '722123456', '1990-12-31', '15/08/2022', 'true'] },
      { row: 3, cells: ['Popescu', 'Ana & Ion', '', '33238'] },
    ]);
  });

  test.each(['dd/mm/yyyy', 'yyyy-mm-dd', '[$-418]d mmmm yyyy', 'dd.mm.yyyy" (ziua)"'])(
    'a day in the format %s',
    async (numFmt) => {
      const { rows } = await book((sheet) => {
        sheet.addRow(['Nume', 'Zi']);
        sheet.addRow(['Pop', new Date('1900-03-01T00:00:00Z')]).getCell(2).numFmt = numFmt;
      });
      expect(rows[0]?.cells[1]).toBe('1900-03-01');
    },
  );

  test.each(['0.00', '"zi" 0', '[Red]0', '#,##0'])('a number in the format %s is none', async (numFmt) => {
    const { rows } = await book((sheet) => {
      sheet.addRow(['Nume', 'Număr']);
      sheet.addRow(['Pop', 12]).getCell(2).numFmt = numFmt;
    });
    expect(rows[0]?.cells[1]).toBe('12');
  });

  test('the first sheet that is shown is read; gaps stay gaps', async () => {
    const { headings, rows } = await book((sheet, workbook) => {
      sheet.state = 'hidden';
      sheet.addRow(['Altceva', 'x']);
      const shown = workbook.addWorksheet('Participanți');
      shown.getCell('A1').value = 'Nume';
      shown.getCell('C1').value = 'Prenume';
      shown.getCell('C7').value = 'Ana';
    });
    expect(headings).toEqual(['Nume', 'B', 'Prenume']);
    expect(rows).toEqual([{ row: 7, cells: ['', '', 'Ana'] }]);
  });

  test.each([
    [
      'a formula',
      (sheet: ExcelJS.Worksheet) => sheet.addRow(['Pop', { formula: '1+1', result: 2 }]),
      'cell B2 holds a formula',
    ],
    [
      'a shared formula',
      (sheet: ExcelJS.Worksheet) => sheet.fillFormula('B2:B4', 'A2', [1, 2, 3]),
      'cell B2 holds a formula',
    ],
    [
      'merged cells',
      (sheet: ExcelJS.Worksheet) => {
        sheet.addRow(['Pop', 'Ana']);
        sheet.mergeCells('A2:B2');
      },
      'cells A2:B2 are merged',
    ],
    [
      'more than 200 columns',
      (sheet: ExcelJS.Worksheet) => (sheet.getCell('ZZ2').value = 'x'),
      'Row 2 has more than 200 columns',
    ],
    [
      'more than 20,000 rows',
      (sheet: ExcelJS.Worksheet) => sheet.addRows(Array(20_001).fill(['A', 'B'])),
      'more than 20,000 rows',
    ],
  ] as [string, (sheet: ExcelJS.Worksheet) => unknown, string][])('%s: refused, and named', async (_, spoil, words) => {
    const parsing = book((sheet) => {
      sheet.addRow(['Nume', 'Prenume']);
      spoil(sheet);
    });
    expect(await refusalOf(parsing)).toContain(words);
  });

  test('R14 a national identity number as a number is found too', async () => {
    const { nationalIds } = await book((sheet) => {
      sheet.addRow(['Nume', 'Prenume', 'Cod']);
      sheet.addRow(['Pop', 'Ana', Number(CNP)]);
    });
    expect(nationalIds).toEqual(['Cod']);
  });
});

const made = (sheet: string, more: readonly Entry[] = []) =>
  parse(zip([...parts({ content: sheet }), ...more]), 'xlsx');

describe('XLSX made by other programs, or by somebody hostile', () => {
  test('prefixes, other names of parts, cells and rows without addresses, text in runs', async () => {
    expect(await made(SHEET)).toEqual({
      headings: ['Nume', 'Prenume'],
      rows: [{ row: 2, cells: ['Popescu', 'Ana'] }],
      nationalIds: [],
    });
  });

  test('a bomb is refused by what it says', async () => {
    const sheet = parts({ content: '<worksheet/>', declared: 3_000_000_000 });
    expect(await refusalOf(parse(zip(sheet), 'xlsx'))).toContain('over 64 MB');
  });

  test('a bomb that lies about its size is found while it is unpacked', async () => {
    const bomb = parts({ content: Buffer.alloc(80_000_000, '<row/>'), declared: 1_000 });
    expect(await refusalOf(parse(zip(bomb), 'xlsx'))).toContain('damaged');
    const many = [
      { name: 'xl/sharedStrings.xml', content: Buffer.alloc(40_000_000, ' ') },
      { name: 'xl/other.xml', content: Buffer.alloc(40_000_000, ' ') },
    ];
    expect(await refusalOf(made(SHEET, many))).toContain('over 64 MB');
  });

  test('macros are refused', async () => {
    expect(await refusalOf(made(SHEET, [{ name: 'xl/vbaProject.bin', content: 'x' }]))).toContain('holds macros');
  });

  test.each([
    ['no archive at all', Buffer.from('PK\x03\x04 nothing')],
    ['an archive without parts', zip([])],
    ['a part that is not there', zip(parts({ content: SHEET }, 'worksheets/alta.xml'))],
    ['a part outside of the archive', zip(parts({ content: SHEET }, '../../../../etc/passwd'))],
    ['an address that is none', zip(parts({ content: SHEET }, 'http://[%'))],
    ['XML that breaks off', zip(parts({ content: SHEET.slice(0, -20) }))],
    ['bytes that are no text', zip(parts({ content: Buffer.from([0xff, 0xfe, 0x3c, 0]) }))],
    [
      'entities that multiply',
      zip(parts({ content: `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><row>&a;</row></worksheet>` })),
    ],
    ['a name twice', zip([...parts({ content: SHEET }), ...parts({ content: SHEET })])],
    ['a directory that points nowhere', Buffer.concat([zip(parts({ content: SHEET })).subarray(200)])],
  ])('%s is refused with words', async (_, content) => {
    expect(await refusalOf(parse(content, 'xlsx'))).toMatch(/is damaged|no worksheet|holds no person/);
  });

  test('whatever is cut off or overwritten is refused with words or read, never a fault', async () => {
    const good = zip(parts({ content: SHEET }));
    for (let at = 0; at < good.length; at += 7) {
      const spoilt = Buffer.from(good);
      spoilt.writeUInt8((spoilt.readUInt8(at) + 0x55) & 0xff, at);
      expect(await refusalOf(parse(spoilt, 'xlsx'))).not.toContain('fault');
      expect(await refusalOf(parse(good.subarray(0, at), 'xlsx'))).not.toContain('fault');
    }
  });

  test('a column is named by its letters', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
