/** The proposals of a project: the list, each with its decision and its reason, and what was merged and split (R12). */
import { milestoneTaking } from '../../db/proposals/public-proposing.ts';
import { findPublicProject, type PublicProject } from '../../db/reads/public-project.ts';
import {
  findPublicProposal,
  listPublicProposals,
  type PublicNamed,
  type PublicProposal,
} from '../../db/reads/public-proposals.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { PROPOSAL_STATE_WORDS } from '../../domain/proposals.ts';
import { RequestProblem } from '../problem.ts';
import { type Content, type Html, html } from './html.ts';
import { type Page, pageProject, sectionPath } from './page.ts';
import { WORDS } from './proposal-words.ts';
import type { PublicPage, Visit } from './site.ts';

const PROPOSALS_A_PAGE = 50;
const NUMBER = /^[1-9]\d{0,8}$/;

/** The project of this visit. */
export async function projectOfVisit({ deps, param }: Visit): Promise<PublicProject> {
  const project = await findPublicProject(deps.store.knex, param('slug'));
  if (!project) throw new RequestProblem('not-found');
  return project;
}

export const proposalPath = (slug: string, number: number | 'new', locale: Locale): string =>
  `/p/${slug}/proposals/${number}?lang=${locale}`;

function stateInWords({ state, mergedInto }: PublicProposal, locale: Locale): string {
  if (state === 'submitted') return WORDS[locale].undecided;
  const word = PROPOSAL_STATE_WORDS[state][locale];
  return mergedInto === null
    ? word
    : `${WORDS[locale].mergedInto.toLowerCase()} ${mergedInto.number}. ${mergedInto.title}`;
}

const item = (proposal: PublicProposal, slug: string, locale: Locale): Html => html`<li><h2><a href="${proposalPath(
  slug,
  proposal.number,
  locale,
)}">${proposal.number}. ${proposal.title}</a></h2>
<p>${stateInWords(proposal, locale)}</p>
${proposal.state === 'rejected' && html`<p class="hint">${WORDS[locale].reason}: ${proposal.reason}</p>`}</li>
`;

async function list(visit: Visit): Promise<Page> {
  const { deps, locale, pageNumber } = visit;
  const project = await projectOfVisit(visit);
  const { knex } = deps.store;
  const words = WORDS[locale];
  const [found, taking] = await Promise.all([
    listPublicProposals(knex, project.id, { from: (pageNumber - 1) * PROPOSALS_A_PAGE, limit: PROPOSALS_A_PAGE }),
    milestoneTaking(knex, project),
  ]);
  const shown = found.slice(0, PROPOSALS_A_PAGE);
  const here = sectionPath(project.slug, 'proposals', locale);
  const to = (other: number, name: string): Html => html`<a href="${here}&amp;page=${other}">${name}</a> `;
  return {
    title: words.title,
    project: pageProject(project),
    section: 'proposals',
    findable: true,
    body: html`<p>${words.intro}</p>
${
  taking
    ? html`<p><a class="button" href="${proposalPath(project.slug, 'new', locale)}">${words.make}</a></p>`
    : html`<p class="note">${words.closed}</p>`
}
${
  shown.length === 0
    ? html`<p>${words.none}</p>`
    : html`<ul class="list">
${shown.map((proposal) => item(proposal, project.slug, locale))}</ul>`
}
<p>${pageNumber > 1 && to(pageNumber - 1, words.earlier)}${found.length > PROPOSALS_A_PAGE && to(pageNumber + 1, words.later)}</p>`,
  };
}

/** Text of several lines as it was written, each paragraph one. */
export const paragraphs = (text: string): Content =>
  text
    .split(/\n{2,}/)
    .map(
      (paragraph) =>
        html`<p>${paragraph.split('\n').map((written, index) => [index > 0 && html`<br>`, written])}</p>\n`,
    );

async function show(visit: Visit): Promise<Page> {
  const { deps, locale, param } = visit;
  const project = await projectOfVisit(visit);
  const number = param('number');
  const proposal = NUMBER.test(number) ? await findPublicProposal(deps.store.knex, project.id, Number(number)) : null;
  if (!proposal) throw new RequestProblem('not-found');
  const words = WORDS[locale];
  const link = (named: PublicNamed): Html =>
    html`<a href="${proposalPath(project.slug, named.number, locale)}">${named.number}. ${named.title}</a>`;
  const links = (all: readonly PublicNamed[]): Content =>
    all.length > 0 && all.map((named, index) => [index > 0 && html`<br>`, link(named)]);
  const { state, reason, author, meeting, createdAt, decidedAt, mergedInto, splitFrom } = proposal;
  const facts: readonly (readonly [string, Content])[] = [
    [words.state, state === 'submitted' ? words.undecided : PROPOSAL_STATE_WORDS[state][locale]],
    [words.reason, reason !== '' && reason.split('\n').map((line, index) => [index > 0 && html`<br>`, line])],
    [words.mergedInto, mergedInto && link(mergedInto)],
    [words.merged, links(proposal.merged)],
    [words.splitFrom, splitFrom && link(splitFrom)],
    [words.parts, links(proposal.parts)],
    [words.author, author !== '' && author],
    [words.meeting, meeting ?? words.page],
    [words.on, formatDay(createdAt, locale)],
    [words.decided, decidedAt && formatDay(decidedAt, locale)],
  ];
  return {
    title: proposal.title,
    project: pageProject(project),
    section: 'proposals',
    findable: true,
    body: html`<p class="hint">${words.numbered(proposal.number)}</p>
${paragraphs(proposal.summary)}
<dl>
${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
<p><a href="${sectionPath(project.slug, 'proposals', locale)}">${words.all}</a></p>`,
  };
}

export const proposalListPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/proposals',
  limit: 'readPage',
  visit: list,
};
export const proposalPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/proposals/:number',
  limit: 'readPage',
  visit: show,
};
