/** Days and instants as people read them. An instant is shown as its day in Romania, wherever the reader is. */
import type { Locale } from '../api/types.ts';

const ZONE = 'Europe/Bucharest';
const TAG: Readonly<Record<Locale, string>> = { ro: 'ro-RO', en: 'en-GB' };

const LONG_DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** `2022-07-27` → `27 iulie 2022`. */
export function formatDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(TAG[locale], { ...LONG_DAY, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The day of an instant in Romania: `2022-07-27T20:59:59Z` → `27 iulie 2022`. */
export function formatInstantDay(instant: string, locale: Locale): string {
  return new Intl.DateTimeFormat(TAG[locale], { ...LONG_DAY, timeZone: ZONE }).format(new Date(instant));
}

/** The day of an instant in Romania, in little room: `27 iul. 2022`, which never breaks over two lines. */
export function formatShortDay(instant: string, locale: Locale): string {
  const short = { ...LONG_DAY, month: 'short', timeZone: ZONE } as const;
  return new Intl.DateTimeFormat(TAG[locale], short).format(new Date(instant)).replaceAll(' ', '\u00a0');
}

/** The moment of an instant in Romania: `27 iulie 2022, 14:05`. */
export function formatMoment(instant: string, locale: Locale): string {
  const time = new Intl.DateTimeFormat(TAG[locale], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  });
  return `${formatInstantDay(instant, locale)}, ${time.format(new Date(instant))}`;
}

/** The calendar day of an instant in Romania, as date fields write it: `2022-07-27`. */
export function dayOfInstant(instant: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

/** A date field holds a whole day, typed to its end (browsers report half-typed years such as `0002`). */
export function isWholeDay(text: string): boolean {
  return /^[12]\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
