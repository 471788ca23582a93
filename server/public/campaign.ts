/** R20, R22: the campaign: what for, how far it is, what the town hall adds, how to give, and each gift as its donor allowed. */
import { latestGifts, type PublicCampaign, type PublicGift } from '../../db/reads/public-money.ts';
import { dayOf, daysBetween } from '../../domain/calendar.ts';
import { ANONYMOUS_DONOR, shownDonor } from '../../domain/donors.ts';
import { printedIban } from '../../domain/iban.ts';
import { type CampaignFigures, campaignFigures } from '../../domain/ledger.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay, formatInstant, formatNumber } from '../../domain/locale.ts';
import { capWords, type MatchCap, matchOf, matchOfNextLeu } from '../../domain/match.ts';
import { formatLei } from '../../domain/money.ts';
import { printedReference } from '../../domain/reference-code.ts';
import { RequestProblem } from '../problem.ts';
import { factList } from './facts.ts';
import { type Html, html } from './html.ts';
import { isMatched, type MoneyVisit, moneyLinks, moneyOfVisit, moneyPage, moneyPath } from './money-visit.ts';
import { WORDS } from './money-words.ts';
import type { Page } from './page.ts';
import { paragraphs, proposalPath } from './proposals.ts';
import type { PublicPage, Visit } from './site.ts';
import { sumDueNote } from './sum.ts';

const GIFTS_SHOWN = 10;
const GIFTS_A_PAGE = 30;
const NUMBER = /^[1-9]\d{0,8}$/;

const aside = (words: string): Html => html` <span class="hint">(${words})</span>`;

function stateNote(campaign: PublicCampaign, locale: Locale, now: Date): Html {
  const words = WORDS[locale];
  const { state, opensAt, closesAt, sumDueAt, cancelledAt, raised, cancelReason } = campaign;
  const lateNote = state === 'closed' && sumDueAt !== null && now > sumDueAt && sumDueNote(sumDueAt, locale, now);
  const fact = {
    drafted: '',
    announced: formatInstant(opensAt, locale),
    open: formatInstant(closesAt, locale),
    closed: sumDueAt ? formatDay(sumDueAt, locale) : '',
    published: formatLei(raised ?? 0, locale),
    cancelled: cancelledAt ? formatDay(cancelledAt, locale) : '',
  }[state];
  const look = { open: ' good', published: ' good', cancelled: ' bad', drafted: '', announced: '', closed: '' }[state];
  return html`<p class="note${look}">${words.state[state](fact)}${state === 'cancelled' && cancelReason !== '' && html`<br>${words.reason}: ${cancelReason}`}</p>
${lateNote}`;
}

function aboutSection({ campaign, project }: MoneyVisit & { campaign: PublicCampaign }, locale: Locale): Html {
  const words = WORDS[locale];
  const { initiative, beneficiary, opensAt, closesAt, extendedFrom, extensionReason } = campaign;
  return html`${paragraphs(campaign.purpose[locale])}
${factList([
  [
    words.initiative,
    initiative &&
      html`<a href="${proposalPath(project.slug, initiative.number, locale)}">${initiative.number}. ${initiative.title}</a>`,
  ],
  [words.beneficiary, beneficiary !== '' && beneficiary],
  [
    words.period,
    [
      `${formatInstant(opensAt, locale)} – ${formatInstant(closesAt, locale)}`,
      extendedFrom && html`<br>${words.extended(formatInstant(extendedFrom, locale))} ${extensionReason}`,
    ],
  ],
])}`;
}

