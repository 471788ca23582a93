/** What a message says of a match, in the words of one language. */
import type { Locale } from '../domain/lifecycle.ts';
import { formatDay } from '../domain/locale.ts';
import type { MatchTold } from '../domain/messages.ts';
import { formatLei } from '../domain/money.ts';
import { line, lines } from './view.ts';

const NUMBER_LENGTH = 100;
const NAME_LENGTH = 200;
const TITLE_LENGTH = 300;
const WORDS_LENGTH = 4000;

/** Every field is always there; null where there is no match. */
export function matchView(match: MatchTold | undefined, locale: Locale) {
  const decision = match?.decision;
  const lei = (amount: number | null | undefined) => (typeof amount === 'number' ? formatLei(amount, locale) : null);
  return {
    matchTitle: match ? line(match.title[locale], TITLE_LENGTH) : null,
    matchStep: match?.step ?? null,
    matchRaised: lei(match?.raised),
    matchDue: lei(match?.due),
    nothingDue: match?.state === 'nothing-due',
    matchPaid: lei(match?.paid),
    nobodyReleases: match?.releasers?.length === 0,
    releasers: (match?.releasers ?? []).map((name) => line(name, NAME_LENGTH)),
    toRepay: match && match.toRepay > 0 ? lei(match.toRepay) : null,
    councilNumber: decision ? line(decision.number, NUMBER_LENGTH) : null,
    councilDay: decision ? formatDay(decision.decidedOn, locale) : null,
    councilWords: decision && decision.words !== '' ? lines(decision.words, WORDS_LENGTH) : null,
  };
}
