/** Donors: who gives, and what of them is published (R22, R28). */
import type { DonorShown } from './ledger.ts';
import type { Locale, LocalText } from './lifecycle.ts';
import { type FieldFault, nationalIdFaults } from './participants.ts';

export const DONOR_KINDS = ['person', 'organisation'] as const;
export type DonorKind = (typeof DONOR_KINDS)[number];

/** A donor as somebody writes it. */
export interface DonorFields {
  readonly kind: DonorKind;
  /** Empty where only the address is known. What comes unknown, as from a box at the door, has no donor at all. */
  readonly name: string;
  readonly email: string | null;
  readonly locale: Locale;
  readonly shown: DonorShown;
}

export const DONOR_NAME_LENGTH = 200;

export const ANONYMOUS_DONOR: LocalText = { ro: 'Donator anonim', en: 'Anonymous donor' };

export const DONOR_KIND_WORDS: Readonly<Record<DonorKind, LocalText>> = {
  person: { ro: 'persoană', en: 'person' },
  organisation: { ro: 'organizație', en: 'organisation' },
};

export const DONOR_SHOWN_WORDS: Readonly<Record<DonorShown, LocalText>> = {
  name: { ro: 'cu numele', en: 'by name' },
  initials: { ro: 'cu inițialele', en: 'by initials' },
  anonymous: { ro: 'anonim', en: 'anonymously' },
};

/**
 * R22: what is published of a donor, everywhere by this one function: the name by choice, else initials, else nothing.
 * Of whoever was erased nothing is left (R28).
 * @returns null for somebody who stays anonymous (`ANONYMOUS_DONOR` in words)
 */
export function shownDonor(donor: { readonly name: string; readonly shown: DonorShown } | null): string | null {
  if (donor === null || donor.shown === 'anonymous' || donor.name === '') return null;
  return donor.shown === 'name' ? donor.name : initialsOf(donor.name);
}

/** Made once: a file of open data asks for the initials of a million gifts. */
const GRAPHEMES = new Intl.Segmenter('ro', { granularity: 'grapheme' });
/** No mark can follow: most names need no segmenter, whose every answer stays in memory until a full collection. */
const LATIN_INITIAL = /^\p{Script=Latin}(?=\p{Script=Latin}|$)/u;

/** The first letter with its marks, however it is written. */
const firstOf = (part: string): string | undefined =>
  LATIN_INITIAL.exec(part)?.[0] ?? GRAPHEMES.segment(part).containing(0)?.segment;

/** `A. M. P.` of „Ana-Maria Pop”; null of a name without a letter. */
function initialsOf(name: string): string | null {
  const parts = name.split(/[^\p{L}\p{M}'’]+/u).map((part) => part.replace(/^[^\p{L}]+/u, ''));
  const letters = parts.flatMap((part) => firstOf(part) ?? []);
  return letters.length === 0 ? null : letters.map((letter) => `${letter.toLocaleUpperCase('ro')}.`).join(' ');
}

/**
 * R22, R28: what is wrong with a donor, by field: no national identity number anywhere, nothing published that is not
 * there, and nobody who is nobody: a donor is whom a receipt or a reminder can reach, by name or by e-mail.
 */
export function donorFaults({ name, email, shown }: DonorFields): FieldFault[] {
  const faults = nationalIdFaults({ name, email });
  if (name !== '') return faults;
  if (shown !== 'anonymous') faults.push({ field: 'name', reason: NAME_PUBLISHED });
  else if (email === null) faults.push({ field: 'name', reason: NOBODY });
  return faults;
}

const NAME_PUBLISHED: LocalText = {
  ro: 'Se publică numele sau inițialele, deci trebuie scris numele; altfel alegeți „anonim”.',
  en: 'The name or the initials are published, so the name is needed; else choose “anonymously”.',
};
const NOBODY: LocalText = {
  ro: 'Un donator are nume sau adresă de e-mail; o donație fără ele se înregistrează fără donator.',
  en: 'A donor has a name or an e-mail address; a gift without either is entered without a donor.',
};