function farSection(campaign: PublicCampaign, figures: CampaignFigures, locale: Locale, now: Date): Html {
  const words = WORDS[locale];
  const lei = (amount: number): string => formatLei(amount, locale);
  const { state, closesAt } = campaign;
  const left = daysBetween(dayOf(now), dayOf(closesAt));
  const over = state === 'closed' || state === 'published';
  return html`<h2>${words.far}</h2>
${factList([
  [
    over ? words.raisedAtClose : words.raised,
    [
      html`<strong>${lei(figures.raised)}</strong>`,
      figures.refunded > 0 && aside(words.refundedOf(lei(figures.refunded))),
    ],
  ],
  [words.pledged, figures.pledged > 0 && [lei(figures.pledged), aside(words.pledgedNote)]],
  [words.inKind, figures.inKind > 0 && [lei(figures.inKind), aside(words.inKindNote)]],
  [words.gifts, formatNumber(figures.gifts, locale)],
  [words.late, figures.late !== 0 && [lei(figures.late), aside(words.lateNote)]],
  [words.adjusted, figures.adjusted !== 0 && lei(-figures.adjusted)],
  [words.left, state === 'open' && words.daysLeft(Math.max(0, left))],
])}`;
}

/** R19: what the town hall adds for what there is, and for the next leu; the cap in the words of the plan's reading. */
function matchSection(raised: number, cap: MatchCap, open: boolean, locale: Locale): Html {
  const words = WORDS[locale];
  const next = matchOfNextLeu(raised, cap);
  const nextWords =
    next === 0
      ? words.nextNothing
      : next > 0
        ? words.nextMore(formatLei(next, locale))
        : words.nextLess(formatLei(-next, locale));
  const formatted = { ro: formatLei(cap.cap, 'ro'), en: formatLei(cap.cap, 'en') };
  return html`<h2>${words.match}</h2>
<p>${capWords(formatted, cap.on)[locale]}</p>
${factList([
  [open ? words.matchNow : words.matchAtClose, html`<strong>${formatLei(matchOf(raised, cap), locale)}</strong>`],
  [words.nextLeu, open && nextWords],
])}
<p class="hint">${words.matchNote}</p>`;
}

/** A value that one tap copies, by the page's script, and that is selected whole by a press without it. */
function copied(id: string, shown: string, written: string, button: string, locale: Locale): Html {
  const { copied: done } = WORDS[locale];
  return html`<code class="copy" id="${id}">${shown}</code>
<button type="button" class="second copier" hidden data-of="${id}" data-copy="${written}" data-done="${done}">${button}</button>`;
}

export function payingFacts(
  { accountHolder, iban }: Pick<PublicCampaign, 'accountHolder' | 'iban'>,
  reference: string,
  locale: Locale,
): Html {
  const words = WORDS[locale];
  return html`${factList([
    [words.holder, copied('holder', accountHolder, accountHolder, words.copyHolder, locale)],
    [words.iban, copied('iban', printedIban(iban), iban, words.copyIban, locale)],
    [words.reference, copied('reference', reference, reference, words.copyReference, locale)],
  ])}
<p id="copied" role="status" data-failed="${words.copyFailed}"></p>`;
}

function howToSection({ campaign, path }: MoneyVisit & { campaign: PublicCampaign }, locale: Locale): Html {
  const words = WORDS[locale];
  return html`<h2>${words.howTo}</h2>
<p>${words.howToNote}</p>
${payingFacts(campaign, printedReference(campaign.reference), locale)}
<p>${words.unnamed}</p>
<p>${words.cash} ${words.noCards}</p>
<p><a class="button" href="${path('/campaign/pledge')}">${words.pledge}</a></p>
<p class="hint">${words.pledgeHint}</p>`;
}

/** One gift: the amount, who gave it as they allowed (R22), when and how; what was given back of it. */
function giftItem(gift: PublicGift, locale: Locale): Html {
  const words = WORDS[locale];
  const { number, amount, taken, bookedOn, nature, channel, afterClose, note } = gift;
  const how = nature === 'in-kind' ? words.inKindShort : words.channel[channel];
  const facts = [words.number(number), formatDay(bookedOn, locale), how, afterClose && words.afterClose];
  const left = amount + taken;
  const leftWords = left === 0 ? words.noneLeft : words.remaining(formatLei(left, locale));
  return html`<li id="e${number}"><strong>${formatLei(amount, locale)}</strong> · ${shownDonor(gift.donor) ?? ANONYMOUS_DONOR[locale]}
${note !== '' && html`<p>${note}</p>`}<p class="hint">${facts.filter(Boolean).join(' · ')}${taken !== 0 && html` · ${leftWords}`}</p></li>
`;
}

