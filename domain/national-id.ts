/**
 * National identity numbers (CNP): none is kept anywhere (R14). Found by their own arithmetic, however they are written.
 */

const LENGTH = 13;
const WEIGHTS = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9] as const;
/** Groups of digits with at most three spaces, dots or dashes between them. Whatever else stands beside is no matter. */
const CHAIN = /\d+(?:[\s.\p{Pd}]{1,3}\d+)*/gu;
/** First years of the centuries that the first digit may mean; 7, 8 and 9 (residents, foreigners) do not say which. */
const CENTURIES: Readonly<Record<string, readonly number[]>> = {
  1: [1900],
  2: [1900],
  3: [1800],
  4: [1800],
  5: [2000],
  6: [2000],
  7: [1900, 2000],
  8: [1900, 2000],
  9: [1900, 2000],
};

/**
 * Whether a text holds a valid CNP: 13 digits with a date that exists and the right control digit, also with spaces,
 * dots or dashes between them and with letters glued to them. A longer run of digits (IBAN, card) is none.
 */
export function holdsNationalId(text: string): boolean {
  for (const [chain] of asciiDigits(text).matchAll(CHAIN)) if (placesIn(chain).length > 0) return true;
  return false;
}

/** The text with stars for the digits of each CNP in it; what somebody else wrote is kept without it (R14). */
export function withoutNationalIds(text: string): string {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  if (digits < LENGTH || !holdsNationalId(text)) return text;
  return asciiDigits(text).replace(CHAIN, (chain) =>
    placesIn(chain).reduce(
      (left, { from, to }) => left.slice(0, from) + left.slice(from, to).replace(/\d/g, '*') + left.slice(to),
      chain,
    ),
  );
}

/** Where groups of digits make a CNP. */
function placesIn(chain: string): { readonly from: number; readonly to: number }[] {
  const groups = [...chain.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ digits, from: index }));
  const places: { from: number; to: number }[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    let digits = '';
    for (let next = first; next < groups.length && digits.length < LENGTH; next += 1) {
      const group = groups[next];
      digits += group?.digits ?? '';
      if (group && isNationalId(digits))
        places.push({ from: groups[first]?.from ?? 0, to: group.from + group.digits.length });
    }
  }
  return places;
}

function isNationalId(digits: string): boolean {
  if (digits.length !== LENGTH || !hasDate(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  const control = sum % 11 === 10 ? 1 : sum % 11;
  return Number(digits[LENGTH - 1]) === control;
}

function hasDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(1, 3), digits.slice(3, 5), digits.slice(5, 7)].map(Number);
  return (CENTURIES[digits.charAt(0)] ?? []).some((century) => {
    const date = new Date(Date.UTC(century + (year ?? 0), (month ?? 0) - 1, day));
    return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  });
}

/** Digits of every script as 0–9: ١٩٦٠ is the same number as 1960 to whoever reads it. */
function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/(?!\d)\p{Nd}/gu, (digit) => {
    // The digits of a script stand in a row that begins with its zero.
    let zero = digit.codePointAt(0) ?? 0;
    const value = zero;
    while (value - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(value - zero);
  });
}
