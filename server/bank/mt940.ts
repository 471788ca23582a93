/**
 * SWIFT MT940, a line at a time. Details (`:86:`) are read where they are free text, where they have subfields
 * (`?20`, `^20`, `~20`, …) and where they have code words (`/REMI/`). Several statements in a file are one if they join.
 */
import { Temporal } from 'temporal-polyfill';
import type { BankLine, StatementHead } from '../../domain/bank-statements.ts';
import { readIban } from '../../domain/iban.ts';
import { type Bani, bani } from '../../domain/money.ts';
import { decimalBani } from './decimal.ts';
import { Joined } from './joined.ts';
import { REASONS, refusedAt } from './refused.ts';
import { remembered } from './remembered.ts';

/** Characters of a line; the standard allows 65. */
const LINE_LENGTH = 2_000;
/** Lines of a field; the standard allows six. */
const FIELD_LINES = 60;

const WORDS = {
  line: {
    ro: 'mișcarea (:61:) nu se poate citi. Cereți băncii extrasul din nou.',
    en: 'the movement (:61:) cannot be read. Ask the bank for the statement again.',
  },
  balance: {
    ro: 'soldul nu se poate citi. Cereți băncii extrasul din nou.',
    en: 'the balance cannot be read. Ask the bank for the statement again.',
  },
} as const;

interface Field {
  readonly tag: string;
  /** Of the file. */
  readonly line: number;
  readonly lines: string[];
}

type Draft = Omit<BankLine, 'place'>;

/** @returns what the file says of the statement as a whole, once its last line was given. @throws SheetRefused */
export async function* readMt940(text: AsyncIterable<string>): AsyncGenerator<BankLine, StatementHead> {
  const reader = new Mt940();
  const fields = new Fields();
  for await (const piece of text) for (const field of fields.take(piece)) yield* reader.take(field);
  for (const field of fields.end()) yield* reader.take(field);
  return reader.end();
}

class Mt940 {
  readonly #joined = new Joined();
  #opened = false;
  #lastLine = 1;
  #pending: Draft | null = null;

