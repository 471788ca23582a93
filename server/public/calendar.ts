/** A project's calendar: as a page, and as a feed that a telephone or a mail program subscribes to. */
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { PublicStanding } from '../../db/reads/public-project.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { isEnded, type Locale } from '../../domain/lifecycle.ts';
import { type Entry, entriesOf, entryList, roundTitle, sessionPath, sessionTitle } from './calendar-entries.ts';
import { type Content, html } from './html.ts';
import { type Page, pageProject, sectionPath } from './page.ts';
import { foundStanding } from './project.ts';
import type { PublicPage, Visit } from './site.ts';

const WORDS = {
  ro: {
    title: 'Calendar',
    coming: 'Urmează',
    nothing: 'Nu este anunțată nicio dată.',
    past: 'A fost',
    subscribe: 'Calendarul pentru telefon (.ics)',
    subscribeHint: 'Cu această adresă, calendarul din telefon sau din e-mail arată singur datele noi și mutate.',
    due: 'Termen',
  },
  en: {
    title: 'Calendar',
    coming: 'To come',
    nothing: 'No date is announced.',
    past: 'Past',
    subscribe: 'The calendar for a telephone (.ics)',
    subscribeHint:
      'With this address, the calendar of a telephone or a mail program shows new and moved dates by itself.',
    due: 'Due',
  },
} as const;

/** Of what has been, the latest; the rest is in the feed. */
const PAST_SHOWN = 60;

async function show(visit: Visit): Promise<Page> {
  const { locale, now } = visit;
  const standing = await foundStanding(visit);
  const words = WORDS[locale];
  const entries = entriesOf(standing, locale, now);
  const coming = standing.state === 'running' ? entries.filter(({ over }) => !over) : [];
  const past = entries.filter(({ over }) => over).reverse();
  const part = (title: string, shown: readonly Entry[]): Content => html`<h2>${title}</h2>\n${entryList(shown)}`;
  return {
    title: words.title,
    project: pageProject(standing),
    section: 'calendar',
    findable: true,
    body: html`${coming.length === 0 ? html`<p>${words.nothing}</p>` : part(words.coming, coming)}
<p><a class="button second" href="/p/${standing.slug}/calendar.ics?lang=${locale}">${words.subscribe}</a></p>
<p class="hint">${words.subscribeHint}</p>
${past.length > 0 && part(words.past, past.slice(0, PAST_SHOWN))}`,
  };
}

/** One entry a session, a round of voting and a due day; the same entry has the same UID for as long as it is there. */
function feedOf(standing: PublicStanding, locale: Locale, publicUrl: string, now: Date): string {
  const calendar = new ICalCalendar({
    name: standing.title[locale],
    prodId: { company: 'Jalon', product: 'Jalon', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const session of standing.sessions)
    calendar.createEvent({
      id: `session-${session.id}@jalon`,
      sequence: session.revision,
      stamp: now,
      start: session.startsAt,
      end: session.endsAt,
      summary: sessionTitle(session),
      location: session.place,
      url: `${publicUrl}${sessionPath(standing.slug, session)}?lang=${locale}`,
      status: session.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  for (const round of standing.rounds)
    calendar.createEvent({
      id: `round-${round.id}@jalon`,
      sequence: round.version,
      stamp: now,
      start: round.opensAt,
      end: round.closesAt,
      summary: roundTitle(round, locale),
      url: publicUrl + sectionPath(standing.slug, 'vote', locale),
      status: round.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  for (const { id, title, state, dueAt } of standing.milestones) {
    if (isEnded(state)) continue;
    const day = dayOf(dueAt);
    calendar.createEvent({
      id: `due-${id}@jalon`,
      stamp: now,
      start: new Date(day),
      end: new Date(addDays(day, 1)),
      allDay: true,
      summary: `${WORDS[locale].due}: ${title[locale]}`,
    });
  }
  return calendar.toString();
}

async function sendFeed(visit: Visit): Promise<'answered'> {
  const { deps, locale, now, response } = visit;
  const standing = await foundStanding(visit);
  response
    .set({ 'Cache-Control': 'no-cache', 'Content-Language': locale, Vary: 'Accept-Language' })
    .type('text/calendar')
    .send(feedOf(standing, locale, deps.publicUrl, now));
  return 'answered';
}

export const calendarPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/calendar', limit: 'readPage', visit: show },
  { method: 'get', path: '/p/:slug/calendar.ics', limit: 'readPage', visit: sendFeed },
];
