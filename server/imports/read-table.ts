/** A list of people that somebody uploads, read as a table whose columns are known: of the register, or of a roll. */
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { holdsNationalId } from '../../domain/national-id.ts';
import type { Upload, UploadRules } from '../files/upload.ts';
import { RequestProblem } from '../problem.ts';
import { CSV, kindOfList } from './kind.ts';
import { readSheet } from './read-sheet.ts';
import { type Sheet, SheetRefused } from './sheet.ts';

export const TABLE: UploadRules = { limit: 10 * 1024 * 1024, limitInWords: '10 MB', kindOf: kindOfList };

type Columns<C> =
  | { readonly columns: readonly C[]; readonly fault: null }
  | { readonly columns: null; readonly fault: LocalText };

export interface Table<C> {
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly columns: readonly C[];
  readonly rows: Sheet['rows'];
}

/**
 * Nothing of the file is kept yet.
 * @throws RequestProblem where it is no table, its headings are not understood, or it holds national identity numbers
 */
export async function readTable<C>(
  { name, path, file }: Upload,
  columnsOf: (headings: readonly string[]) => Columns<C>,
): Promise<Table<C>> {
  if (holdsNationalId(name))
    refuse({
      ro: 'Numele fișierului conține un cod numeric personal (CNP). Redenumiți fișierul.',
      en: 'The name of the file holds a national identity number (CNP). Rename the file.',
    });
  const sheet = await readSheet(path, file.type === CSV ? 'csv' : 'xlsx').catch((error: unknown): never => {
    if (error instanceof SheetRefused) return refuse(error.reason);
    throw error;
  });
  refuseNationalIds(sheet);
  const { columns, fault } = columnsOf(sheet.headings);
  if (fault) return refuse(fault);
  return { name, sha256: file.sha256, columns, rows: sheet.rows };
}

function refuse(reason: LocalText): never {
  throw new RequestProblem('file-refused', { facts: { reason }, errors: { file: reason } });
}

function refuseNationalIds({ nationalIds }: Sheet): void {
  if (nationalIds.length === 0) return;
  const named = (locale: Locale) =>
    nationalIds
      .map((heading) => (holdsNationalId(heading) ? (locale === 'ro' ? 'fără nume' : 'unnamed') : heading))
      .join(', ');
  refuse({
    ro: `Fișierul conține coduri numerice personale (CNP), care nu se păstrează nicăieri. Ștergeți-le din coloanele: ${named('ro')}.`,
    en: `The file holds national identity numbers (CNP), which are not kept anywhere. Remove them from the columns: ${named('en')}.`,
  });
}