const giftList = (gifts: readonly PublicGift[], locale: Locale): Html =>
  gifts.length === 0
    ? html`<p>${WORDS[locale].noGifts}</p>`
    : html`<ul class="list">
${gifts.map((gift) => giftItem(gift, locale))}</ul>`;

async function show(visit: Visit): Promise<Page> {
  const { deps, locale, now } = visit;
  const found = await moneyOfVisit(visit);
  const { campaign, project, money, path } = found;
  const words = WORDS[locale];
  if (!campaign) {
    const body = html`<p>${words.none}</p>
${moneyLinks(found, '/campaign', locale)}`;
    return moneyPage(found, { title: words.title, findable: true, body });
  }
  const { state, ledgerId } = campaign;
  const figures = campaignFigures(campaign.sums);
  const taken = state === 'open' || state === 'closed' || state === 'published';
  const gifts = taken ? await latestGifts(deps.store.knex, ledgerId, { before: null, limit: GIFTS_SHOWN }) : [];
  const { matchCap, matchCapOn } = project.plan.settings;
  const cap = { cap: matchCap.value, on: matchCapOn.value };
  const others = money.campaigns.filter(({ id }) => id !== campaign.id);
  const of = { ...found, campaign };
  return moneyPage(found, {
    title: campaign.title[locale],
    findable: true,
    ...(state === 'open' && { script: '/money/copying.mjs' }),
    body: html`${stateNote(campaign, locale, now)}
${aboutSection(of, locale)}
${taken && farSection(campaign, figures, locale, now)}
${state !== 'cancelled' && isMatched(project) && campaign.match === null && matchSection(figures.raised, cap, state === 'open' || state === 'announced', locale)}
${state === 'open' && howToSection(of, locale)}
${(state === 'announced' || state === 'open' || state === 'closed') && html`<p><a href="${path('/campaign/subscribe')}">${words.subscribe}</a></p>`}
${
  taken &&
  html`<h2>${words.latest}</h2>
${giftList(gifts.slice(0, GIFTS_SHOWN), locale)}
${gifts.length > 0 && html`<p><a href="${path('/campaign/gifts')}">${words.allGifts}</a></p>`}`
}
${moneyLinks(found, '/campaign', locale)}
${
  others.length > 0 &&
  html`<h2>${words.otherCampaigns}</h2>
<ul class="list">
${others.map(({ id, title }) => html`<li><a href="${moneyPath(project.slug, '/campaign', locale, id)}">${title[locale]}</a></li>\n`)}</ul>`
}`,
  });
}

/** Gifts by their number in the ledger: a page begins below a number and stays the same page while new ones come. */
async function gifts(visit: Visit): Promise<Page> {
  const { deps, locale, request } = visit;
  const found = await moneyOfVisit(visit);
  const { campaign, path } = found;
  if (!campaign) throw new RequestProblem('not-found');
  const asked = request.query.before;
  if (asked !== undefined && (typeof asked !== 'string' || !NUMBER.test(asked))) throw new RequestProblem('not-found');
  const before = asked === undefined ? null : Number(asked);
  const rows = await latestGifts(deps.store.knex, campaign.ledgerId, { before, limit: GIFTS_A_PAGE });
  const shown = rows.slice(0, GIFTS_A_PAGE);
  const last = shown.at(-1)?.number;
  const words = WORDS[locale];
  const here = path('/campaign/gifts');
  return moneyPage(found, {
    title: words.giftsTitle,
    findable: true,
    body: html`<p>${campaign.title[locale]}</p>
<p class="hint">${words.giftsNote}</p>
${giftList(shown, locale)}
<p>${before !== null && html`<a class="button second" href="${here}">${words.newest}</a>`}${rows.length > GIFTS_A_PAGE && last !== undefined && html`<a class="button second" href="${here}&amp;before=${last}">${words.older}</a>`}</p>
${moneyLinks(found, '/campaign/gifts', locale)}`,
  });
}

export const campaignPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/campaign', limit: 'readPage', visit: show },
  { method: 'get', path: '/p/:slug/campaign/gifts', limit: 'readPage', visit: gifts },
];
