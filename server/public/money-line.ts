/** What a project's page says of its money, with the way to the pages that say the rest. No leu is in two figures (R23). */
import type { PublicCampaign, PublicMoney } from '../../db/reads/public-money.ts';
import { balanceOf, campaignFigures } from '../../domain/ledger.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { MATCH_STATE_WORDS } from '../../domain/match.ts';
import { formatLei, sumBani } from '../../domain/money.ts';
import { type Html, html } from './html.ts';
import { moneyPath } from './money-visit.ts';
import { WORDS } from './money-words.ts';

function campaignWords({ state, sums, raised, opensAt, closesAt }: PublicCampaign, locale: Locale): string {
  const { line } = WORDS[locale];
  if (state === 'cancelled') return line.cancelled;
  if (state === 'announced') return line.announced(formatDay(opensAt, locale));
  const sum = formatLei(raised ?? campaignFigures(sums).raised, locale);
  return state === 'open' ? line.open(sum, formatDay(closesAt, locale)) : line.raised(sum);
}

export function moneyLine(slug: string, { campaigns: [campaign], funds }: PublicMoney, locale: Locale): Html {
  const { line, money } = WORDS[locale];
  const match = campaign?.match ?? null;
  const inFunds = sumBani(funds.map(({ sums }) => balanceOf(sums)));
  return html`<h2>${money}</h2>
<ul class="list">
${campaign !== undefined && html`<li><a href="${moneyPath(slug, '/campaign', locale)}">${campaign.title[locale]}</a><p>${campaignWords(campaign, locale)}</p></li>\n`}${match && html`<li><a href="${moneyPath(slug, '/match', locale)}">${line.match(MATCH_STATE_WORDS[match.state][locale])}</a></li>\n`}${funds.length > 0 && html`<li><a href="${moneyPath(slug, '/fund', locale)}">${line.fund(formatLei(inFunds, locale))}</a></li>\n`}</ul>`;
}
