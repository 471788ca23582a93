/** When the sessions of a run may be: what is wrong with the times that somebody wrote. */
import { dayOf } from './calendar.ts';
import { formatDay } from './locale.ts';
import type { FieldFault } from './participants.ts';

export interface SessionTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The longest session; what is longer is a slip of the hand. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Two sessions that meet at one instant do not overlap: a break is no rule. */
export const overlap = (a: SessionTimes, b: SessionTimes): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/**
 * What is wrong with a run's sessions, by field (`sessions.N.startsAt`): each begins before it ends, lasts at most a day,
 * overlaps with none before it in the list, and begins by the project's last day.
 * @param projectEnd the project's last day
 */
export function sessionFaults(sessions: readonly SessionTimes[], projectEnd: string): FieldFault[] {
  return sessions.flatMap((session, index) => {
    const reason = faultOf(session, sessions.slice(0, index), projectEnd);
    return reason ? [{ field: `sessions.${index}.startsAt`, reason }] : [];
  });
}

function faultOf(
  session: SessionTimes,
  before: readonly SessionTimes[],
  projectEnd: string,
): FieldFault['reason'] | null {
  const length = session.endsAt.getTime() - session.startsAt.getTime();
  if (length <= 0) {
    return { ro: 'Sesiunea trebuie să se termine după ce începe.', en: 'The session has to end after it begins.' };
  }
  if (length > LONGEST_MS) {
    return {
      ro: 'O sesiune durează cel mult 24 de ore; adăugați câte una pentru fiecare zi.',
      en: 'A session lasts at most 24 hours; add one for each day.',
    };
  }
  const other = before.findIndex((earlier) => overlap(earlier, session));
  if (other >= 0) {
    return {
      ro: `Se suprapune cu sesiunea ${other + 1} din listă.`,
      en: `It overlaps with session ${other + 1} of the list.`,
    };
  }
  if (dayOf(session.startsAt) > projectEnd) {
    return {
      ro: `Este după sfârșitul proiectului, ${formatDay(projectEnd, 'ro')}. Înregistrați întâi actul adițional care îl prelungește.`,
      en: `This is after the project's end, ${formatDay(projectEnd, 'en')}. Record first the additional act that extends it.`,
    };
  }
  return null;
}
