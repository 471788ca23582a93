/** Where a campaign stands and what comes next, as far as a page can tell from what the server says of it. */
import type { Campaign } from '../api/types.ts';
import { isIban } from '../format/iban.ts';

/** One thing that the announcement needs. */
export interface Need {
  readonly key: 'title' | 'purpose' | 'beneficiary' | 'account' | 'dates';
  readonly met: boolean;
}

type Prepared = Pick<Campaign, 'title' | 'purpose' | 'beneficiary' | 'accountHolder' | 'iban' | 'opensOn' | 'closesOn'>;

const inBoth = ({ ro, en }: Campaign['title']): boolean => ro.trim() !== '' && en.trim() !== '';

/** What keeps a drafted campaign from being announced; the server asks the same again. @param today YYYY-MM-DD */
export function needsOf(campaign: Prepared, today: string): Need[] {
  const { title, purpose, beneficiary, accountHolder, iban, opensOn, closesOn } = campaign;
  return [
    { key: 'title', met: inBoth(title) },
    { key: 'purpose', met: inBoth(purpose) },
    { key: 'beneficiary', met: beneficiary.trim() !== '' },
    { key: 'account', met: accountHolder.trim() !== '' && isIban(iban) },
    { key: 'dates', met: opensOn >= today && closesOn >= opensOn },
  ];
}

/** What the page says comes next. */
export type Next =
  | 'announce'
  | 'opens'
  | 'opening'
  | 'closes'
  | 'closing'
  | 'publish'
  | 'publish-late'
  | 'published'
  | 'cancelled';

/** @param now milliseconds; the page's clock */
export function nextOf(
  { state, opensAt, closesAt, sumDueAt }: Pick<Campaign, 'state' | 'opensAt' | 'closesAt' | 'sumDueAt'>,
  now: number,
): Next {
  if (state === 'drafted') return 'announce';
  if (state === 'announced') return Date.parse(opensAt) > now ? 'opens' : 'opening';
  if (state === 'open') return Date.parse(closesAt) > now ? 'closes' : 'closing';
  if (state === 'closed') return sumDueAt !== null && Date.parse(sumDueAt) < now ? 'publish-late' : 'publish';
  return state;
}

/** R20, R22: what is still in the way of publishing the sum. */
export type Blocker =
  | { readonly key: 'lines'; readonly count: number }
  | { readonly key: 'statements' }
  | { readonly key: 'late'; readonly from: string };

export function blockersOf({ bank, closesOn }: Pick<Campaign, 'bank' | 'closesOn'>): Blocker[] {
  const { openLines, statementsUntil, lateFrom } = bank;
  return [
    ...(openLines > 0 ? [{ key: 'lines' as const, count: openLines }] : []),
    ...(statementsUntil === null || statementsUntil < closesOn ? [{ key: 'statements' as const }] : []),
    ...(lateFrom === null ? [] : [{ key: 'late' as const, from: lateFrom }]),
  ];
}

/** Entries are written from the opening on, unless it was cancelled. */
export const takesEntries = ({ state }: Pick<Campaign, 'state'>): boolean =>
  state === 'open' || state === 'closed' || state === 'published';
