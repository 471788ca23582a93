/** A project's page: what it is about, where it stands, what comes next, who carries and who pays for it. */
import { publicMoneyOf } from '../../db/reads/public-money.ts';
import { findPublicStanding, type PublicProject, type PublicStanding } from '../../db/reads/public-project.ts';
import { checkBudget } from '../../domain/budget.ts';
import type { Locale, ProjectState } from '../../domain/lifecycle.ts';
import { formatDay, listed } from '../../domain/locale.ts';
import { formatLei } from '../../domain/money.ts';
import { RequestProblem } from '../problem.ts';
import { entriesOf, entryList } from './calendar-entries.ts';
import { type Content, type Html, html } from './html.ts';
import { moneyLine } from './money-line.ts';
import { type Page, pageProject, sectionPath } from './page.ts';
import { stageList, standingInWords } from './project-standing.ts';
import type { PublicPage, Visit } from './site.ts';

/** What is said of what comes next, before the calendar says the rest. */
const NEXT_SHOWN = 4;

type Partner = PublicProject['plan']['partners'][number];

const WORDS = {
  ro: {
    next: 'Ce urmează',
    nothing: 'Nu este anunțată nicio dată.',
    calendar: 'Tot calendarul',
    stages: 'Unde a ajuns',
    about: 'Cine și când',
    period: 'Perioada',
    roles: { lead: 'Lider de parteneriat', partner: 'Parteneri', host: 'Gazda vizitelor de documentare' },
    funder: 'Finanțator',
    codes: 'Coduri',
    budget: 'Bugetul',
    source: 'Sursa',
    amount: 'Suma',
    total: 'Total publicat',
    state: {
      running: null,
      completed: 'Proiectul s-a încheiat.',
      cancelled: 'Proiectul a fost anulat. Ce s-a publicat rămâne aici.',
    },
  },
  en: {
    next: 'What comes next',
    nothing: 'No date is announced.',
    calendar: 'The whole calendar',
    stages: 'Where it stands',
    about: 'Who and when',
    period: 'Period',
    roles: { lead: 'Lead partner', partner: 'Partners', host: 'Host of the study visits' },
    funder: 'Funder',
    codes: 'Codes',
    budget: 'The budget',
    source: 'Source',
    amount: 'Amount',
    total: 'Published total',
    state: {
      running: null,
      completed: 'The project is completed.',
      cancelled: 'The project was cancelled. What was published stays here.',
    },
  },
} as const satisfies Readonly<Record<Locale, { state: Record<ProjectState, string | null>; [word: string]: unknown }>>;

/** The project that the visit is about, with where it stands. */
export async function foundStanding({ deps, param }: Visit): Promise<PublicStanding> {
  const standing = await findPublicStanding(deps.store.knex, param('slug'));
  if (!standing) throw new RequestProblem('not-found');
  return standing;
}

function aboutList({ plan, startsOn, endsOn }: PublicStanding, locale: Locale): Html {
  const words = WORDS[locale];
  const names = (role: Partner['role']): string =>
    listed(
      plan.partners.filter((partner) => partner.role === role).map(({ name }) => name[locale]),
      locale,
    );
  const rows: readonly (readonly [string, string])[] = [
    [words.period, `${formatDay(startsOn, locale)} – ${formatDay(endsOn, locale)}`],
    [words.roles.lead, names('lead')],
    [words.roles.partner, names('partner')],
    [words.roles.host, names('host')],
    [words.funder, `${plan.funder.name[locale]}, ${plan.funder.programme[locale]}`],
    [words.codes, plan.codes.map(({ name, value }) => `${name} ${value}`).join(', ')],
  ];
  return html`<dl>
${rows.filter(([, text]) => text !== '').map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>\n`)}</dl>`;
}

/** The figures as they were published, and beside them what does not add up. */
function budgetTable({ plan }: PublicStanding, locale: Locale): Html {
  const words = WORDS[locale];
  const check = checkBudget(plan.budget);
  return html`<table>
<thead><tr><th scope="col">${words.source}</th><th scope="col" class="sum">${words.amount}</th></tr></thead>
<tbody>
${plan.budget.sources.map(({ name, amount }) => html`<tr><th scope="row">${name[locale]}</th><td class="sum">${formatLei(amount, locale)}</td></tr>\n`)}</tbody>
<tfoot><tr><th scope="row">${words.total}</th><td class="sum">${formatLei(check.total, locale)}</td></tr></tfoot>
</table>
<p class="note${check.difference !== 0 && ' bad'}">${check.inWords(locale)}</p>`;
}

function comingDates(standing: PublicStanding, locale: Locale, now: Date): Content {
  if (standing.state !== 'running') return null;
  const words = WORDS[locale];
  const coming = entriesOf(standing, locale, now).filter(({ over, at, href }) => !over && (at >= now || href !== null));
  return html`<h2>${words.next}</h2>
${coming.length === 0 ? html`<p>${words.nothing}</p>` : entryList(coming.slice(0, NEXT_SHOWN))}
<p><a href="${sectionPath(standing.slug, 'calendar', locale)}">${words.calendar}</a></p>`;
}

async function show(visit: Visit): Promise<Page> {
  const { deps, locale, now } = visit;
  const standing = await foundStanding(visit);
  const words = WORDS[locale];
  const ended = words.state[standing.state];
  return {
    title: standing.title[locale],
    project: pageProject(standing),
    section: 'project',
    findable: true,
    body: html`${ended !== null && html`<p class="note">${ended}</p>`}
<p>${standing.plan.summary[locale]}</p>
${comingDates(standing, locale, now)}
${standing.money && moneyLine(standing.slug, await publicMoneyOf(deps.store.knex, standing.id), locale)}
<h2>${words.stages}</h2>
<p>${standingInWords(standing, locale)}</p>
${stageList(standing, locale)}
<h2>${words.about}</h2>
${aboutList(standing, locale)}
<h2>${words.budget}</h2>
${budgetTable(standing, locale)}`,
  };
}

export const projectPage: PublicPage = { method: 'get', path: '/p/:slug', limit: 'readPage', visit: show };
