/** The attendance list of one session as a PDF/A-2b file, to be signed in the room. */
import type { AttendanceListFacts } from '../domain/attendance-list.ts';
import { dayOf, timeOf } from '../domain/calendar.ts';
import type { Locale } from '../domain/lifecycle.ts';
import { collator, formatDay, formatInstant } from '../domain/locale.ts';
import { ATTENDANCE_LIST_WORDS } from './certificate-words.ts';
import { FONT_FAMILIES } from './fonts.ts';
import { printable } from './printable.ts';
import { typeset } from './typesetter.ts';

/** Lines of one page; empty ones fill the last page, for those who come without having enrolled. */
export const LINES_A_PAGE = 20;

interface Line {
  readonly number: string;
  readonly name: string;
  readonly from: string;
}

/** By family name, then given name, as a Romanian dictionary sorts, whatever the language of the list. */
function lines(persons: AttendanceListFacts['persons'], locale: Locale): Line[] {
  const { compare } = collator('ro');
  const sorted = [...persons].sort((a, b) => compare(a.familyName, b.familyName) || compare(a.givenName, b.givenName));
  const many = Math.max(1, Math.ceil(sorted.length / LINES_A_PAGE)) * LINES_A_PAGE;
  return Array.from({ length: many }, (_, index) => {
    const person = sorted[index];
    return {
      number: String(index + 1),
      name: person ? `${person.familyName} ${person.givenName}`.trim() : '',
      from: [person?.organisation, person?.category?.[locale]].filter(Boolean).join(' · '),
    };
  });
}

function pagesOf(all: readonly Line[]): Line[][] {
  return Array.from({ length: all.length / LINES_A_PAGE }, (_, page) =>
    all.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE),
  );
}

function when({ startsAt, endsAt }: AttendanceListFacts['session'], locale: Locale): string {
  const end = dayOf(startsAt) === dayOf(endsAt) ? timeOf(endsAt) : formatInstant(endsAt, locale);
  return `${formatDay(startsAt, locale)}, ${timeOf(startsAt)} – ${end}`;
}

function printList(facts: AttendanceListFacts, locale: Locale) {
  const words = ATTENDANCE_LIST_WORDS[locale];
  const { project, run, session, persons } = facts;
  const rows = [
    { label: words.session, text: `${session.number} / ${session.of} · ${when(session, locale)}` },
    { label: words.topic, text: session.topic },
    { label: words.place, text: run.place },
    { label: words.ledBy, text: run.ledBy },
  ];
  return {
    lang: locale,
    words: { heading: words.heading, columns: words.columns, signedBy: words.signedBy, page: words.page },
    project: [project.title[locale], ...project.codes.map(({ name, value }) => `${name}: ${value}`)].join(' · '),
    title: `${run.milestoneKey}/${run.number} · ${run.title}`,
    rows: rows.filter(({ text }) => text !== ''),
    pages: pagesOf(lines(persons, locale)),
    publicity: project.publicity[locale],
  };
}

/**
 * Sets the list on paper (A4). The same facts and language give the same bytes.
 * @throws Error when the typesetter fails; what people wrote is no reason for it
 */
export async function renderAttendanceList(facts: AttendanceListFacts, locale: Locale): Promise<Buffer> {
  return typeset({
    template: 'attendance-list.typ',
    inputs: {
      list: JSON.stringify(printList(facts, locale), (_, value: unknown) =>
        typeof value === 'string' ? printable(value) : value,
      ),
      fonts: JSON.stringify(FONT_FAMILIES),
    },
    madeAt: facts.session.startsAt,
  });
}
