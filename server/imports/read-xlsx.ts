/** The first sheet of an XLSX file as rows of texts, read in pieces; what no list of persons has is refused. */
import { readWorkbook, type Workbook } from './read-workbook.ts';
import {
  CELL_LENGTH,
  columnLetters,
  isDamaged,
  isFormula,
  MOST_COLUMNS,
  MOST_ROWS,
  SheetRefused,
  type SheetRow,
  tooManyColumns,
  tooManyRows,
} from './sheet.ts';
import { openArchive } from './unzip.ts';
import { readXml } from './xml.ts';

/** @throws SheetRefused */
export async function readXlsx(file: Buffer): Promise<SheetRow[]> {
  const archive = openArchive(file);
  const workbook = await readWorkbook(archive);
  const rows: SheetRow[] = [];
  let row = { row: 0, cells: [] as string[] };
  let cell: Cell | null = null;
  let reading: 'value' | 'text' | null = null;
  let inReading = false;
  await readXml(archive.unpack(workbook.sheet), {
    open(name, attribute) {
      switch (name) {
        case 'row':
          row = { row: numberOfRow(attribute('r'), row), cells: [] };
          break;
        case 'c':
          cell = openCell(attribute('r'), row, attribute('t') ?? 'n', Number(attribute('s') ?? 0));
          break;
        case 'f':
          if (cell) throw isFormula(`${columnLetters(cell.at)}${row.row}`);
          break;
        case 'v':
          reading = 'value';
          break;
        case 'rPh':
          inReading = true;
          break;
        case 't':
          reading = inReading ? null : 'text';
          break;
        case 'mergeCell':
          throw merged(attribute('ref') ?? '');
      }
    },
    text(text) {
      if (cell && reading && cell.text.length < CELL_LENGTH) cell.text += text;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = null;
      if (name === 'rPh') inReading = false;
      if (name === 'c' && cell) {
        putCell(row, cell.at, textOf(cell, workbook));
        cell = null;
      }
      if (name === 'row' && row.cells.some((text) => text !== '')) {
        rows.push(row);
        if (rows.length > MOST_ROWS + 1) throw tooManyRows();
      }
    },
  });
  return rows;
}

interface Cell {
  readonly at: number;
  readonly type: string;
  readonly style: number;
  text: string;
}

/** Rows stand in their order; one without a number comes after the one before it. */
function numberOfRow(reference: string | undefined, { row: before }: SheetRow): number {
  const number = reference === undefined ? before + 1 : Number(reference);
  if (!Number.isSafeInteger(number) || number <= before) throw isDamaged();
  return number;
}

const merged = (range: string) =>
  new SheetRefused(
    `Celulele ${range} sunt îmbinate. Separați-le: fiecare persoană are rândul ei.`,
    `The cells ${range} are merged. Unmerge them: each person has a row of their own.`,
  );

/** A cell that does not say where it stands comes after the one before it. */
function openCell(reference: string | undefined, row: SheetRow, type: string, style: number): Cell {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  const at = letters === undefined ? row.cells.length : columnOf(letters);
  return { at, type, style, text: '' };
}

const columnOf = (letters: string): number =>
  [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function putCell(row: { readonly row: number; cells: string[] }, at: number, text: string): void {
  if (text === '') return;
  if (at >= MOST_COLUMNS) {
    throw tooManyColumns(row.row);
  }
  while (row.cells.length < at) row.cells.push('');
  row.cells[at] = text;
}

function textOf({ type, style, text }: Cell, { strings, isDay, from1904 }: Workbook): string {
  switch (type) {
    case 's':
      return (strings[Number(text)] ?? '').slice(0, CELL_LENGTH);
    case 'n': {
      const number = Number(text);
      if (text === '' || !Number.isFinite(number)) return text;
      return (isDay(style) ? dayOfSerial(number, from1904) : null) ?? String(number);
    }
    case 'd':
      return text.slice(0, 'YYYY-MM-DD'.length);
    case 'b':
      return text === '1' ? 'true' : 'false';
    default:
      return text;
  }
}

const DAY_MS = 86_400_000;
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;
/** Excel takes 1900 for a leap year; from 1 March 1900 on its count is one too high. */
const AFTER_LEAP_DAY = 60;
const DAYS_TO_1904 = 1_462;

/** The day that Excel's number stands for; null for one that is none. */
function dayOfSerial(number: number, from1904: boolean): string | null {
  const serial = Math.floor(number) + (from1904 ? DAYS_TO_1904 : 0);
  if (serial < 1 || serial > LAST_SERIAL || serial === AFTER_LEAP_DAY) return null;
  const days = serial > AFTER_LEAP_DAY ? serial - 1 : serial;
  return new Date(Date.UTC(1899, 11, 31) + days * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
