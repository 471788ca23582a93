/**
 * A bank's CSV: which column is what, by the headings once or as somebody says it, and how days and amounts are written
 * there. A decimal point is never guessed: it is said (R18).
 */
import { headingKey } from './import-columns.ts';
import { readDay } from './import-row.ts';
import { searchKey } from './locale.ts';
import { bani, type ParsedLei, parseLei } from './money.ts';

export const DECIMAL_SIGNS = ['comma', 'point'] as const;
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

/** Columns by their place, from 0. Either `amount`, which has a sign, or `debit` and `credit`. */
export interface CsvColumns {
  readonly date: number;
  readonly amount: number | null;
  readonly debit: number | null;
  readonly credit: number | null;
  /** The balance after each movement. Without it the first and the last one are typed. */
  readonly balance: number | null;
  readonly details: readonly number[];
  readonly counterparty: number | null;
  readonly counterpartyIban: number | null;
  readonly reference: number | null;
  readonly decimal: DecimalSign;
}

type Single = Exclude<keyof CsvColumns, 'details' | 'decimal'>;

/** What banks call them; without diacritics and signs. */
const NAMES: Readonly<Record<Single | 'details', readonly string[]>> = {
  date: [
    'data tranzactiei',
    'data procesarii',
    'data inregistrarii',
    'data operatiunii',
    'data tranzactie',
    'data',
    'transaction date',
    'booking date',
    'date',
    'data valutei',
  ],
  amount: ['suma', 'valoare', 'suma ron', 'suma lei', 'suma tranzactiei', 'amount'],
  debit: ['debit', 'suma debit', 'debit ron', 'plati', 'iesiri'],
  credit: ['credit', 'suma credit', 'credit ron', 'incasari', 'intrari'],
  balance: ['sold', 'sold contabil', 'sold dupa tranzactie', 'sold final', 'sold ron', 'balance'],
  details: [
    'detalii',
    'descriere',
    'explicatii',
    'detalii tranzactie',
    'detalii tranzactii',
    'descrierea tranzactiei',
    'detaliile platii',
    'details',
    'description',
  ],
  counterparty: [
    'contrapartida',
    'nume contrapartida',
    'platitor beneficiar',
    'beneficiar platitor',
    'ordonator beneficiar',
    'beneficiar ordonator',
    'nume partener',
    'partener',
    'counterparty',
  ],
  counterpartyIban: ['iban', 'iban contrapartida', 'cont contrapartida', 'contul contrapartidei', 'cont partener'],
  reference: ['referinta', 'referinta tranzactiei', 'numar referinta', 'nr referinta', 'reference'],
};

/** The columns that the headings name beyond doubt; null where a day or an amount is not among them. */
export function guessColumns(headings: readonly string[]): CsvColumns | null {
  const keys = headings.map(headingKey);
  const placesOf = (column: keyof typeof NAMES) => keys.flatMap((key, at) => (NAMES[column].includes(key) ? [at] : []));
  // The name that banks use first is the one that is meant; twice the same name is none.
  const placeOf = (column: Single): number | null => {
    const [best, next] = placesOf(column).sort(
      (a, b) => NAMES[column].indexOf(keys[a] ?? '') - NAMES[column].indexOf(keys[b] ?? ''),
    );
    return best === undefined || (next !== undefined && keys[next] === keys[best]) ? null : best;
  };
  const [date, amount, debit, credit] = [placeOf('date'), placeOf('amount'), placeOf('debit'), placeOf('credit')];
  const split = debit !== null && credit !== null;
  if (date === null || (amount === null) === !split) return null;
  return {
    date,
    amount,
    debit: split ? debit : null,
    credit: split ? credit : null,
    balance: placeOf('balance'),
    details: placesOf('details').slice(0, MOST_DETAILS),
    counterparty: placeOf('counterparty'),
    counterpartyIban: placeOf('counterpartyIban'),
    reference: placeOf('reference'),
    decimal: 'comma',
  };
}

export const MOST_DETAILS = 5;

/** Whether the columns are those of a file with so many headings, and say a day and an amount. */
export function columnsFit(columns: CsvColumns, headings: number): boolean {
  const { decimal: _, details, ...single } = columns;
  const places = [...details, ...Object.values(single).filter((place) => place !== null)];
  const amounts = columns.amount !== null ? columns.debit === null && columns.credit === null : null;
  return (
    (amounts ?? (columns.debit !== null && columns.credit !== null)) &&
    new Set(places).size === places.length &&
    places.every((place) => Number.isInteger(place) && place >= 0 && place < headings)
  );
}

const MONTHS = ['ian', 'feb', 'mar', 'apr', 'mai', 'iun', 'iul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A day as banks write it, also with a time or with the month's name (`15 iunie 2023`); null for anything else. */
export function readBankDay(text: string): string | null {
  const written = text.trim();
  const [day = ''] = written.split(/[ T](?=\d{1,2}:)/);
  const named = /^(\d{1,2})[ .-]+(\p{L}{3,10})[ .-]+(\d{4})$/u.exec(day);
  if (!named) return readDay(day.replace(/^(\d{1,2})-(\d{1,2})-(\d{4})$/, '$1.$2.$3'));
  const month = MONTHS.indexOf(searchKey(named[2] ?? '').slice(0, 3)) + 1;
  return readDay(`${named[1]}.${month}.${named[3]}`);
}

/** `1,234.56` and `1234.5`, where the writer said that the point is the decimal sign. */
const POINTED = /^(?:\d{1,15}|\d{1,3}(?:,\d{3})+)(?:\.\d{1,2})?$/;

/** An amount with its sign before or after it; as `parseLei` reads it, or with a decimal point where that was said. */
export function readSignedLei(text: string, decimal: DecimalSign): ParsedLei {
  const [, before = '', size = '', after = ''] = /^\s*([+\u2212–-]?)([^+\u2212–-]*)([+\u2212–-]?)\s*$/.exec(text) ?? [];
  if (before !== '' && after !== '') return { ok: false, fault: 'not-an-amount', readings: [] };
  const bare = size.replace(/\s*(?:lei|ron)\s*$/i, '').trim();
  const written = decimal === 'point' && POINTED.test(bare) ? bare.replaceAll(',', '').replace('.', ',') : bare;
  const read = decimal === 'comma' || POINTED.test(bare) ? parseLei(written) : null;
  if (read === null) return { ok: false, fault: bare === '' ? 'empty' : 'not-an-amount', readings: [] };
  return read.ok && /[^+]/.test(`${before}${after}`) ? { ok: true, bani: bani(-read.bani) } : read;
}
