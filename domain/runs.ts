/**
 * Runs of a milestone: a course, a study visit or a consultation with its sessions. Where a run stands, what is owed
 * about it, and who has earned a certificate. Pure: functions of stored facts and of `now`.
 */
import { addDays, atLocalTime, dayOf } from './calendar.ts';
import { isNoticeInTime, lastNoticeDay, type Notice } from './consultations.ts';
import type { PlanSettings } from './plan.ts';
import { parseDuration } from './reminders.ts';

export const RUN_STATES = ['scheduled', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

/**
 * `scheduled` → `announced` where it has a notice (R11) → `invited` → `under-way` from its first session → `attendance-due` while a session that has ended is not
 * closed → `records-due` while certificates or documents are missing → `ready` for the gate. Or `cancelled`.
 */
export const RUN_PHASES = [
  'scheduled',
  'announced',
  'invited',
  'under-way',
  'attendance-due',
  'records-due',
  'ready',
  'cancelled',
] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

/** Commands that a run's story takes, one workflow update each. */
export const RUN_VERBS = ['change', 'publish', 'invite', 'cancel', 'close', 'certify'] as const;
export type RunVerb = (typeof RUN_VERBS)[number];

export const ENROLMENT_STATES = ['enrolled', 'waiting', 'withdrawn'] as const;
export type EnrolmentState = (typeof ENROLMENT_STATES)[number];

/** How somebody's presence was marked: from the signed list, on a tablet in the room, by the personal QR code. */
export const MARKED_HOW = ['list', 'tablet', 'code'] as const;
export type MarkedHow = (typeof MARKED_HOW)[number];

export interface SessionFacts {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Attendance is complete. */
  readonly closed: boolean;
}

const DOORS_OPEN_MS = 2 * 60 * 60 * 1000;

/** From when people sign the list and codes are scanned: two hours before a session. */
export const doorsOpenAt = (startsAt: Date): Date => new Date(startsAt.getTime() - DOORS_OPEN_MS);

export interface RunFacts {
  readonly state: RunState;
  readonly invited: boolean;
  /** R11: of a consultation; null where none is asked. */
  readonly notice: Notice | null;
  /** In the order of their time; at least one. */
  readonly sessions: readonly SessionFacts[];
  /** Somebody was present at one of its sessions. */
  readonly attended: boolean;
  /** Certificates or documents that the gate will ask for are missing. */
  readonly recordsMissing: boolean;
}

/** Where a run stands at `now`. */
export function runPhase(run: RunFacts, now: Date): RunPhase {
  if (run.state === 'cancelled') return 'cancelled';
  if (run.sessions.every(({ closed }) => closed)) return run.recordsMissing ? 'records-due' : 'ready';
  if (run.sessions.some(({ endsAt, closed }) => endsAt <= now && !closed)) return 'attendance-due';
  if (run.sessions.some(({ startsAt }) => startsAt <= now)) return 'under-way';
  if (run.notice?.publishedAt === null) return 'scheduled';
  if (run.invited) return 'invited';
  return run.notice ? 'announced' : 'scheduled';
}

/** R11: its notice was public in time; true where none is asked. */
export function isAnnounced({ notice, sessions: [first] }: Pick<RunFacts, 'notice' | 'sessions'>): boolean {
  return notice === null || (first !== undefined && isNoticeInTime(notice, first.startsAt));
}

/**
 * A run whose sessions were all held, with their attendance complete. One to which nobody came was not held, nor does a
 * consultation count whose notice was not public in time (R11).
 */
export function isHeld(run: Pick<RunFacts, 'state' | 'sessions' | 'attended' | 'notice'>): boolean {
  const complete = run.sessions.length > 0 && run.sessions.every(({ closed }) => closed);
  return run.state !== 'cancelled' && complete && run.attended && isAnnounced(run);
}

/** R4: the least sessions that earn a certificate. Integer arithmetic: 80 % of 5 is 4, of 4 is 4 (3,2 does not do). */
export function sessionsForCertificate(sessions: number, sharePercent: number): number {
  return Math.max(1, Math.ceil((sessions * sharePercent) / 100));
}

/** What the milestone's owner is told of. */
export type OwnerNoticeKind = 'notice-due' | 'notice-missed' | 'attendance-due' | 'records-due';

/** What a story does once about an instant. */
export interface RunNotice {
  /** `reminder:<session>`, `attendance-due:<session>`, `notice-due`, `notice-missed` or `records-due`. */
  readonly step: string;
  readonly kind: 'reminder' | OwnerNoticeKind;
  /** Null for `records-due`. */
  readonly sessionId: string | null;
  /** The instant it is about: start or end of the session. A moved session is another one. */
  readonly aboutAt: Date;
  readonly owedAt: Date;
  /** From then on it has no meaning any more: it is recorded as overtaken, never sent. */
  readonly lapsesAt: Date | null;
}

type NoticeSettings = Pick<PlanSettings, 'sessionReminder' | 'attendanceDue' | 'recordsDue' | 'reminderTime'>;

function away(from: Date, duration: string, direction: -1 | 1, time: string): Date {
  const length = parseDuration(duration);
  return 'days' in length
    ? atLocalTime(addDays(dayOf(from), direction * length.days), time)
    : new Date(from.getTime() + direction * length.seconds * 1000);
}

/**
 * The notices of a run, in the order in which they are owed (R7). A session on the day after another one of the run
 * needs no reminder of its own: people were there yesterday.
 */
export function runNotices(run: RunFacts, settings: NoticeSettings): RunNotice[] {
  if (run.state === 'cancelled') return [];
  const time = settings.reminderTime.value;
  const days = new Set(run.sessions.map(({ startsAt }) => dayOf(startsAt)));
  const notices: RunNotice[] = [];
  const reminded = new Set<string>();
  for (const { id, startsAt, endsAt, closed } of run.sessions) {
    const day = dayOf(startsAt);
    if (!days.has(addDays(day, -1)) && !reminded.has(day)) {
      reminded.add(day);
      notices.push({
        step: `reminder:${id}`,
        kind: 'reminder',
        sessionId: id,
        aboutAt: startsAt,
        owedAt: away(startsAt, settings.sessionReminder.value, -1, time),
        lapsesAt: startsAt,
      });
    }
    if (!closed) {
      notices.push({
        step: `attendance-due:${id}`,
        kind: 'attendance-due',
        sessionId: id,
        aboutAt: endsAt,
        owedAt: away(endsAt, settings.attendanceDue.value, 1, time),
        lapsesAt: null,
      });
    }
  }
  notices.push(...noticesOfNotice(run, time));
  const last = run.sessions.at(-1);
  if (last && run.recordsMissing) {
    notices.push({
      step: 'records-due',
      kind: 'records-due',
      sessionId: null,
      aboutAt: last.endsAt,
      owedAt: away(last.endsAt, settings.recordsDue.value, 1, time),
      lapsesAt: null,
    });
  }
  return notices.sort((a, b) => a.owedAt.getTime() - b.owedAt.getTime());
}

/** How long before the last possible day the owner is told that the notice is not public (R11). */
const NOTICE_DUE_DAYS = 3;

/** R11: the owner is told while the notice can still be published, and once it cannot: then the meeting has to move. */
function noticesOfNotice({ notice, sessions: [first] }: RunFacts, time: string): RunNotice[] {
  if (!notice || notice.publishedAt !== null || !first) return [];
  const lastDay = lastNoticeDay(first.startsAt, notice.days);
  const about = { sessionId: first.id, aboutAt: first.startsAt };
  return [
    {
      ...about,
      step: 'notice-due',
      kind: 'notice-due',
      owedAt: atLocalTime(addDays(lastDay, -NOTICE_DUE_DAYS), time),
      lapsesAt: atLocalTime(addDays(lastDay, 1), '00:00'),
    },
    {
      ...about,
      step: 'notice-missed',
      kind: 'notice-missed',
      owedAt: atLocalTime(addDays(lastDay, 1), time),
      lapsesAt: first.startsAt,
    },
  ];
}

export interface OwedNotices {
  /** To be sent now. */
  readonly send: readonly RunNotice[];
  /** Owed as well, but without a meaning any more, or a later one says it too: to be recorded, never sent. */
  readonly overtaken: readonly RunNotice[];
}

/** Names a notice for ever: a session that was moved is reminded anew. */
export const noticeKey = ({ step, aboutAt }: Pick<RunNotice, 'step' | 'aboutAt'>): string =>
  `${step} ${aboutAt.toISOString()}`;

/**
 * R7: what is owed at `now`, each once, late after downtime. Of several sessions whose attendance is due the owner is
 * told once, at the latest.
 * @param decided keys (`noticeKey`) of what was sent or overtaken before
 */
export function owedNotices(notices: readonly RunNotice[], decided: ReadonlySet<string>, now: Date): OwedNotices {
  const owed = notices.filter((notice) => notice.owedAt <= now && !decided.has(noticeKey(notice)));
  const lastDue = owed.filter(({ kind }) => kind === 'attendance-due').at(-1);
  const stands = (notice: RunNotice): boolean =>
    (notice.lapsesAt === null || notice.lapsesAt > now) && (notice.kind !== 'attendance-due' || notice === lastDue);
  return { send: owed.filter(stands), overtaken: owed.filter((notice) => !stands(notice)) };
}

/** When the next message of a run is owed, or null where none is left. What is owed already is next at its own instant. */
export function nextNoticeAt(run: RunFacts, settings: NoticeSettings, decided: ReadonlySet<string>): Date | null {
  return runNotices(run, settings).find((notice) => !decided.has(noticeKey(notice)))?.owedAt ?? null;
}

/**
 * When a run's story looks again: at the next notice, at the next beginning or end of a session, and on the next morning
 * while attendance or records are due. Null where nothing comes by itself.
 */
export function nextLookAt(
  run: RunFacts,
  settings: NoticeSettings,
  decided: ReadonlySet<string>,
  now: Date,
): Date | null {
  const phase = runPhase(run, now);
  if (phase === 'cancelled') return null;
  const waits = phase === 'attendance-due' || phase === 'records-due';
  // What the gate asks for may be withdrawn again: a run that is ready looks once more when its records are due.
  const mayCome = runNotices({ ...run, recordsMissing: true }, settings).filter(({ owedAt }) => owedAt > now);
  const instants = [
    nextNoticeAt(run, settings, decided),
    ...mayCome.filter((notice) => !decided.has(noticeKey(notice))).map(({ owedAt }) => owedAt),
    ...run.sessions.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]).filter((instant) => instant > now),
    waits ? atLocalTime(addDays(dayOf(now), 1), settings.reminderTime.value) : null,
  ].filter((instant) => instant !== null);
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}
