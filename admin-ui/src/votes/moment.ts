/** A moment as two fields write it: the day and the hour in Romania. */
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { instantOf, timeOfInstant } from '../format/localTime.ts';

export interface Moment {
  readonly day: string;
  readonly time: string;
  /** The instant that the fields were opened with: what is not touched is sent back to the second. */
  readonly opened: string | null;
}

export const NO_MOMENT: Moment = { day: '', time: '', opened: null };

export const momentOf = (instant: string): Moment => ({
  day: dayOfInstant(instant),
  time: timeOfInstant(instant),
  opened: instant,
});

/** @returns the instant (ISO, UTC); null while day or hour are not whole */
export function instantIn({ day, time, opened }: Moment): string | null {
  if (opened !== null && day === dayOfInstant(opened) && time === timeOfInstant(opened)) return opened;
  return isWholeDay(day) ? instantOf(day, time) : null;
}
