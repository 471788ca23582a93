/** A table of texts, as it was read from a file, and why a file could not be read. */
import type { LocalText } from '../../domain/lifecycle.ts';

export interface SheetRow {
  /** As a person counts it: the heading is usually row 1. */
  readonly row: number;
  /** Texts by column; days as YYYY-MM-DD. Columns at the end may be left out. */
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly headings: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Headings of columns that hold a valid national identity number (R14). */
  readonly nationalIds: readonly string[];
}

/** A file that is not read, in words for whoever sent it. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';
  readonly reason: LocalText;
  constructor(ro: string, en: string) {
    super(en);
    this.reason = { ro, en };
  }
}

export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 200;
/** Characters; no field of the register takes more, so that the rest only says that it is too long. */
export const CELL_LENGTH = 3_000;

export const tooManyRows = () =>
  new SheetRefused(
    'Fișierul are peste 20.000 de rânduri. Împărțiți-l în mai multe fișiere.',
    'The file has more than 20,000 rows. Split it into several files.',
  );

export const tooManyColumns = (row: number) =>
  new SheetRefused(
    `Rândul ${row} are peste ${MOST_COLUMNS} de coloane. Păstrați numai coloanele cu date ale persoanelor.`,
    `Row ${row} has more than ${MOST_COLUMNS} columns. Keep only the columns with data of the persons.`,
  );

export const isDamaged = () =>
  new SheetRefused(
    'Fișierul XLSX este deteriorat. Deschideți-l și salvați-l din nou.',
    'The XLSX file is damaged. Open it and save it again.',
  );

export const isFormula = (cell: string) =>
  new SheetRefused(
    `Celula ${cell} conține o formulă. Copiați valorile („Lipire specială: valori”) și salvați din nou fișierul.`,
    `The cell ${cell} holds a formula. Paste the values (“Paste special: values”) and save the file again.`,
  );

/** `A`, `Z`, `AA`: the column at a place, counted from 0. */
export function columnLetters(at: number): string {
  const rest = at % 26;
  const last = String.fromCharCode(65 + rest);
  return at < 26 ? last : columnLetters((at - rest) / 26 - 1) + last;
}
