/** A bank's CSV, a row at a time: what stands above its headings, which column is what, and whether its balances add up. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { type CsvColumns, readBankDay, readSignedLei } from '../../domain/bank-csv.ts';
import { type BankLine, MOST_LINES, type StatementHead } from '../../domain/bank-statements.ts';
import { readIban } from '../../domain/iban.ts';
import { type Bani, bani, describeLeiFault } from '../../domain/money.ts';
import { CELL_LENGTH, SheetRefused } from '../imports/sheet.ts';
import { REASONS, refusedAt, tooManyLines } from './refused.ts';
import { remembered } from './remembered.ts';

/** Characters of one row. */
const ROW_LENGTH = 100_000;
const MOST_COLUMNS = 60;
/** Rows above the headings. */
const MOST_PREAMBLE = 40;
/** Fewer cells are a title, an account, a period. */
const FEWEST_HEADINGS = 3;
const SEPARATORS = [';', '\t', ',', '|'] as const;

export interface CsvSurvey {
  readonly separator: string;
  /** Rows above the one with the headings. */
  readonly preamble: number;
  readonly headings: readonly string[];
  /** The account that is named above the headings; empty where none is. */
  readonly iban: string;
}

/** What somebody typed because the file does not say it. */
export interface TypedStatement {
  readonly opening: Bani | null;
  readonly closing: Bani | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

interface Row {
  readonly cells: readonly string[];
  /** Of the file, where the row ends. */
  readonly line: number;
}

/** Finds the headings: the first row with at least three cells that hold something. @throws SheetRefused */
export async function surveyCsv(text: () => AsyncIterable<string>): Promise<CsvSurvey> {
  const found: CsvSurvey[] = [];
  let broken: unknown = null;
  for (const separator of SEPARATORS) {
    const survey = await headingsBy(separator, text()).catch((error: unknown) => {
      if (!(error instanceof SheetRefused)) throw error;
      broken ??= error;
      return null;
    });
    if (survey) found.push(survey);
  }
  const [best] = found.sort((a, b) => b.headings.length - a.headings.length);
  if (!best)
    throw (
      broken ??
      new SheetRefused(
        'Fișierul CSV nu are un rând cu numele coloanelor. Exportați extrasul cu antet (dată, sumă, detalii).',
        'The CSV file has no row that names the columns. Export the statement with headings (date, amount, details).',
      )
    );
  return best;
}

async function headingsBy(separator: string, text: AsyncIterable<string>): Promise<CsvSurvey | null> {
  let preamble = 0;
  let above = '';
  for await (const { cells } of rowsOf(text, separator, MOST_PREAMBLE)) {
    const headings = cells.map((cell) => cell.trim());
    if (headings.filter((heading) => heading !== '').length >= FEWEST_HEADINGS)
      return { separator, preamble, headings, iban: accountIn(above) };
    above += ` ${cells.join(' ').slice(0, CELL_LENGTH)}`;
    preamble += 1;
  }
  return null;
}

function accountIn(text: string): string {
  const [found = ''] = /RO\d{2}[A-Z]{4}[A-Z0-9]{16}/.exec(text.toUpperCase().replace(/\s+/g, '')) ?? [];
  const read = readIban(found);
  return read.ok ? read.iban : '';
}

async function* rowsOf(text: AsyncIterable<string>, delimiter: string, most?: number): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: ROW_LENGTH,
    ...(most !== undefined && { to: most }),
  });
  // What goes wrong on the way comes out of the parser.
  const flowing = pipeline(Readable.from(text), parser).catch(() => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (record.length > MOST_COLUMNS) throw refusedAt(info.lines, REASONS.long);
      yield { cells: record, line: info.lines };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refusedAt('lines' in error ? Number(error.lines) : 0, {
      ro: 'ghilimele neînchise sau un rând prea lung. Exportați extrasul din nou.',
      en: 'a quotation mark is not closed, or a row is too long. Export the statement again.',
    });
  } finally {
    parser.destroy();
    await flowing;
  }
}

/** @returns what the file says of the statement as a whole, once its last row was given. @throws SheetRefused */
export async function* readCsvStatement(
  text: AsyncIterable<string>,
  { separator, preamble, iban }: CsvSurvey,
  columns: CsvColumns,
  typed: TypedStatement,
): AsyncGenerator<BankLine, StatementHead> {
  const balances = new Balances();
  let [place, sum] = [0, bani(0)];
  let [firstDay, lastDay] = ['', ''];
  let at = 0;
  for await (const row of rowsOf(text, separator)) {
    at += 1;
    if (at <= preamble + 1) continue;
    const movement = movementOf(row, columns);
    if (movement === null) continue;
    if (place === MOST_LINES) throw tooManyLines('100.000');
    const { bookedOn, amount } = movement;
    if (columns.balance !== null) balances.take(sumIn(row, columns.balance, columns), amount, bookedOn, row.line);
    if (outside(bookedOn, typed))
      throw refusedAt(row.line, {
        ro: 'data nu este în perioada scrisă a extrasului. Corectați perioada.',
        en: 'the day is not within the period that was written. Correct the period.',
      });
    place += 1;
    sum = bani(sum + amount);
    if (firstDay === '' || bookedOn < firstDay) firstDay = bookedOn;
    if (bookedOn > lastDay) lastDay = bookedOn;
    yield { place, ...movement };
  }
  const [startsOn, endsOn] = [typed.startsOn ?? firstDay, typed.endsOn ?? lastDay];
  const [opening, closing] = balances.ends() ?? [typed.opening, typed.closing];
  if (startsOn === '' || endsOn === '' || opening === null || closing === null)
    throw new SheetRefused(
      'Fișierul CSV nu are nicio mișcare. Alegeți alt fișier sau scrieți perioada și soldurile extrasului.',
      'The CSV file has no movement. Choose another file, or write the period and the balances of the statement.',
    );
  return { iban, reference: '', startsOn, endsOn, opening, closing, lines: place, sum };
}

