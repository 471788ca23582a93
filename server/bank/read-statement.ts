/**
 * A bank's file as a statement, read in pieces: once for what it says as a whole, so that nothing of a broken file is
 * written, and once more for its lines. Whatever it holds, no more than a piece of it is in memory.
 */
import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import type { CsvColumns } from '../../domain/bank-csv.ts';
import type { BankLine, StatementFormat, StatementHead } from '../../domain/bank-statements.ts';
import type { Kind } from '../files/kind.ts';
import type { UploadRules } from '../files/upload.ts';
import { EncodingSearch } from '../imports/decode-text.ts';
import { SheetRefused } from '../imports/sheet.ts';
import { readCamt053 } from './camt053.ts';
import { type CsvSurvey, readCsvStatement, surveyCsv, type TypedStatement } from './csv.ts';
import { lineTexts } from './line-texts.ts';
import { readMt940 } from './mt940.ts';

/** A hundred thousand entries of CAMT.053 that say little of themselves. */
const LIMIT = 64 * 1024 * 1024;
/** Bytes of the beginning that tell one format from another. */
const BEGINNING = 16_384;

const NOT_A_STATEMENT = {
  ro: 'Un extras de cont se primește ca MT940 (.sta, .940, .txt), CAMT.053 (.xml) sau CSV. Descărcați-l de la bancă într-unul dintre aceste formate.',
  en: 'A bank statement is taken as MT940 (.sta, .940, .txt), CAMT.053 (.xml) or CSV. Download it from the bank in one of these forms.',
};

export const STATEMENT: UploadRules = { limit: LIMIT, limitInWords: '64 MB', kindOf: kindOfStatement };

/** What it really is shows when it is read. */
async function kindOfStatement(path: string): Promise<Kind> {
  const found = await fileTypeFromFile(path);
  if (!found || found.ext === 'xml') return { ok: true, type: found?.mime ?? 'text/plain' };
  return { ok: false, reason: NOT_A_STATEMENT };
}

/** A file whose encoding and format are known. */
export interface BankFile {
  readonly format: StatementFormat;
  /** Its text, from the beginning. */
  readonly text: () => AsyncIterable<string>;
  /** Of a CSV. */
  readonly survey: CsvSurvey | null;
}

/** @throws SheetRefused */
export async function openBankFile(path: string): Promise<BankFile> {
  const search = new EncodingSearch();
  let beginning = '';
  for await (const bytes of createReadStream(path)) {
    search.take(bytes);
    if (beginning === '') beginning = bytes.subarray(0, BEGINNING).toString('latin1');
  }
  const encoding = search.found();
  if (encoding === null)
    throw new SheetRefused(
      'Codificarea fișierului nu se recunoaște. Descărcați extrasul din nou, codificat UTF-8.',
      'The encoding of the file is not recognised. Download the statement again, in UTF-8.',
    );
  const text = () => decoded(path, encoding);
  const format = formatOf(beginning.replaceAll('\0', ''));
  return { format, text, survey: format === 'csv' ? await surveyCsv(text) : null };
}

function formatOf(beginning: string): StatementFormat {
  if (/^\W*</.test(beginning.slice(0, 200))) return 'camt053';
  return /(?:^|\n):(?:20|25|28C?):/.test(beginning) ? 'mt940' : 'csv';
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** How a CSV is read; of the other formats nothing need be said. */
export interface CsvReading {
  readonly columns: CsvColumns;
  readonly typed: TypedStatement;
}

/** Its lines, fit to be kept. @throws SheetRefused */
export async function* linesOf(file: BankFile, csv: CsvReading | null): AsyncGenerator<BankLine> {
  for await (const line of readLines(file, csv)) yield { ...line, ...lineTexts(line) };
}

function readLines(
  { format, text, survey }: BankFile,
  csv: CsvReading | null,
): AsyncGenerator<BankLine, StatementHead> {
  if (format === 'mt940') return readMt940(text());
  if (format === 'camt053') return readCamt053(text());
  if (!survey || !csv) throw new Error('a CSV is read by its columns');
  return readCsvStatement(text(), survey, csv.columns, csv.typed);
}

/** What the file says as a whole; its lines are read and let go. @throws SheetRefused */
export async function headOf(file: BankFile, csv: CsvReading | null): Promise<StatementHead> {
  const lines = readLines(file, csv);
  for (let next = await lines.next(); ; next = await lines.next()) if (next.done) return next.value;
}
