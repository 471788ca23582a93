/** Dates as the public pages write them: with the day of the week, in Romanian time. */
import { dayOf, timeOf } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatWeekday } from '../../domain/locale.ts';

/** `luni, 6 martie 2023, 09:00–14:00`; over several days `luni, 6 martie 2023, 09:00 – luni, 13 martie 2023, 20:00`. */
export function spanInWords(from: Date, to: Date, locale: Locale): string {
  const begins = `${formatWeekday(from, locale)}, ${timeOf(from)}`;
  return dayOf(from) === dayOf(to)
    ? `${begins}–${timeOf(to)}`
    : `${begins} – ${formatWeekday(to, locale)}, ${timeOf(to)}`;
}
