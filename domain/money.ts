/**
 * Money is whole bani in safe integers, never floating point (R18). 100 bani are one leu.
 */
import type { Locale } from './lifecycle.ts';

declare const baniBrand: unique symbol;
/** A sum in bani; made by `bani`, `parseLei` or from the database, where it is a bigint. */
export type Bani = number & { readonly [baniBrand]: 'bani' };

/** The largest sum a person may enter: ten thousand billion lei. */
export const LARGEST_INPUT = 1_000_000_000_000_000;
const NO_BREAK_SPACE = '\u00A0';
/** U+2212: as wide as a digit, and no line breaks after it, as one may after a hyphen. */
const MINUS = '\u2212';

/** A whole, safe number of bani. Throws a RangeError for fractions and for what would lose a ban (R18). */
export function bani(value: number): Bani {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a safe whole number of bani: ${value}`);
  // −0 + 0 is 0: a sum never shows as "-0".
  return (value + 0) as Bani;
}

/** The sum of amounts. Throws a RangeError where it, or a step on the way, overflows (R18). */
export function sumBani(amounts: readonly number[]): Bani {
  return amounts.reduce<Bani>((sum, amount) => bani(sum + bani(amount)), bani(0));
}

/** `from` less `amount`. Throws a RangeError where it overflows (R18). */
export function subtractBani(from: number, amount: number): Bani {
  return bani(bani(from) - bani(amount));
}

/** Why an amount that a person wrote is not taken. */
export type LeiFault = 'empty' | 'not-an-amount' | 'negative' | 'ambiguous' | 'too-large';

export type ParsedLei =
  | { readonly ok: true; readonly bani: Bani }
  /** `readings`: what the writer may have meant, smallest first; empty where nothing can be guessed. */
  | { readonly ok: false; readonly fault: LeiFault; readonly readings: readonly Bani[] };

const refused = (fault: LeiFault, readings: readonly Bani[] = []): ParsedLei => ({ ok: false, fault, readings });

/** Whole lei and bani as digits → bani; null where the sum is larger than anybody may enter. */
function fromDigits(lei: string, fraction: string): Bani | null {
  const digits = `${lei.replace(/\D/g, '')}${fraction.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  const value = Number(digits);
  return digits.length <= 16 && value <= LARGEST_INPUT ? bani(value) : null;
}

function taken(lei: string, fraction: string): ParsedLei {
  const value = fromDigits(lei, fraction);
  return value === null ? refused('too-large') : { ok: true, bani: value };
}

function ambiguous(...readings: readonly (readonly [lei: string, fraction: string])[]): ParsedLei {
  const known = readings.map(([lei, fraction]) => fromDigits(lei, fraction)).filter((value) => value !== null);
  return refused(
    'ambiguous',
    [...new Set(known)].sort((a, b) => a - b),
  );
}

/**
 * Reads an amount as Romanians write it: `10.000`, `10 000`, `10000` and `10.000,00` are all ten thousand lei (R18);
 * `lei` or `RON` may follow. What an English reader would read as another sum (`10.00`, `1,000`, `10,000.00`) is
 * refused, with what it may mean. At most 10^15 bani; never negative.
 */
export function parseLei(text: string): ParsedLei {
  const written = text
    .replace(/[\s\u00A0\u2009\u202F]+/g, ' ')
    .trim()
    .replace(/ ?(lei|leu|ron)$/i, '');
  if (written === '') return refused('empty');
  if (/^[-\u2212\u2013] ?\d/.test(written)) return refused('negative');

  const plain = /^(\d+)(?:,(\d{1,2}))?$/.exec(written);
  if (plain) return taken(plain[1] ?? '', plain[2] ?? '');

  const grouped = /^([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:,(\d{1,2}))?$/.exec(written);
  if (grouped) return taken(grouped[1] ?? '', grouped[2] ?? '');

  // "10.00": ten lei in English writing, or a thousand with a misplaced point.
  const pointed = /^(\d+)\.(\d{1,2})$/.exec(written);
  if (pointed) return ambiguous([pointed[1] ?? '', pointed[2] ?? ''], [written, '']);

  // "0.500": half a leu in English writing, or five hundred.
  const zeroPointed = /^(0+)\.(\d{3})$/.exec(written);
  if (zeroPointed) return ambiguous([zeroPointed[1] ?? '', (zeroPointed[2] ?? '').slice(0, 2)], [written, '']);

  // "1,000": one leu with a decimal too many, or a thousand in English writing.
  const comma = /^(\d{1,3}),(\d{3})$/.exec(written);
  if (comma) return ambiguous([comma[1] ?? '', (comma[2] ?? '').slice(0, 2)], [written, '']);

  // "1,000,000" and "10,000.00": English writing; one meaning, yet it is asked for in Romanian writing.
  const english = /^(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(written);
  if (english) return ambiguous([english[1] ?? '', english[2] ?? '']);

  return refused('not-an-amount');
}

const SEPARATORS: Readonly<Record<Locale, { group: string; decimal: string }>> = {
  ro: { group: '.', decimal: ',' },
  en: { group: ',', decimal: '.' },
};

/** `10.000,00 lei` (ro) or `10,000.00 lei` (en), with a no-break space before the unit; below zero `−300,00 lei` (R18). */
export function formatLei(amount: number, locale: Locale = 'ro'): string {
  const { group, decimal } = SEPARATORS[locale];
  const digits = String(Math.abs(bani(amount))).padStart(3, '0');
  const lei = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  return `${amount < 0 ? MINUS : ''}${lei}${decimal}${digits.slice(-2)}${NO_BREAK_SPACE}lei`;
}

/** Says why an amount was not taken, and how to write what may have been meant. */
export function describeLeiFault(fault: LeiFault, readings: readonly Bani[], locale: Locale): string {
  const amounts = readings.map((reading) => formatLei(reading).replace(/\u00A0lei$/, ''));
  const words: Readonly<Record<LeiFault, Readonly<Record<Locale, string>>>> = {
    empty: { ro: 'Lipsește suma.', en: 'The amount is missing.' },
    'not-an-amount': {
      ro: 'Aceasta nu este o sumă. Scrieți, de exemplu, 10.000,00.',
      en: 'This is not an amount. Write, for example, 10.000,00.',
    },
    negative: { ro: 'Suma nu poate fi negativă.', en: 'The amount cannot be negative.' },
    ambiguous:
      amounts.length === 1
        ? {
            ro: `Suma nu este scrisă ca în română. Scrieți ${amounts.join()}.`,
            en: `The amount is not in Romanian writing. Write ${amounts.join()}.`,
          }
        : {
            ro: `Suma se poate citi în mai multe feluri. Scrieți ${amounts.join(' sau ')}.`,
            en: `The amount can be read in more than one way. Write ${amounts.join(' or ')} (Romanian writing).`,
          },
    'too-large': {
      ro: `Suma este prea mare; cel mult ${formatLei(LARGEST_INPUT)}.`,
      en: `The amount is too large; at most ${formatLei(LARGEST_INPUT)}.`,
    },
  };
  return words[fault][locale];
}
