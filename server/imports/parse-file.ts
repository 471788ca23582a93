/** A participants' file as a table: what the worker thread does. */
import { readFileSync } from 'node:fs';
import { holdsNationalId } from '../../domain/national-id.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { columnLetters, type Sheet, SheetRefused, type SheetRow } from './sheet.ts';

export type SheetKind = 'csv' | 'xlsx';

/** Reads a file of at most 10 MB. @throws SheetRefused */
export async function parseFile(path: string, kind: SheetKind): Promise<Sheet> {
  const bytes = readFileSync(path);
  const filled = (kind === 'xlsx' ? await readXlsx(bytes) : readCsv(bytes)).filter(({ cells }) =>
    cells.some((cell) => cell.trim() !== ''),
  );
  const [first, ...rows] = filled;
  if (!first || rows.length === 0) {
    throw new SheetRefused(
      'Fișierul nu are nicio persoană: este nevoie de un rând cu numele coloanelor și de cel puțin un rând de date.',
      'The file holds no person: it needs a row that names the columns and at least one row of data.',
    );
  }
  const width = filled.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  // A column without a heading is still named, so that what is wrong in it can be found.
  const headings = Array.from({ length: width }, (_, at) => first.cells[at]?.trim() || columnLetters(at));
  return { headings, rows, nationalIds: headings.filter((_, at) => columnHoldsNationalId(filled, at)) };
}

const columnHoldsNationalId = (rows: readonly SheetRow[], at: number): boolean =>
  rows.some(({ cells }) => holdsNationalId(cells[at] ?? ''));
