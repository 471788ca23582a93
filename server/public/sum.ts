/** R22: the statement to the community: the sum raised by source, the town hall's part, what happens next; and as a notice. */
import { findSumNotice } from '../../db/reads/sum-notice.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { type NoticeInWords, noticeInWords } from '../../domain/sum-notice.ts';
import { RequestProblem } from '../problem.ts';
import { factList } from './facts.ts';
import { type Html, html } from './html.ts';
import { type MoneyVisit, moneyLinks, moneyOfVisit, moneyPage } from './money-visit.ts';
import type { Page } from './page.ts';
import { paragraphs } from './proposals.ts';
import type { PublicPage, Visit } from './site.ts';

const WORDS = {
  ro: {
    title: 'Suma strânsă',
    none: 'Suma se publică după închiderea campaniei.',
    due: (day: string) => `Campania s-a închis. Suma se publică cel târziu la ${day}.`,
    late: (day: string) => `Suma trebuia publicată la ${day} și nu este publicată încă.`,
    source: 'De unde',
    amount: 'Suma',
    notice: 'Afișul pentru avizier (PDF)',
    inRomanian: 'în română',
    inEnglish: 'în engleză',
  },
  en: {
    title: 'The sum raised',
    none: 'The sum is published after the campaign’s close.',
    due: (day: string) => `The campaign has closed. The sum is published on ${day} at the latest.`,
    late: (day: string) => `The sum was to be published on ${day}, and it is not published yet.`,
    source: 'Source',
    amount: 'Amount',
    notice: 'The notice for the board (PDF)',
    inRomanian: 'in Romanian',
    inEnglish: 'in English',
  },
} as const;

/** R22: until when the sum is published, or that it is late. */
export function sumDueNote(sumDueAt: Date | null, locale: Locale, now: Date): Html {
  const words = WORDS[locale];
  if (sumDueAt === null) return html`<p class="note">${words.none}</p>`;
  const day = formatDay(sumDueAt, locale);
  return now > sumDueAt
    ? html`<p class="note bad">${words.late(day)}</p>`
    : html`<p class="note">${words.due(day)}</p>`;
}

function statement(told: NoticeInWords, locale: Locale): Html {
  const words = WORDS[locale];
  const [totalName, total] = told.total;
  return html`<p class="note good">${told.raisedName} <strong>${told.raised}</strong> ${told.period}. ${told.published}</p>
<table>
<thead><tr><th scope="col">${words.source}</th><th scope="col" class="sum">${words.amount}</th></tr></thead>
<tbody>
${told.sources.map(([name, amount]) => html`<tr><th scope="row">${name}</th><td class="sum">${amount}</td></tr>\n`)}</tbody>
<tfoot><tr><th scope="row">${totalName}</th><td class="sum">${total}</td></tr></tfoot>
</table>
${factList(told.beside)}
${
  told.match &&
  html`<h2>${told.match.heading}</h2>
${factList(told.match.lines)}
<p class="hint">${told.match.cap}</p>`
}
${told.next && html`<h2>${told.next.heading}</h2>\n${paragraphs(told.next.text)}`}
<p class="hint">${told.fingerprint[0]}:<br><code>${told.fingerprint[1]}</code></p>`;
}

async function show(visit: Visit): Promise<Page> {
  const { deps, locale, now } = visit;
  const found: MoneyVisit = await moneyOfVisit(visit);
  const { campaign, path } = found;
  const words = WORDS[locale];
  const notice = campaign?.state === 'published' ? await findSumNotice(deps.store.knex, campaign.id) : null;
  if (!notice) {
    const body = html`${campaign?.state === 'closed' ? sumDueNote(campaign.sumDueAt, locale, now) : html`<p>${words.none}</p>`}
${moneyLinks(found, '/sum', locale)}`;
    return moneyPage(found, { title: words.title, findable: true, body });
  }
  const told = noticeInWords(notice, locale);
  const pdf = path('/sum.pdf');
  return moneyPage(found, {
    title: told.heading,
    findable: true,
    body: html`<p>${told.campaign}</p>
${statement(told, locale)}
<p>${words.notice}: <a href="${pdf.replace(`lang=${locale}`, 'lang=ro')}" hreflang="ro">${words.inRomanian}</a>, <a href="${pdf.replace(`lang=${locale}`, 'lang=en')}" hreflang="en">${words.inEnglish}</a></p>
${moneyLinks(found, '/sum', locale)}`,
  });
}

const noticePage: PublicPage = {
  method: 'get',
  path: '/p/:slug/sum.pdf',
  limit: 'download',
  async visit(visit) {
    const { deps, locale, response } = visit;
    const { campaign } = await moneyOfVisit(visit);
    const notice = campaign && (await findSumNotice(deps.store.knex, campaign.id));
    if (!notice) throw new RequestProblem('not-found');
    const pdf = await deps.papers.sumNotice(notice, locale);
    response.set({ 'Cache-Control': 'no-cache', 'Content-Language': locale });
    response.type('application/pdf').send(Buffer.from(pdf));
    return 'answered';
  },
};

export const sumPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/sum', limit: 'readPage', visit: show },
  noticePage,
];
