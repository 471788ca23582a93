/** The front page: the projects of this installation, and the way in for those who work on them. */
import { listPublicProjects, type PublicStanding } from '../../db/reads/public-project.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { entriesOf, nextEntry } from './calendar-entries.ts';
import { type Html, html } from './html.ts';
import { type Page, sectionPath } from './page.ts';
import { standingInWords } from './project-standing.ts';
import type { PublicPage, Visit } from './site.ts';

const PROJECTS_A_PAGE = 30;

const WORDS = {
  ro: {
    title: 'Proiecte',
    intro:
      'Pentru fiecare proiect vedeți unde a ajuns, când sunt consultările și votul, ce s-a propus și ce documente s-au publicat.',
    none: 'Aici nu este încă niciun proiect.',
    next: 'Urmează',
    earlier: 'Proiecte mai vechi',
    later: 'Proiecte mai noi',
    staff: 'Intrare pentru echipă',
  },
  en: {
    title: 'Projects',
    intro:
      'For each project you see where it stands, when the consultations and the vote are, what was proposed and which documents are published.',
    none: 'There is no project here yet.',
    next: 'Next',
    earlier: 'Earlier projects',
    later: 'Later projects',
    staff: 'Staff sign-in',
  },
} as const;

/** R26: each project with the publicity line of its own funder. */
function entry(standing: PublicStanding, locale: Locale, now: Date): Html {
  const next = nextEntry(entriesOf(standing, locale, now));
  return html`<li><h2><a href="${sectionPath(standing.slug, 'project', locale)}">${standing.title[locale]}</a></h2>
<p>${standingInWords(standing, locale)}</p>
${standing.state === 'running' && next && html`<p>${WORDS[locale].next}: ${next.title} · ${next.when}</p>`}
<p class="hint">${standing.plan.publicity[locale]}</p></li>
`;
}

async function show({ deps, locale, now, pageNumber }: Visit): Promise<Page> {
  const words = WORDS[locale];
  const found = await listPublicProjects(deps.store.knex, {
    from: (pageNumber - 1) * PROJECTS_A_PAGE,
    limit: PROJECTS_A_PAGE,
  });
  const projects = found.slice(0, PROJECTS_A_PAGE);
  const to = (other: number, name: string): Html => html`<a href="/?lang=${locale}&amp;page=${other}">${name}</a> `;
  return {
    title: words.title,
    project: null,
    findable: true,
    body: html`${
      projects.length === 0
        ? html`<p>${words.none}</p>`
        : html`<p>${words.intro}</p>
<ul class="list">
${projects.map((standing) => entry(standing, locale, now))}</ul>`
    }
<p>${pageNumber > 1 && to(pageNumber - 1, words.later)}${found.length > PROJECTS_A_PAGE && to(pageNumber + 1, words.earlier)}</p>
<p><a href="/admin/">${words.staff}</a></p>`,
  };
}

export const frontPage: PublicPage = { method: 'get', path: '/', limit: 'readPage', visit: show };
