/** R23: the Local Development Fund: what founds it, what came in and from where, what it paid, and what it holds. */
import { latestEntries, type PublicEntry, type PublicFund } from '../../db/reads/public-money.ts';
import { balanceOf, type LedgerSum } from '../../domain/ledger.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { formatLei, sumBani } from '../../domain/money.ts';
import { ENTRIES_SHOWN, entryList } from './entry-list.ts';
import { factList } from './facts.ts';
import { type Html, html } from './html.ts';
import { moneyLinks, moneyOfVisit, moneyPage } from './money-visit.ts';
import { WORDS } from './money-words.ts';
import type { PublicPage } from './site.ts';

/** What came in and what went out; corrections count where the mistake was. */
const movedBy = (sums: readonly LedgerSum[], kinds: readonly LedgerSum['kind'][]): number =>
  sumBani(sums.filter(({ kind, nature }) => nature === 'money' && kinds.includes(kind)).map(({ amount }) => amount));

function fundSection(fund: PublicFund, entries: readonly PublicEntry[], data: string, locale: Locale): Html {
  const words = WORDS[locale];
  const lei = (amount: number): string => formatLei(amount, locale);
  return html`<h2>${fund.name[locale]}</h2>
${factList([
  [words.foundingDocument, fund.document],
  [words.founded, formatDay(fund.foundedOn, locale)],
  [words.cameIn, lei(movedBy(fund.sums, ['transfer', 'gift']))],
  [words.wentOut, lei(-movedBy(fund.sums, ['payment', 'repayment', 'correction']))],
  [words.balance, html`<strong>${lei(balanceOf(fund.sums))}</strong>`],
])}
<p class="hint">${words.fundNote}</p>
<h3>${words.entries}</h3>
${entryList(entries, data, locale)}`;
}

export const fundPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/fund',
  limit: 'readPage',
  async visit(visit) {
    const { deps, locale } = visit;
    const found = await moneyOfVisit(visit);
    const words = WORDS[locale];
    const sections = await Promise.all(
      found.money.funds.map(async (fund) => {
        const page = { before: null, limit: ENTRIES_SHOWN };
        const entries = await latestEntries(deps.store.knex, fund.ledgerId, page);
        return fundSection(fund, entries, found.path('/data'), locale);
      }),
    );
    return moneyPage(found, {
      title: words.fundTitle,
      findable: true,
      body: html`${sections.length === 0 ? html`<p>${words.noFund}</p>` : sections}
${moneyLinks(found, '/fund', locale)}`,
    });
  },
};