const outside = (day: string, { startsOn, endsOn }: TypedStatement): boolean =>
  (startsOn !== null && day < startsOn) || (endsOn !== null && day > endsOn);

const bankDay = remembered((text) => readBankDay(text) ?? '');

/** Null for a row that is none: without a day and an amount, or of nothing. */
function movementOf(row: Row, columns: CsvColumns): Omit<BankLine, 'place'> | null {
  const cell = (at: number | null) => (at === null ? '' : (row.cells[at] ?? '').slice(0, CELL_LENGTH).trim());
  const amounts = [columns.amount, columns.debit, columns.credit].map(cell);
  const day = cell(columns.date);
  if (day === '' && amounts.every((text) => text === '')) return null;
  const bookedOn = bankDay(day.slice(0, 60));
  if (bookedOn === '')
    throw refusedAt(row.line, {
      ro: 'data nu se poate citi. Scrieți-o ca 31.12.2023 sau ștergeți rândul, dacă nu este o mișcare.',
      en: 'the day cannot be read. Write it like 31.12.2023, or remove the row if it is no movement.',
    });
  const amount = columns.amount === null ? ofTwo(row, columns) : sumIn(row, columns.amount, columns);
  if (amount === 0) return null;
  return {
    bookedOn,
    amount,
    reversal: false,
    counterparty: cell(columns.counterparty),
    counterpartyIban: cell(columns.counterpartyIban),
    details: columns.details
      .map(cell)
      .filter((text) => text !== '')
      .join(' '),
    bankReference: cell(columns.reference),
  };
}

/** What left stands in one column, what came in the other one. */
function ofTwo(row: Row, columns: CsvColumns): Bani {
  const of = (at: number | null) =>
    at === null || (row.cells[at] ?? '').trim() === '' ? bani(0) : sumIn(row, at, columns);
  const [debit, credit] = [of(columns.debit), of(columns.credit)];
  if (debit !== 0 && credit !== 0)
    throw refusedAt(row.line, {
      ro: 'suma este și la debit, și la credit. Verificați coloanele.',
      en: 'there is both a debit and a credit. Check the columns.',
    });
  if (credit < 0)
    throw refusedAt(row.line, {
      ro: 'suma de la credit este negativă. Verificați coloanele.',
      en: 'the credit is negative. Check the columns.',
    });
  // Some banks write what left with its sign.
  return debit !== 0 ? bani(-Math.abs(debit)) : credit;
}

function sumIn(row: Row, at: number, { decimal }: CsvColumns): Bani {
  const read = readSignedLei((row.cells[at] ?? '').slice(0, CELL_LENGTH), decimal);
  if (read.ok) return read.bani;
  const { fault, readings } = read;
  const [ro, en] =
    fault === 'ambiguous'
      ? [
          ' Dacă banca scrie zecimalele cu punct, alegeți „punct” la coloane.',
          ' If the bank writes decimals with a point, choose “point” among the columns.',
        ]
      : ['', ''];
  throw refusedAt(row.line, {
    ro: describeLeiFault(fault, readings, 'ro') + ro,
    en: describeLeiFault(fault, readings, 'en') + en,
  });
}

/** Balances after each movement, the oldest first or the latest first: each follows from the one beside it. */
class Balances {
  #first: { readonly balance: Bani; readonly amount: Bani; readonly day: string } | null = null;
  #last: { readonly balance: Bani; readonly amount: Bani; readonly day: string } | null = null;
  #rising = true;
  #falling = true;

  take(balance: Bani, amount: Bani, day: string, line: number): void {
    if (this.#last) {
      this.#rising &&= bani(this.#last.balance + amount) === balance;
      this.#falling &&= bani(this.#last.balance - this.#last.amount) === balance;
    }
    if (!this.#rising && !this.#falling)
      throw refusedAt(line, {
        ro: 'soldul nu urmează din rândul de lângă el: lipsește un rând sau coloanele sunt altele. Verificați extrasul.',
        en: 'the balance does not follow from the row beside it: a row is missing, or the columns are others. Check the statement.',
      });
    this.#last = { balance, amount, day };
    this.#first ??= this.#last;
  }

  /** Before the oldest movement and after the latest; null where there is none. */
  ends(): readonly [Bani, Bani] | null {
    const [first, last] = [this.#first, this.#last];
    if (!first || !last) return null;
    const oldestFirst = this.#rising && (!this.#falling || first.day <= last.day);
    const [oldest, latest] = oldestFirst ? [first, last] : [last, first];
    return [bani(oldest.balance - oldest.amount), latest.balance];
  }
}
