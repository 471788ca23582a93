/**
 * Working days (R9): neither a weekend, nor a Romanian public holiday, nor a bridge day of the plan.
 * Apart from calendar.ts because the holidays of the whole library come with it.
 */
import Holidays from 'date-holidays';
import { addDays, dayOf, dayOfWeek, daysBetween } from './calendar.ts';
import type { LocalText } from './lifecycle.ts';

const romania = new Holidays('RO');
const SATURDAY = 6;
const WEEKEND: Readonly<Record<number, LocalText>> = {
  6: { ro: 'sâmbătă', en: 'Saturday' },
  7: { ro: 'duminică', en: 'Sunday' },
};
const BRIDGE_DAY: LocalText = { ro: 'zi punte din plan', en: "one of the plan's bridge days" };
/** Epiphany and Saint John became public holidays with Law 52/2023, of March 2023; the library lists them for ever. */
const JANUARY_HOLIDAYS_SINCE = '2024-01-01';

const byYear = new Map<number, ReadonlyMap<string, LocalText>>();

/** Public holidays of a year in Romania, by day, with their names; Orthodox Easter and Pentecost included. */
export function publicHolidays(year: number): ReadonlyMap<string, LocalText> {
  const known = byYear.get(year);
  if (known !== undefined) return known;
  const english = new Map(romania.getHolidays(year, 'en').map((holiday) => [holiday.rule, holiday.name]));
  const days = new Map<string, LocalText>();
  for (const { type, start, end, name, rule } of romania.getHolidays(year, 'ro')) {
    if (type !== 'public') continue;
    const first = dayOf(start);
    const length = daysBetween(first, dayOf(end));
    for (let offset = 0; offset < length; offset += 1) {
      days.set(addDays(first, offset), { ro: name, en: english.get(rule) ?? name });
    }
  }
  for (const day of [`${year}-01-06`, `${year}-01-07`]) if (day < JANUARY_HOLIDAYS_SINCE) days.delete(day);
  byYear.set(year, days);
  return days;
}

/** Why a day is no working day: the weekend's day, the holiday's name, a bridge day; null for a working day (R9). */
export function restDay(day: string, bridgeDays: readonly string[]): LocalText | null {
  const holiday = publicHolidays(Number(day.slice(0, 4))).get(day);
  if (holiday !== undefined) return holiday;
  if (dayOfWeek(day) >= SATURDAY) return WEEKEND[dayOfWeek(day)] ?? null;
  return bridgeDays.includes(day) ? BRIDGE_DAY : null;
}

/** R9. */
export function isWorkingDay(day: string, bridgeDays: readonly string[]): boolean {
  return restDay(day, bridgeDays) === null;
}

/**
 * The day `count` working days after `day`, or before it where negative (R9). The first day is not counted;
 * 0 is the day itself.
 */
export function addWorkingDays(day: string, count: number, bridgeDays: readonly string[]): string {
  const step = Math.sign(count);
  let reached = day;
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached, bridgeDays)) left -= 1;
  }
  return reached;
}
