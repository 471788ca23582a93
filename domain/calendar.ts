/**
 * Calendar days and instants in Romania. A day is a string YYYY-MM-DD, an instant a `Date`;
 * only this file knows the time zone (R8, R9).
 */
import { Temporal } from 'temporal-polyfill';

export const ZONE = 'Europe/Bucharest';
/** R8: a due date is the last second of its day. */
const END_OF_DAY = '23:59:59';

/**
 * The instant of a local time (`HH:MM` or `HH:MM:SS`) on a day. A time that the spring change skips is read an hour
 * later; one that the autumn change repeats is its first occurrence.
 */
export function atLocalTime(day: string, time: string): Date {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  return new Date(local.toZonedDateTime(ZONE, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** R8: the instant at which a milestone that is due on this day falls due. */
export function dueInstant(day: string): Date {
  return atLocalTime(day, END_OF_DAY);
}

/** The calendar day in Romania at an instant. */
export function dayOf(instant: Date): string {
  return zoned(instant).toPlainDate().toString();
}

/** The local time in Romania at an instant, `HH:MM`. */
export function timeOf(instant: Date): string {
  return zoned(instant).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** `days` calendar days later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The same day so many years later; 28 February for a 29th that is not there. */
export function addYears(day: string, years: number): string {
  return Temporal.PlainDate.from(day).add({ years }).toString();
}

/** Calendar days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** 1 is Monday, 7 is Sunday. */
export function dayOfWeek(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

function zoned(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE);
}
