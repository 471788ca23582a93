/** What the pages of money share: the campaign that an address means, their paths, and the way from one to the other. */
import { type PublicCampaign, type PublicMoney, publicMoneyOf } from '../../db/reads/public-money.ts';
import { findPublicProject, type PublicProject } from '../../db/reads/public-project.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { RequestProblem } from '../problem.ts';
import { type Html, html } from './html.ts';
import { WORDS } from './money-words.ts';
import { type Page, pageProject } from './page.ts';
import type { Visit } from './site.ts';

/** Pages behind `/p/<slug>`. */
export type MoneyPage =
  | '/campaign'
  | '/campaign/gifts'
  | '/campaign/pledge'
  | '/campaign/subscribe'
  | '/sum'
  | '/sum.pdf'
  | '/match'
  | '/fund'
  | '/data';

export interface MoneyVisit {
  readonly project: PublicProject;
  readonly money: PublicMoney;
  /** The campaign that the address names, else the latest; null where there is none yet. */
  readonly campaign: PublicCampaign | null;
  /** Address of another page of the same campaign. */
  path(page: MoneyPage): string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The latest campaign of a project needs no name. */
export const moneyPath = (slug: string, page: MoneyPage, locale: Locale, campaignId: string | null = null): string =>
  `/p/${slug}${page}?lang=${locale}${campaignId === null ? '' : `&campaign=${campaignId}`}`;

/** @throws RequestProblem for a project or a campaign that there is not */
export async function moneyOfVisit({ deps, param, locale, request }: Visit): Promise<MoneyVisit> {
  const project = await findPublicProject(deps.store.knex, param('slug'));
  if (!project) throw new RequestProblem('not-found');
  const asked = request.query.campaign;
  if (asked !== undefined && (typeof asked !== 'string' || !UUID.test(asked))) throw new RequestProblem('not-found');
  const money = await publicMoneyOf(deps.store.knex, project.id);
  const campaign = money.campaigns.find(({ id }) => asked === undefined || id === asked) ?? null;
  if (asked !== undefined && !campaign) throw new RequestProblem('not-found');
  const named = campaign && campaign.id !== money.campaigns[0]?.id ? campaign.id : null;
  return { project, money, campaign, path: (page) => moneyPath(project.slug, page, locale, named) };
}

/** Whether the plan has the town hall add to what is raised. */
export const isMatched = ({ plan }: PublicProject): boolean => plan.milestones.some(({ kind }) => kind === 'match');

/** A page of the money section. */
export const moneyPage = ({ project }: Pick<MoneyVisit, 'project'>, page: Omit<Page, 'project' | 'section'>): Page => ({
  ...page,
  project: pageProject(project),
  section: 'campaign',
});

/** Links to the pages that exist, but not to where the reader is. */
export function moneyLinks({ money, campaign, path }: MoneyVisit, here: MoneyPage, locale: Locale): Html {
  const words = WORDS[locale];
  const links: readonly (readonly [MoneyPage, string, boolean])[] = [
    ['/campaign', words.toCampaign, campaign !== null],
    ['/sum', words.toSum, campaign?.state === 'published'],
    ['/match', words.toMatch, campaign !== null && campaign.match !== null],
    ['/fund', words.toFund, money.funds.length > 0],
    ['/data', words.toData, campaign !== null || money.funds.length > 0],
  ];
  const shown = links.filter(([page, , exists]) => exists && page !== here);
  if (shown.length === 0) return html``;
  return html`<h2>${words.sums}</h2>
<ul class="list">
${shown.map(([page, name]) => html`<li><a href="${path(page)}">${name}</a></li>\n`)}</ul>`;
}
