/** Times of day in Romania, wherever the browser is: what a form writes as day and time is an instant of Bucharest. */

const ZONE = 'Europe/Bucharest';
const DAY_MS = 24 * 60 * 60 * 1000;

const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** What clocks in Romania show at this instant, as milliseconds of a day without a zone. */
function wallClock(instant: number): number {
  const parts = new Map(PARTS.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

const offsetAt = (instant: number): number => wallClock(instant) - instant;

/**
 * The instant (ISO, UTC) of a time `HH:MM` on a day `YYYY-MM-DD` in Romania, as the server reads it too: a time that
 * the spring change skips is an hour later, one that the autumn change repeats is its first occurrence.
 * @returns null while one of them is not whole
 */
export function instantOf(day: string, time: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const wall = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wall)) return null;
  const before = wall - offsetAt(wall - DAY_MS);
  const after = wall - offsetAt(wall + DAY_MS);
  const found = [before, after].find((instant) => wallClock(instant) === wall) ?? before;
  return new Date(found).toISOString();
}

/** The time in Romania at an instant, as time fields write it: `09:00`. */
export function timeOfInstant(instant: string): string {
  return new Date(wallClock(Date.parse(instant))).toISOString().slice(11, 16);
}

/** The next calendar day: `2023-02-28` → `2023-03-01`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
