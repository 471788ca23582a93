/** R19, R21: the town hall's part: what was computed, each step with its date and document, and what refunds changed. */
import {
  latestEntries,
  matchSteps,
  type PublicAdjustment,
  type PublicCorrection,
  type PublicMatch,
  type PublicMatchSteps,
} from '../../db/reads/public-money.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay, formatNumber } from '../../domain/locale.ts';
import { capWords, MATCH_STATE_WORDS } from '../../domain/match.ts';
import { formatLei } from '../../domain/money.ts';
import { ENTRIES_SHOWN, entryList } from './entry-list.ts';
import { factList } from './facts.ts';
import { type Content, type Html, html } from './html.ts';
import { moneyLinks, moneyOfVisit, moneyPage } from './money-visit.ts';
import { WORDS } from './money-words.ts';
import { paragraphs } from './proposals.ts';
import type { PublicPage } from './site.ts';

/** A step of the match: its day, what it was, and what was written of it. */
const step = (day: string | Date, what: string, locale: Locale, more: Content = null): Html =>
  html`<li><h3>${what}</h3><p class="hint">${formatDay(day, locale)}</p>${more}</li>
`;

/** What stood there before a mistake was put right (R21). */
const correctionsOf = (corrections: readonly PublicCorrection[], of: number | null, locale: Locale): Html[] =>
  corrections
    .filter(({ decision }) => decision === of)
    .map(
      ({ oldNumber, oldDay, reason, recordedAt }) =>
        html`<p class="hint">${WORDS[locale].stepCorrected(formatDay(recordedAt, locale), oldNumber, formatDay(oldDay, locale))} ${reason}</p>`,
    );

function stepList(match: PublicMatch, { decisions, corrections }: PublicMatchSteps, locale: Locale): Html {
  const words = WORDS[locale];
  const { contractNumber, contractedOn, legalRoute, paid, paidOn, orderNumber, computed, createdAt } = match;
  const computedWords = computed === 0 ? words.stepNothing : words.stepComputed(formatLei(computed, locale));
  const waiting = words.stepWaiting[match.state];
  return html`<ol class="list">
${step(createdAt, computedWords, locale)}${decisions.map(({ place, outcome, number, decidedOn, words: written }) =>
  step(decidedOn, outcome === 'adopted' ? words.stepAdopted(number) : words.stepRejected(number), locale, [
    written !== '' && paragraphs(written),
    correctionsOf(corrections, place, locale),
  ]),
)}${contractedOn !== null && step(contractedOn, words.stepContract(contractNumber), locale, html`<p>${words.legalRoute}: ${legalRoute}</p>${correctionsOf(corrections, null, locale)}`)}${paid !== null && paidOn !== null && step(paidOn, words.stepPaid(formatLei(paid, locale), orderNumber), locale)}</ol>
${waiting !== '' && html`<p>${waiting}</p>`}`;
}

function adjustmentItem(adjustment: PublicAdjustment, locale: Locale): Html {
  const words = WORDS[locale];
  const { entry, corrects, reason, raisedBefore, raisedAfter, dueBefore, dueAfter } = adjustment;
  const { state, openedAt, settledDocument } = adjustment;
  const lei = (amount: number): string => formatLei(amount, locale);
  const due = dueBefore === dueAfter ? words.dueSame : words.dueChanged(lei(dueBefore), lei(dueAfter));
  const difference = lei(dueBefore - dueAfter);
  const settled = {
    open: words.adjustmentOpen(difference),
    settled: words.adjustmentSettled(difference, settledDocument ?? ''),
    'nothing-due': null,
  }[state];
  const after =
    corrects === null
      ? words.adjustmentRefund(formatNumber(entry, locale))
      : words.adjustmentCorrection(formatNumber(corrects, locale), formatNumber(entry, locale));
  return html`<li>${words.adjustment(after, lei(raisedBefore), lei(raisedAfter))}; ${due}${settled !== null && html`; ${settled}`}.
<p class="hint">${formatDay(openedAt, locale)}${reason !== '' && html` · ${reason}`}</p></li>
`;
}

export const matchPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/match',
  limit: 'readPage',
  async visit(visit) {
    const { deps, locale } = visit;
    const found = await moneyOfVisit(visit);
    const words = WORDS[locale];
    const match = found.campaign?.match ?? null;
    if (match === null) {
      const body = html`<p>${words.noMatch}</p>
${moneyLinks(found, '/match', locale)}`;
      return moneyPage(found, { title: words.matchTitle, findable: true, body });
    }
    const { knex } = deps.store;
    const [steps, entries] = await Promise.all([
      matchSteps(knex, match.id),
      latestEntries(knex, match.ledgerId, { before: null, limit: ENTRIES_SHOWN }),
    ]);
    const lei = (amount: number): string => formatLei(amount, locale);
    const { state, raised, computed, due, cap, capOn } = match;
    const formatted = { ro: formatLei(cap, 'ro'), en: formatLei(cap, 'en') };
    return moneyPage(found, {
      title: words.matchTitle,
      findable: true,
      body: html`<p>${found.campaign?.title[locale] ?? ''}</p>
<p class="note${state === 'paid' && ' good'}${state === 'rejected' && ' bad'}">${words.matchState}: <strong>${MATCH_STATE_WORDS[state][locale]}</strong>.</p>
<p>${capWords(formatted, capOn)[locale]}</p>
${factList([
  [
    words.computed,
    [html`<strong>${lei(computed)}</strong>`, html` <span class="hint">(${words.computedFrom(lei(raised))})</span>`],
  ],
  [words.due, due !== computed && lei(due)],
])}
<h2>${words.steps}</h2>
${stepList(match, steps, locale)}
${
  steps.adjustments.length > 0 &&
  html`<h2>${words.adjustments}</h2>
<ul class="list">
${steps.adjustments.map((adjustment) => adjustmentItem(adjustment, locale))}</ul>`
}
<h2>${words.entries}</h2>
${entryList(entries, found.path('/data'), locale)}
${moneyLinks(found, '/match', locale)}`,
    });
  },
};
