/** What the forms of the public pages share: what is wrong with a field, said beside it; a field for machines. */
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { type Content, type Html, html } from './html.ts';

/** What was written, by the field of the form. */
export type Written = Readonly<Record<string, string>>;
/** What is wrong, by the field of the form. */
export type Faults = ReadonlyMap<string, LocalText>;

/** A field that people do not see and machines fill in. */
export const HONEYPOT = 'website';
const LEAVE_EMPTY: LocalText = { ro: 'Lăsați necompletat', en: 'Leave empty' };

export const NEEDED: LocalText = { ro: 'Completați câmpul.', en: 'Fill this in.' };
export const NO_EMAIL: LocalText = {
  ro: 'Scrieți o adresă ca nume@exemplu.ro.',
  en: 'Write an address like name@example.org.',
};
export const tooLong = (most: number): LocalText => ({
  ro: `Scrieți cel mult ${most} de caractere.`,
  en: `Write at most ${most} characters.`,
});

/** The fault of a field, to stand below it. */
export function faultAt(faults: Faults, name: string, locale: Locale): Content {
  const reason = faults.get(name);
  return reason ? html`<p class="fault" id="${name}-fault">${reason[locale]}</p>` : null;
}

/** Attributes of a field that has a hint or a fault. */
export function marksOf(faults: Faults, name: string, hint: boolean): Content {
  const described = [hint && `${name}-hint`, faults.has(name) && `${name}-fault`].filter(Boolean).join(' ');
  return [described !== '' && html` aria-describedby="${described}"`, faults.has(name) && html` aria-invalid="true"`];
}

export const honeypot = (locale: Locale): Html =>
  html`<div hidden><label for="${HONEYPOT}">${LEAVE_EMPTY[locale]}</label><input id="${HONEYPOT}" name="${HONEYPOT}" tabindex="-1" autocomplete="off"></div>`;
