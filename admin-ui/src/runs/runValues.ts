/** What the form of a run holds, as its fields write it, and what of it is sent. */
import type { Run, RunCreate } from '../api/types.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { instantOf, nextDay, timeOfInstant } from '../format/localTime.ts';

interface Times {
  readonly day: string;
  readonly start: string;
  readonly end: string;
}

/** One row of the form. */
export interface SessionValues extends Times {
  /** Tells the rows apart while they have no id. */
  readonly row: number;
  readonly id: string | null;
  readonly topic: string;
  /** Has attendance: it can be neither moved nor removed. */
  readonly held: boolean;
  /** The session as it was opened: what is not touched is sent back to the minute and second. */
  readonly opened: (Times & { readonly startsAt: string; readonly endsAt: string }) | null;
}

export interface RunValues {
  readonly title: string;
  readonly place: string;
  readonly ledBy: string;
  /** Digits, or empty: as many as come. */
  readonly capacity: string;
  readonly public: boolean;
  readonly sessions: readonly SessionValues[];
}

/** What is wrong with a field before anything is sent; the server's own errors have the same names. */
export type Fault = 'required' | 'day' | 'time' | 'end-before-start' | 'capacity';
export type Faults = Readonly<Record<string, Fault>>;

const EMPTY_SESSION = { id: null, day: '', start: '09:00', end: '17:00', topic: '', held: false, opened: null };

/** A run that is about to be scheduled. */
export function emptyRun(title: string): RunValues {
  return { title, place: '', ledBy: '', capacity: '', public: false, sessions: [{ ...EMPTY_SESSION, row: 0 }] };
}

/** The form of a run that is there already. */
export function valuesOf(run: Run): RunValues {
  return {
    title: run.title,
    place: run.place,
    ledBy: run.ledBy,
    capacity: run.capacity?.toString() ?? '',
    public: run.public,
    sessions: run.sessions.map((session, row) => {
      const { id, startsAt, endsAt, topic } = session;
      const times = { day: dayOfInstant(startsAt), start: timeOfInstant(startsAt), end: timeOfInstant(endsAt) };
      const held = session.closedAt !== null || session.present + session.absent > 0;
      return { row, id, ...times, topic, held, opened: { ...times, startsAt, endsAt } };
    }),
  };
}

const newRow = (sessions: readonly SessionValues[]): number => 1 + Math.max(-1, ...sessions.map(({ row }) => row));

/** One more session on the day after the last one, at the same hours. */
export function withNextDay(sessions: readonly SessionValues[]): SessionValues[] {
  const last = sessions.at(-1) ?? { ...EMPTY_SESSION, row: -1 };
  const day = isWholeDay(last.day) ? nextDay(last.day) : '';
  return [...sessions, { ...EMPTY_SESSION, row: newRow(sessions), day, start: last.start, end: last.end }];
}

function instantsOf({ day, start, end, opened }: SessionValues) {
  if (opened && opened.day === day && opened.start === start && opened.end === end) {
    return { startsAt: opened.startsAt, endsAt: opened.endsAt };
  }
  return { startsAt: instantOf(day, start), endsAt: instantOf(day, end) };
}

/** Whether the session's time is another one than before; a new session is none that was moved. */
const isMoved = ({ day, start, end, opened }: SessionValues): boolean =>
  opened !== null && (opened.day !== day || opened.start !== start || opened.end !== end);

/** What is told to those who were invited: another place, a session moved, added or taken away. */
export function isTold(before: RunValues, now: RunValues): boolean {
  const kept = new Set(now.sessions.map(({ id }) => id));
  return (
    before.place.trim() !== now.place.trim() ||
    now.sessions.some((session) => session.id === null || isMoved(session)) ||
    before.sessions.some(({ id }) => !kept.has(id))
  );
}

function sessionFaults(session: SessionValues, index: number): [string, Fault][] {
  const at = (field: string, fault: Fault): [string, Fault] => [`sessions.${index}.${field}`, fault];
  if (!isWholeDay(session.day)) return [at('day', 'day')];
  const { startsAt, endsAt } = instantsOf(session);
  if (startsAt === null) return [at('startsAt', 'time')];
  if (endsAt === null) return [at('endsAt', 'time')];
  return endsAt <= startsAt ? [at('endsAt', 'end-before-start')] : [];
}

/** What keeps the form from being sent, by the names of its fields. */
export function faultsOf({ title, place, capacity, sessions }: RunValues): Faults {
  return Object.fromEntries([
    ...(title.trim() === '' ? [['title', 'required'] as const] : []),
    ...(place.trim() === '' ? [['place', 'required'] as const] : []),
    ...(capacity.trim() !== '' && !/^[1-9]\d{0,4}$/.test(capacity.trim()) ? [['capacity', 'capacity'] as const] : []),
    ...sessions.flatMap(sessionFaults),
  ]);
}

/** The body that is sent; only of a form without faults. */
export function bodyOf(values: RunValues): RunCreate {
  const capacity = values.capacity.trim();
  return {
    title: values.title,
    place: values.place,
    ledBy: values.ledBy,
    capacity: capacity === '' ? null : Number(capacity),
    public: values.public,
    sessions: values.sessions.map((session) => {
      const { startsAt, endsAt } = instantsOf(session);
      const { id, topic } = session;
      return { ...(id === null ? {} : { id }), startsAt: startsAt ?? '', endsAt: endsAt ?? '', topic };
    }),
  };
}
