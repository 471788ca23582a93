/** The public dates of a project as its pages list them: meetings, courses and visits, rounds of voting, due days. */
import type { PublicMilestone, PublicRound, PublicSession, PublicStanding } from '../../db/reads/public-project.ts';
import { isComplete, isEnded, type Locale } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { type Content, type Html, html } from './html.ts';
import { sectionPath } from './page.ts';
import { spanInWords } from './when.ts';

export interface Entry {
  /** What it is sorted by. */
  readonly at: Date;
  readonly over: boolean;
  readonly when: string;
  readonly title: string;
  readonly href: string | null;
  /** Place, topic, state: what else is to be said. */
  readonly notes: readonly string[];
  readonly cancelled: boolean;
}

const WORDS = {
  ro: {
    cancelled: 'Nu mai are loc.',
    vote: (title: string, round: number) => (round === 1 ? title : `${title}: turul al doilea`),
    voting: 'Se votează în acest interval.',
    due: 'Termen',
    late: 'Termenul a trecut; se lucrează încă.',
    ended: 'Încheiat',
  },
  en: {
    cancelled: 'It does not take place.',
    vote: (title: string, round: number) => (round === 1 ? title : `${title}: second round`),
    voting: 'Votes are taken in this period.',
    due: 'Due',
    late: 'The due day has passed; work goes on.',
    ended: 'Completed',
  },
} as const;

/** What the words for a session are, wherever it is shown: `Titlu: temă`. */
export const sessionTitle = ({ title, topic }: Pick<PublicSession, 'title' | 'topic'>): string =>
  topic === '' ? title : `${title}: ${topic}`;

export const roundTitle = ({ title, round }: Pick<PublicRound, 'title' | 'round'>, locale: Locale): string =>
  WORDS[locale].vote(title[locale], round);

/** The page on which a session is told of, without its language. */
export const sessionPath = (slug: string, { kind, runId }: Pick<PublicSession, 'kind' | 'runId'>): string =>
  kind === 'consultation' ? `/p/${slug}/consultations` : `/p/${slug}/runs/${runId}`;

/** Every public date, in the order of time. What is cancelled stays where it was still to come. */
export function entriesOf(standing: PublicStanding, locale: Locale, now: Date): Entry[] {
  const words = WORDS[locale];
  const { slug } = standing;
  const ofSession = (session: PublicSession): Entry => {
    const cancelled = session.state === 'cancelled';
    return {
      at: session.startsAt,
      over: session.endsAt <= now,
      when: spanInWords(session.startsAt, session.endsAt, locale),
      title: sessionTitle(session),
      href: `${sessionPath(slug, session)}?lang=${locale}`,
      notes: [...(cancelled ? [words.cancelled] : []), session.place],
      cancelled,
    };
  };
  const ofRound = (round: PublicRound): Entry => ({
    at: round.opensAt,
    over: round.closesAt <= now,
    when: spanInWords(round.opensAt, round.closesAt, locale),
    title: roundTitle(round, locale),
    href: sectionPath(slug, 'vote', locale),
    notes: [round.cancelled ? words.cancelled : words.voting],
    cancelled: round.cancelled,
  });
  const ofMilestone = ({ title, state, dueAt, endedAt }: PublicMilestone): Entry => {
    const at = isEnded(state) ? (endedAt ?? dueAt) : dueAt;
    const name = isEnded(state) ? words.ended : words.due;
    return {
      at,
      over: isEnded(state),
      when: `${name}: ${formatDay(at, locale)}`,
      title: title[locale],
      href: null,
      notes: !isEnded(state) && dueAt < now ? [words.late] : [],
      cancelled: false,
    };
  };
  const entries = [
    ...standing.sessions.map(ofSession).filter(({ over, cancelled }) => !(over && cancelled)),
    ...standing.rounds.map(ofRound),
    ...standing.milestones.filter(({ state }) => isComplete(state) || !isEnded(state)).map(ofMilestone),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The next thing that people can come to or vote in; else the next due day. Null where nothing is to come. */
export function nextEntry(entries: readonly Entry[]): Entry | null {
  const coming = entries.filter(({ over, cancelled }) => !over && !cancelled);
  return coming.find(({ href }) => href !== null) ?? coming[0] ?? null;
}

export function entryList(entries: readonly Entry[]): Html {
  const title = ({ href, title: text, cancelled }: Entry): Content => {
    const named = cancelled ? html`<s>${text}</s>` : text;
    return href === null ? named : html`<a href="${href}">${named}</a>`;
  };
  return html`<ol class="list">
${entries.map((entry) => html`<li><p class="hint">${entry.when}</p><p>${title(entry)}</p>${entry.notes.map((note) => html`<p class="hint">${note}</p>`)}</li>\n`)}</ol>`;
}
