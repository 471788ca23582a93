/**
 * Reference codes: what a payment says in its details, so that it is found again in a bank's line (R20). Eight characters
 * of 31 that are not read for each other (no 0 O, no 1 I L), the last one a check.
 */

/** 31 is a prime: with weights below it one wrong character, or two that are swapped, always show. */
export const REFERENCE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const REFERENCE_LENGTH = 8;

const GROUP = 4;
const SIZE = REFERENCE_ALPHABET.length;
const worth = (character: string): number => REFERENCE_ALPHABET.indexOf(character);

/** The check adds up to a multiple of 31, the character at place p (from the right, from 1) counting p times. */
function checkSum(worths: readonly number[], at = 0): number {
  let sum = 0;
  for (let place = 0; place < REFERENCE_LENGTH; place += 1)
    sum += (REFERENCE_LENGTH - place) * (worths[at + place] ?? 0);
  return sum % SIZE;
}

function isCodeAt(worths: readonly number[], at: number): boolean {
  for (let place = at; place < at + REFERENCE_LENGTH; place += 1) if ((worths[place] ?? -1) < 0) return false;
  return checkSum(worths, at) === 0;
}

/** @param below draws a whole number from 0 to `limit` − 1 */
export function makeReferenceCode(below: (limit: number) => number): string {
  const drawn = Array.from({ length: REFERENCE_LENGTH - 1 }, () => REFERENCE_ALPHABET[below(SIZE)]).join('');
  // The check is what is missing to a multiple.
  const check = (SIZE - checkSum(Array.from(drawn, worth))) % SIZE;
  return `${drawn}${REFERENCE_ALPHABET[check]}`;
}

const isReferenceCode = (code: string): boolean =>
  code.length === REFERENCE_LENGTH && isCodeAt(Array.from(code, worth), 0);

/** Capital letters and digits alone, whatever stands between them. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');

/** @returns the code as it is stored, or null where it can be none */
export function readReferenceCode(typed: string): string | null {
  const code = bare(typed.slice(0, 100));
  return isReferenceCode(code) ? code : null;
}

/** Longer than any bank's field. */
const LONGEST_DETAILS = 2_000;

/**
 * Every code that a text may hold, however it is spaced, hyphened or cased, in its order and each once. By chance one
 * place in 31 looks like a code, so whoever asks looks each of them up.
 */
export function referenceCodesIn(text: string): string[] {
  const characters = bare(text.slice(0, LONGEST_DETAILS));
  // Of a statement's lines millions of places are looked at: nothing is made of those that are no code.
  const worths = Array.from(characters, worth);
  const found = new Set<string>();
  for (let at = 0; at + REFERENCE_LENGTH <= worths.length; at += 1)
    if (isCodeAt(worths, at)) found.add(characters.slice(at, at + REFERENCE_LENGTH));
  return [...found];
}

/** As it is shown and copied: `7K3M-9QTX`. */
export const printedReference = (code: string): string => `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