  *take(field: Field): Generator<BankLine> {
    const { tag, line, lines } = field;
    this.#lastLine = line;
    if (tag !== '86') yield* this.#flush();
    switch (tag) {
      case '20':
        if (this.#opened) throw refusedAt(line, REASONS.closing);
        break;
      case '25':
        this.#joined.account(accountIn(lines.join(''), line), line);
        break;
      case '28':
      case '28C':
        this.#joined.reference(lines.join('').trim());
        break;
      case '60F':
      case '60M': {
        const { amount, day } = balanceOf(field);
        this.#joined.opens(amount, day, line);
        this.#opened = true;
        break;
      }
      case '61':
        if (!this.#opened) throw refusedAt(line, REASONS.opening);
        this.#pending = movementOf(field);
        break;
      case '86':
        if (this.#pending) this.#pending = { ...this.#pending, ...withDetails(this.#pending, lines) };
        yield* this.#flush();
        break;
      case '62F':
      case '62M': {
        if (!this.#opened) throw refusedAt(line, REASONS.opening);
        const { amount, day } = balanceOf(field);
        this.#joined.closes(amount, day);
        this.#opened = false;
      }
    }
  }

  *#flush(): Generator<BankLine> {
    if (!this.#pending) return;
    yield { place: this.#joined.line(this.#pending.amount), ...this.#pending };
    this.#pending = null;
  }

  end(): StatementHead {
    if (this.#opened) throw refusedAt(this.#lastLine, REASONS.closing);
    return this.#joined.head();
  }
}

/** Fields with their continuation lines; what stands before the first one and between messages is no part of them. */
class Fields {
  #rest = '';
  #number = 0;
  #field: Field | null = null;

  *take(piece: string): Generator<Field> {
    const lines = (this.#rest + piece).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) yield* this.#line(line);
    if (this.#rest.length > LINE_LENGTH) throw refusedAt(this.#number + 1, REASONS.long);
  }

  *end(): Generator<Field> {
    yield* this.#line(this.#rest);
    if (this.#field) yield this.#field;
  }

  *#line(line: string): Generator<Field> {
    this.#number += 1;
    if (line.length > LINE_LENGTH) throw refusedAt(this.#number, REASONS.long);
    const content = line.endsWith('\r') ? line.slice(0, -1) : line;
    const opening = /^:(\d{2}[A-Z]?|NS):(.*)$/.exec(content);
    if (opening) {
      if (this.#field) yield this.#field;
      this.#field = { tag: opening[1] ?? '', line: this.#number, lines: [opening[2] ?? ''] };
    } else if (/^-\}?$|^\{|^\s*$/.test(content)) {
      if (this.#field) yield this.#field;
      this.#field = null;
    } else if (this.#field) {
      if (this.#field.lines.length === FIELD_LINES) throw refusedAt(this.#number, REASONS.long);
      this.#field.lines.push(content);
    }
  }
}

/** Banks put their code before the IBAN, or the currency after it. */
function accountIn(content: string, line: number): string {
  const written = content.slice(0, 100).toUpperCase();
  const parts = [...written.split(/[/ ]/), written, written.replace(/RON\s*$/, '')];
  for (const part of parts) {
    const read = readIban(part.replace(/^(RO\d{2}[A-Z]{4}[A-Z0-9]{16})RON$/, '$1'));
    if (read.ok) return read.iban;
  }
  throw refusedAt(line, REASONS.account);
}

function balanceOf({ line, lines }: Field): { readonly amount: Bani; readonly day: string } {
  const [, mark, date = '', currency, written = ''] =
    /^([CD])(\d{6})([A-Z]{3})(\d[\d.,]{0,24})\s*$/.exec(lines[0] ?? '') ?? [];
  if (mark === undefined) throw refusedAt(line, WORDS.balance);
  if (currency !== 'RON') throw refusedAt(line, REASONS.currency);
  const amount = decimalBani(written);
  if (amount === null) throw refusedAt(line, REASONS.amount);
  return { amount: bani(mark === 'C' ? amount : -amount), day: dayOf(date, line) };
}

/** Value date, day of the booking, mark, third letter of the currency, amount, kind, references; a second line of words. */
const MOVEMENT = /^(\d{6})(\d{4})?(R?[CD])([A-Z])?(\d[\d.,]{0,24})(?:[A-Z][A-Z0-9]{3})?(.*)$/;

function movementOf({ line, lines: [first = '', ...words] }: Field): Draft {
  const [, date = '', entry, mark = '', , written = '', references = ''] = MOVEMENT.exec(first) ?? [];
  if (mark === '') throw refusedAt(line, WORDS.line);
  const amount = decimalBani(written);
  if (amount === null || amount === 0) throw refusedAt(line, REASONS.amount);
  const value = dayOf(date, line);
  const [own = '', banks = ''] = references.split('//');
  return {
    bookedOn: entry === undefined ? value : bookingDay(entry, value, line),
    // RD takes a debit back, so that it comes in; RC a credit.
    amount: bani(mark === 'C' || mark === 'RD' ? amount : -amount),
    reversal: mark.startsWith('R'),
    counterparty: '',
    counterpartyIban: '',
    details: words.join(' '),
    bankReference: [own, banks].filter((text) => text !== '' && text !== 'NONREF').join(' '),
  };
}

const dayOf = (date: string, line: number): string => valueDay(date) || refuseDay(line);
const bookingDay = (entry: string, value: string, line: number): string =>
  bookedDay(`${entry}${value}`) || refuseDay(line);

/** `YYMMDD`; empty where there is no such day. */
const valueDay = remembered((date) => {
  const [year = 0, month = 0, day = 0] = (date.match(/\d\d/g) ?? []).map(Number);
  return plainDate({ year: 2000 + year, month, day })?.toString() ?? '';
});

/** `MMDD` and the value date behind it: a day without its year is the one next to that; around New Year they differ. */
const bookedDay = remembered((text) => {
  const [month, day, value] = [
    Number(text.slice(0, 2)),
    Number(text.slice(2, 4)),
    Temporal.PlainDate.from(text.slice(4)),
  ];
  const days = [-1, 0, 1].flatMap((years) => plainDate({ year: value.year + years, month, day }) ?? []);
  const away = (date: Temporal.PlainDate) => Math.abs(value.until(date, { largestUnit: 'day' }).days);
  return days.sort((a, b) => away(a) - away(b))[0]?.toString() ?? '';
});

function plainDate(parts: { year: number; month: number; day: number }): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(parts, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function refuseDay(line: number): never {
  throw refusedAt(line, REASONS.day);
}

type Details = Pick<Draft, 'counterparty' | 'counterpartyIban' | 'details'>;

function withDetails({ details: words }: Draft, lines: readonly string[]): Details {
  const found = subfields(lines) ??
    codeWords(lines) ?? { counterparty: '', counterpartyIban: '', details: lines.join(' ') };
  return { ...found, details: [found.details, words].filter((text) => text !== '').join(' ') };
}

/** Three digits and a sign, which then parts subfields of two digits: 20–29 and 60–63 details, 31 or 38 account, 32–33 name. */
function subfields(lines: readonly string[]): Details | null {
  const whole = lines.join('');
  const sign = /^\d{3}([?^~<>@+|])\d{2}/.exec(whole)?.[1];
  if (sign === undefined) return null;
  const parts = whole.split(sign).slice(1);
  const of = (codes: readonly string[]) =>
    parts.filter((part) => codes.includes(part.slice(0, 2))).map((part) => part.slice(2));
  const details = filled(of(['20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '60', '61', '62', '63']));
  return {
    counterparty: filled(of(['32', '33'])),
    counterpartyIban: of(['31', '38']).find((account) => account.trim() !== '') ?? '',
    // Where a bank gives no details, the kind of the movement.
    details: details || filled(of(['00'])),
  };
}

/** A subfield that is full goes on in the next one in the middle of a word. */
const FULL = 27;
const filled = (parts: readonly string[]): string =>
  parts
    .reduce((whole, part, at) => whole + ((parts[at - 1] ?? '').length < FULL && at > 0 ? ' ' : '') + part, '')
    .trim();

const CODE_WORDS = /\/(TRTP|IBAN|BIC|NAME|CNTP|REMI|EREF|MREF|PREF|ORDP|BENM|ADDR|PURP|RTRN|CSID|MARF)\//;

function codeWords(lines: readonly string[]): Details | null {
  const whole = lines.join('');
  if (!/^\/[A-Z]{3,4}\//.test(whole) || !CODE_WORDS.test(whole)) return null;
  const parts = whole.split(CODE_WORDS);
  const said = new Map<string, string>();
  for (let at = 1; at < parts.length; at += 2) {
    const [word = '', text = ''] = [parts[at], parts[at + 1]];
    said.set(word, [said.get(word), text.replace(/\/+$/, '')].filter(Boolean).join(' '));
  }
  const of = (word: string) => said.get(word)?.trim() ?? '';
  const [account = '', , name = ''] = of('CNTP').split('/');
  return {
    counterparty: of('NAME') || name,
    counterpartyIban: of('IBAN') || account,
    details: [of('REMI').replace(/^(?:USTD|STRD)\/+/, ''), of('EREF')].filter((text) => text !== '').join(' ') || whole,
  };
}
