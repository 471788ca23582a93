/**
 * The documents that the program names itself: place in a bank statement, code of a pledge, payment order, number of the
 * corrected entry. They are kept in Romanian, as part of an entry that never changes; who reads English reads them in English.
 */
import type { Locale } from './lifecycle.ts';

/** What proves an entry that a line became, without anybody's name. */
export const lineDocument = (statement: number, place: number): string => `Extras ${statement}, linia ${place}`;
/** @param code as it is printed */
export const pledgeDocument = (code: string): string => `Promisiune ${code}`;
export const orderDocument = (number: string): string => `Ordin de plată ${number}`;
/** @param number of the wrong entry in its ledger */
export const correctionDocument = (number: number): string => `Corecția înregistrării nr. ${number}`;

const IN_ENGLISH: readonly (readonly [own: RegExp, english: string])[] = [
  [/^Extras (\d+), linia (\d+)$/, 'Statement $1, line $2'],
  [/^Promisiune ([0-9A-Z]{4}-[0-9A-Z]{4})$/, 'Pledge $1'],
  [/^Ordin de plată (.+)$/s, 'Payment order $1'],
  [/^Corecția înregistrării nr\. (\d+)$/, 'Correction of entry no. $1'],
];

/** A document as it is read; what people wrote stays as they wrote it. */
export function shownDocument(document: string, locale: Locale): string {
  const own = locale === 'en' ? IN_ENGLISH.find(([pattern]) => pattern.test(document)) : undefined;
  return own ? document.replace(...own) : document;
}
