/**
 * R22: the statement to the community in words, the same on its page and on the notice for the board: what came from
 * where, what the town hall adds and where that stands, what happens next. No leu is in two of its totals (R23).
 */

import type { Locale, LocalText } from './lifecycle.ts';
import { formatDay, formatNumber } from './locale.ts';
import { capWords, MATCH_STATE_WORDS, type MatchState } from './match.ts';
import { formatLei } from './money.ts';
import type { SumFigures } from './sum-statement.ts';

export interface SumNotice {
  readonly figures: SumFigures;
  /** SHA-256 of the figures' text, in hex. */
  readonly fingerprint: string;
  /** What happens next, as staff wrote it. */
  readonly words: LocalText;
  readonly publishedAt: Date;
  readonly campaign: {
    readonly id: string;
    readonly title: LocalText;
    readonly beneficiary: string;
    readonly accountHolder: string;
  };
  /** Where the town hall's part stands now; null where the plan has none. */
  readonly match: { readonly state: MatchState; readonly due: number } | null;
  readonly project: {
    readonly slug: string;
    readonly title: LocalText;
    readonly codes: readonly { readonly name: string; readonly value: string }[];
    /** R26. */
    readonly publicity: LocalText;
  };
}

/** A name with its amount or words. */
export type NoticeLine = readonly [name: string, value: string];

export interface NoticeInWords {
  readonly heading: string;
  readonly campaign: string;
  readonly raisedName: string;
  readonly raised: string;
  readonly period: string;
  /** They add up to what was raised. */
  readonly sources: readonly NoticeLine[];
  readonly total: NoticeLine;
  /** Told, and in no total. */
  readonly beside: readonly NoticeLine[];
  readonly match: { readonly heading: string; readonly lines: readonly NoticeLine[]; readonly cap: string } | null;
  readonly next: { readonly heading: string; readonly text: string } | null;
  readonly published: string;
  readonly fingerprint: NoticeLine;
}

const WORDS = {
  ro: {
    heading: 'Suma strânsă',
    raised: 'S-au strâns',
    period: (from: string, to: string) => `între ${from} și ${to}`,
    bank: 'Prin bancă, după restituiri',
    cash: 'În numerar, după restituiri',
    corrections: 'Corecții',
    total: 'Total strâns',
    gifts: 'Donații în bani',
    refunded: 'Restituit până la închidere (scăzut deja)',
    inKind: 'Bunuri și servicii, evaluate (în afara totalului)',
    pledged: 'Promis, fie că s-a plătit sau nu (în afara totalului)',
    match: 'Partea primăriei',
    computed: 'Calculată',
    due: 'De plătit după ajustări',
    state: 'Unde s-a ajuns',
    next: 'Ce urmează',
    published: (on: string) => `Publicată la ${on}.`,
    fingerprint: 'Amprenta cifrelor (SHA-256)',
    beneficiary: 'Beneficiar',
  },
  en: {
    heading: 'The sum raised',
    raised: 'Raised',
    period: (from: string, to: string) => `from ${from} to ${to}`,
    bank: 'By bank, after refunds',
    cash: 'In cash, after refunds',
    corrections: 'Corrections',
    total: 'Total raised',
    gifts: 'Gifts of money',
    refunded: 'Refunded before the close (already deducted)',
    inKind: 'Gifts in kind, as valued (not in the total)',
    pledged: 'Pledged, whether or not it was paid (not in the total)',
    match: 'The town hall’s part',
    computed: 'Computed',
    due: 'To be paid after adjustments',
    state: 'Where it stands',
    next: 'What happens next',
    published: (on: string) => `Published on ${on}.`,
    fingerprint: 'Fingerprint of the figures (SHA-256)',
    beneficiary: 'Beneficiary',
  },
} as const;

export function noticeInWords({ figures, words: next, match, ...notice }: SumNotice, locale: Locale): NoticeInWords {
  const words = WORDS[locale];
  const lei = (amount: number): string => formatLei(amount, locale);
  const rest = figures.raised - figures.bank - figures.cash;
  const given = (lines: readonly (NoticeLine | null)[]): NoticeLine[] => lines.filter((line) => line !== null);
  return {
    heading: words.heading,
    campaign: notice.campaign.title[locale],
    raisedName: words.raised,
    raised: lei(figures.raised),
    period: words.period(formatDay(figures.opensOn, locale), formatDay(figures.closesOn, locale)),
    sources: given([
      [words.bank, lei(figures.bank)],
      [words.cash, lei(figures.cash)],
      rest === 0 ? null : [words.corrections, lei(rest)],
    ]),
    total: [words.total, lei(figures.raised)],
    beside: given([
      [words.gifts, formatNumber(figures.gifts, locale)],
      figures.refunded === 0 ? null : [words.refunded, lei(figures.refunded)],
      figures.inKind === 0 ? null : [words.inKind, lei(figures.inKind)],
      figures.pledged === 0 ? null : [words.pledged, lei(figures.pledged)],
      notice.campaign.beneficiary === '' ? null : [words.beneficiary, notice.campaign.beneficiary],
    ]),
    match: figures.match && {
      heading: words.match,
      lines: given([
        [words.computed, lei(figures.match.computed)],
        match === null || match.due === figures.match.computed ? null : [words.due, lei(match.due)],
        match && [words.state, MATCH_STATE_WORDS[match.state][locale]],
      ]),
      cap: capWords(
        { ro: formatLei(figures.match.cap, 'ro'), en: formatLei(figures.match.cap, 'en') },
        figures.match.on,
      )[locale],
    },
    next: next[locale] === '' ? null : { heading: words.next, text: next[locale] },
    published: words.published(formatDay(notice.publishedAt, locale)),
    fingerprint: [words.fingerprint, notice.fingerprint],
  };
}
