/** The calendar file of a message to a participant: one entry a session, which a later message moves or cancels. */
import { ICalAttendeeStatus, ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Correspondent, ParticipantFacts } from '../domain/messages.ts';
import { line } from './view.ts';

const TITLE_LENGTH = 300;
/** Between two revisions of a run one person may leave it and come back, each time with a higher SEQUENCE. */
const REVISION_STEP = 100;

export interface CalendarSender {
  readonly name: string;
  readonly address: string;
}

/**
 * The same session has the same UID whatever the message, and a higher SEQUENCE after each change and whenever
 * they leave the run or come back: so a calendar moves its entry. Times are in UTC, which every calendar shows in its own zone.
 * @returns null for a message that moves nothing in a calendar
 */
export function calendarOf(
  facts: ParticipantFacts,
  recipient: Correspondent,
  sender: CalendarSender,
  madeAt: Date,
): string | null {
  if (facts.type === 'run.reminder' || facts.type === 'enrolment.waiting') return null;
  const leaves = facts.type === 'enrolment.withdrawn';
  const cancels = leaves || facts.type === 'run.cancelled';
  const { run, sessions, removed } = facts;
  const calendar = new ICalCalendar({
    prodId: { company: 'Jalon', product: 'Jalon', language: recipient.locale.toUpperCase() },
    method: cancels ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const entries = [
    ...sessions.map((session) => ({ ...session, gone: cancels })),
    ...removed.map((session) => ({ ...session, topic: '', gone: true })),
  ];
  for (const { id, startsAt, endsAt, topic, gone } of entries) {
    calendar.createEvent({
      id: `session-${id}@jalon`,
      sequence: run.revision * REVISION_STEP + Math.min(2 * facts.withdrawals + (leaves ? 1 : 0), REVISION_STEP - 1),
      stamp: madeAt,
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: line(topic === '' ? run.title : `${run.title}: ${topic}`, TITLE_LENGTH),
      location: line(run.place, TITLE_LENGTH),
      status: gone ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      organizer: { name: sender.name || 'Jalon', email: sender.address },
      attendees: [
        {
          name: line(recipient.name, TITLE_LENGTH),
          email: recipient.email,
          status: ICalAttendeeStatus.ACCEPTED,
          rsvp: false,
        },
      ],
    });
  }
  return calendar.toString();
}
