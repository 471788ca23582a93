/** Bank accounts: IBAN, ISO 13616. */
import type { LocalText } from './lifecycle.ts';

const FORM = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
/** A Romanian one: the bank's four letters and sixteen characters. */
const ROMANIAN = /^RO\d{2}[A-Z]{4}[A-Z0-9]{16}$/;
const GROUP = 4;
const REMAINDER = 1;

export type IbanFault = 'form' | 'check';
export type ReadIban = { readonly ok: true; readonly iban: string } | { readonly ok: false; readonly fault: IbanFault };

/** Remainder of 97 of the number that the letters and digits stand for, its first four characters last. */
function remainder(iban: string): number {
  const digits = [...iban.slice(GROUP), ...iban.slice(0, GROUP)].map((character) => Number.parseInt(character, 36));
  return digits.reduce((rest, value) => (rest * (value > 9 ? 100 : 10) + value) % 97, 0);
}

/** Reads an account as it is written, with spaces or hyphens and in any case; without them it is stored. */
export function readIban(typed: string): ReadIban {
  const iban = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]+/gu, '');
  if (!FORM.test(iban) || (iban.startsWith('RO') && !ROMANIAN.test(iban))) return { ok: false, fault: 'form' };
  return remainder(iban) === REMAINDER ? { ok: true, iban } : { ok: false, fault: 'check' };
}

/** In groups of four, as it is read out and typed. */
export const printedIban = (iban: string): string => (iban.match(/.{1,4}/g) ?? []).join(' ');

export const IBAN_FAULTS: Readonly<Record<IbanFault, LocalText>> = {
  form: {
    ro: 'Acesta nu este un cont IBAN. Unul românesc are 24 de caractere și începe cu RO.',
    en: 'This is no IBAN. A Romanian one has 24 characters and begins with RO.',
  },
  check: {
    ro: 'Cifrele de control ale contului nu se potrivesc: un caracter este greșit. Copiați contul din nou.',
    en: 'The check digits of the account do not fit: one character is wrong. Copy the account again.',
  },
};
