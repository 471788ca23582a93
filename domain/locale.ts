/**
 * How figures, days and words are written in Romanian and English (domain: Romanian locale).
 */
import { dayOf, timeOf } from './calendar.ts';
import type { Locale } from './lifecycle.ts';

/** The forms of a counted noun. Romanian: `persoană`, `persoane`, `de persoane`; English has no `few`. */
export interface PluralForms {
  readonly one: string;
  readonly few?: string;
  readonly other: string;
}

interface LocaleTools {
  readonly rules: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
  readonly days: Intl.DateTimeFormat;
  readonly weekdays: Intl.DateTimeFormat;
  readonly collator: Intl.Collator;
}

function toolsFor(tag: string): LocaleTools {
  const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return {
    rules: new Intl.PluralRules(tag),
    numbers: new Intl.NumberFormat(tag),
    // A day is written as it is; the zone was applied when the day was taken from the instant.
    days: new Intl.DateTimeFormat(tag, day),
    weekdays: new Intl.DateTimeFormat(tag, { ...day, weekday: 'long' }),
    collator: new Intl.Collator(tag, { numeric: true }),
  };
}

const TOOLS: Readonly<Record<Locale, LocaleTools>> = { ro: toolsFor('ro-RO'), en: toolsFor('en-GB') };

/** Which form a count takes; `few` falls back to `other` where the forms have none. */
export function pluralForm(count: number, locale: Locale, forms: PluralForms): string {
  const category = TOOLS[locale].rules.select(count);
  if (category === 'one') return forms.one;
  return category === 'few' ? (forms.few ?? forms.other) : forms.other;
}

/** The count with its noun: `1 persoană`, `2 persoane`, `20 de persoane`, `101 persoane` (forms as in `PluralForms`). */
export function plural(count: number, locale: Locale, forms: PluralForms): string {
  return `${formatNumber(count, locale)} ${pluralForm(count, locale, forms)}`;
}

/** `1.000` (ro), `1,000` (en). */
export function formatNumber(value: number, locale: Locale): string {
  return TOOLS[locale].numbers.format(value);
}

/** `27 iulie 2022`, `27 July 2022`: of a day, or of the day that an instant has in Romania. */
export function formatDay(day: string | Date, locale: Locale): string {
  return TOOLS[locale].days.format(new Date(typeof day === 'string' ? day : dayOf(day)));
}

/** `miercuri, 27 iulie 2022`, `Wednesday 27 July 2022`: as `formatDay`, for what people come to. */
export function formatWeekday(day: string | Date, locale: Locale): string {
  return TOOLS[locale].weekdays.format(new Date(typeof day === 'string' ? day : dayOf(day)));
}

/** `27 iulie 2022, 23:59`, in Romanian time whatever the language. */
export function formatInstant(instant: Date, locale: Locale): string {
  return `${formatDay(instant, locale)}, ${timeOf(instant)}`;
}

/**
 * What search compares: small letters without the marks of Latin, Greek and Cyrillic letters, so that `sedinta` finds
 * `Ședința` (and `Şedinţa`). Vowel signs of other scripts stay: they are letters, not marks.
 */
export function searchKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Sorts as a dictionary of the language does (a, ă, â, …, s, ș, t, ț), and A2 before A10. */
export function collator(locale: Locale): Intl.Collator {
  return TOOLS[locale].collator;
}

/** A title in a sentence, in the quotation marks of the language. */
export function quoted(text: string, locale: Locale): string {
  return locale === 'ro' ? `„${text}”` : `“${text}”`;
}

/** `a, b și c`, `a, b and c`. */
export function listed(items: readonly string[], locale: Locale, join: 'and' | 'or' = 'and'): string {
  const words = { ro: { and: 'și', or: 'sau' }, en: { and: 'and', or: 'or' } };
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${words[locale][join]} ${last}`;
}
