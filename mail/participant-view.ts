/** The facts of a message to a participant or an organisation as its template shows them. */
import { dayOf, timeOf } from '../domain/calendar.ts';
import { formatDay } from '../domain/locale.ts';
import type { Correspondent, OutreachFacts, ParticipantFacts, ToldSession } from '../domain/messages.ts';
import { line, lines } from './view.ts';

const NAME_LENGTH = 120;
const TITLE_LENGTH = 300;
const TEXT_LENGTH = 10_000;
const SESSIONS_SHOWN = 60;

export type ParticipantView = ReturnType<typeof participantView>;

export function participantView(facts: ParticipantFacts, recipient: Correspondent, publicUrl: string) {
  const { locale } = recipient;
  const { run, session } = facts;
  const when = ({ startsAt, endsAt, topic }: ToldSession): string => {
    const [start, end] = [new Date(startsAt), new Date(endsAt)];
    const until = dayOf(start) === dayOf(end) ? timeOf(end) : `${formatDay(end, locale)}, ${timeOf(end)}`;
    const about = line(topic, TITLE_LENGTH);
    return `${formatDay(start, locale)}, ${timeOf(start)}–${until}${about === '' ? '' : ` (${about})`}`;
  };
  return {
    locale,
    recipient: line(recipient.name, NAME_LENGTH),
    project: line(facts.project.title[locale], TITLE_LENGTH),
    publicity: line(facts.publicity[locale], TEXT_LENGTH),
    run: line(run.title, TITLE_LENGTH),
    leavable: facts.type !== 'run.cancelled' && facts.type !== 'enrolment.withdrawn',
    left: facts.type === 'enrolment.withdrawn',
    visit: run.kind === 'study-visit',
    consultation: run.kind === 'consultation',
    place: line(run.place, TITLE_LENGTH),
    ledBy: run.ledBy === '' ? null : line(run.ledBy, TITLE_LENGTH),
    firstDay: facts.sessions[0] ? formatDay(new Date(facts.sessions[0].startsAt), locale) : null,
    sessions: facts.sessions.slice(0, SESSIONS_SHOWN).map(when),
    former: (facts.former?.sessions ?? []).slice(0, SESSIONS_SHOWN).map(when),
    formerPlace: facts.former?.place ? line(facts.former.place, TITLE_LENGTH) : null,
    session: session ? when(session) : null,
    sessionDay: session ? formatDay(new Date(session.startsAt), locale) : null,
    reason: facts.reason ? lines(facts.reason, TEXT_LENGTH) : null,
    link: facts.code === null ? null : `${publicUrl}/p/${encodeURIComponent(facts.project.slug)}/e/${facts.code}`,
  };
}

export type OutreachView = ReturnType<typeof outreachView>;

export function outreachView(facts: OutreachFacts, recipient: Correspondent) {
  const { locale } = recipient;
  return {
    locale,
    recipient: line(recipient.name, NAME_LENGTH),
    project: line(facts.project.title[locale], TITLE_LENGTH),
    publicity: line(facts.publicity[locale], TEXT_LENGTH),
    subject: line(facts.subject, TITLE_LENGTH),
    paragraphs: lines(facts.text, TEXT_LENGTH)
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== ''),
    sender: line(facts.sender.name, NAME_LENGTH),
    senderEmail: facts.sender.email,
  };
}
