/** Consultations (R11): how long before one its notice has to be public, and when its minutes are due. */
import { addDays, dayOf, daysBetween } from './calendar.ts';
import { parseDuration } from './reminders.ts';

/** The notice of one consultation. */
export interface Notice {
  /** Since when it has been public; null before. */
  readonly publishedAt: Date | null;
  /** The least calendar days from the day of its publication to that of the first session. */
  readonly days: number;
}

/** The first day on which a consultation may be whose notice is published now. */
export const firstDayAfterNotice = (now: Date, days: number): string => addDays(dayOf(now), days);

/** The last day on which the notice can be published for a meeting that begins then. */
export const lastNoticeDay = (startsAt: Date, days: number): string => addDays(dayOf(startsAt), -days);

/** R11: whether the notice was public in time. Days are counted by the calendar in Romania, whatever the hour. */
export function isNoticeInTime({ publishedAt, days }: Notice, startsAt: Date): boolean {
  return publishedAt !== null && dayOf(publishedAt) <= lastNoticeDay(startsAt, days);
}

/** The minutes of one consultation. */
export interface Minutes {
  /** The last day for them. */
  readonly dueOn: string;
  /** When they were given; null before. */
  readonly givenAt: Date | null;
  /** Calendar days after `dueOn`, also while they are still missing; 0 in time. It is said, and stands in nobody's way. */
  readonly lateDays: number;
}

/**
 * R11: whether the minutes came in time.
 * @param endsAt the end of the last session
 * @param recordsDue an ISO 8601 duration (settings.recordsDue)
 */
export function minutesOf(endsAt: Date, givenAt: Date | null, recordsDue: string, now: Date): Minutes {
  const length = parseDuration(recordsDue);
  const dueOn =
    'days' in length ? addDays(dayOf(endsAt), length.days) : dayOf(new Date(endsAt.getTime() + length.seconds * 1000));
  return { dueOn, givenAt, lateDays: Math.max(0, daysBetween(dueOn, dayOf(givenAt ?? now))) };
}
