/** The consultations of a project: notice and registration before, minutes and those present after (R10, R11). */
import {
  type PublicConsultation,
  type PublicConsultations,
  publicConsultations,
} from '../../db/reads/public-consultations.ts';
import { findPublicProject, type PublicProject } from '../../db/reads/public-project.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay, plural } from '../../domain/locale.ts';
import { RequestProblem } from '../problem.ts';
import { documentList } from './document-list.ts';
import { type Content, type Html, html } from './html.ts';
import { type Page, pageProject, sectionPath } from './page.ts';
import type { PublicPage, Visit } from './site.ts';
import { spanInWords } from './when.ts';

const WORDS = {
  ro: {
    title: 'Consultări publice',
    none: 'Nu este anunțată încă nicio consultare publică. Anunțul apare aici cu cel puțin câteva zile înainte.',
    when: 'Când',
    where: 'Unde',
    led: 'Moderează',
    notice: 'Anunțul',
    noticeOn: (day: string) => `publicat la ${day}`,
    cancelled: 'Nu mai are loc.',
    enrol: 'Înscrieți-vă',
    came: 'Prezenți',
    persons: (count: number) => plural(count, 'ro', { one: 'persoană', few: 'persoane', other: 'de persoane' }),
    documents: 'Documente',
    held: ({ meetings, persons, attendances }: PublicConsultations['held']) =>
      `La cele ${plural(meetings, 'ro', { one: 'consultare', few: 'consultări', other: 'de consultări' })} ținute ${persons === 1 ? 'a' : 'au'} participat în total ` +
      `${plural(persons, 'ro', { one: 'persoană', few: 'persoane', other: 'de persoane' })}, fiecare numărată o singură dată ` +
      `(${plural(attendances, 'ro', { one: 'prezență', few: 'prezențe', other: 'de prezențe' })}).`,
    proposals: 'Ce s-a propus',
  },
  en: {
    title: 'Public consultations',
    none: 'No public consultation is announced yet. The notice appears here at least some days before.',
    when: 'When',
    where: 'Where',
    led: 'Led by',
    notice: 'Notice',
    noticeOn: (day: string) => `published on ${day}`,
    cancelled: 'It does not take place.',
    enrol: 'Register',
    came: 'Present',
    persons: (count: number) => plural(count, 'en', { one: 'person', other: 'persons' }),
    documents: 'Documents',
    held: ({ meetings, persons, attendances }: PublicConsultations['held']) =>
      `${plural(persons, 'en', { one: 'person', other: 'persons' })} took part in the ${meetings} consultations that were held, ` +
      `each counted once (${plural(attendances, 'en', { one: 'attendance', other: 'attendances' })}).`,
    proposals: 'What was proposed',
  },
} as const;

function consultationItem(
  { run, sessions, open, present, documents }: PublicConsultation,
  { slug }: PublicProject,
  locale: Locale,
): Html {
  const words = WORDS[locale];
  const when = sessions.map(({ starts_at: from, ends_at: to, topic }, index) => [
    index > 0 && html`<br>`,
    `${spanInWords(from, to, locale)}${topic === '' ? '' : ` (${topic})`}`,
  ]);
  const more: readonly (readonly [string, string])[] = [
    [words.where, run.place],
    [words.led, run.led_by],
    [words.notice, words.noticeOn(formatDay(run.notice_published_at, locale))],
    [words.came, present === null ? '' : words.persons(present)],
  ];
  const cancelled = run.state === 'cancelled';
  return html`<section aria-labelledby="c-${run.id}"><h2 id="c-${run.id}">${run.title}</h2>
${cancelled && html`<p class="note">${words.cancelled}</p>`}
<dl>
<dt>${words.when}</dt><dd>${when}</dd>
${more.filter(([, text]) => text !== '').map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>\n`)}</dl>
${open && html`<p><a class="button" href="/p/${slug}/runs/${run.id}?lang=${locale}">${words.enrol}</a></p>`}
${documents.length > 0 && html`<h3>${words.documents}</h3>${documentList(documents, slug, locale)}`}
</section>
`;
}

async function show({ deps, locale, now, param }: Visit): Promise<Page> {
  const project = await findPublicProject(deps.store.knex, param('slug'));
  if (!project) throw new RequestProblem('not-found');
  const { consultations, held } = await publicConsultations(deps.store.knex, project, now);
  const words = WORDS[locale];
  const isPast = ({ sessions }: PublicConsultation) => sessions.every(({ ends_at: end }) => end <= now);
  // What is to come first, then what was, the latest first.
  const inOrder = [...consultations.filter((each) => !isPast(each)), ...consultations.filter(isPast).reverse()];
  // R10: of several, who came to more than one counts once. Of one, its own figure says it.
  const sum: Content = held.meetings > 1 && html`<p class="note">${words.held(held)}</p>`;
  return {
    title: words.title,
    project: pageProject(project),
    section: 'consultations',
    findable: true,
    body: html`${consultations.length === 0 && html`<p>${words.none}</p>`}
${sum}
${inOrder.map((each) => consultationItem(each, project, locale))}
<p><a href="${sectionPath(project.slug, 'proposals', locale)}">${words.proposals}</a></p>`,
  };
}

export const consultationsPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/consultations',
  limit: 'readPage',
  visit: show,
};
