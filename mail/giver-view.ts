/** The facts of a message to a donor or a subscriber, as its template shows them (R20, R22). */
import { dayOf, timeOf } from '../domain/calendar.ts';
import type { GiverFacts } from '../domain/giver-messages.ts';
import { printedIban } from '../domain/iban.ts';
import { formatDay } from '../domain/locale.ts';
import type { Correspondent } from '../domain/messages.ts';
import { formatLei } from '../domain/money.ts';
import { printedReference } from '../domain/reference-code.ts';
import { line, lines } from './view.ts';

const NAME_LENGTH = 120;
const TITLE_LENGTH = 300;
const TEXT_LENGTH = 10_000;

export type GiverView = ReturnType<typeof giverView>;

export function giverView(facts: GiverFacts, recipient: Correspondent, publicUrl: string) {
  const { locale } = recipient;
  const { campaign, gift, sum, project } = facts;
  const lei = (amount: number) => formatLei(amount, locale);
  const at = (instant: string): string => {
    const when = new Date(instant);
    return `${formatDay(dayOf(when), locale)}, ${timeOf(when)}`;
  };
  const page = (name: string) => `${publicUrl}/p/${encodeURIComponent(project.slug)}/${name}?lang=${locale}`;
  return {
    locale,
    recipient: line(recipient.name, NAME_LENGTH),
    project: line(project.title[locale], TITLE_LENGTH),
    publicity: line(facts.publicity[locale], TEXT_LENGTH),
    campaign: line(campaign.title[locale], TITLE_LENGTH),
    beneficiary: line(campaign.beneficiary, TITLE_LENGTH),
    accountHolder: line(campaign.accountHolder, TITLE_LENGTH),
    iban: printedIban(campaign.iban),
    opens: at(campaign.opensAt),
    closes: at(campaign.closesAt),
    reference: printedReference(gift?.reference ?? campaign.reference),
    amount: gift ? lei(gift.amount) : null,
    inKind: gift?.nature === 'in-kind',
    document: gift ? line(gift.document, NAME_LENGTH) : null,
    bookedOn: gift ? formatDay(gift.bookedOn, locale) : null,
    raised: sum ? lei(sum.raised) : null,
    gifts: sum?.gifts ?? 0,
    givenInKind: sum && sum.inKind > 0 ? lei(sum.inKind) : null,
    match: sum && sum.match !== null && sum.match > 0 ? lei(sum.match) : null,
    reason: facts.reason === '' ? null : lines(facts.reason, TEXT_LENGTH),
    link: page('campaign'),
    sumLink: page('sum'),
    // One click there asks once more; a POST ends the subscription (RFC 8058).
    unsubscribe:
      facts.unsubscribe === null ? null : page(`campaign/unsubscribe/${encodeURIComponent(facts.unsubscribe)}`),
  };
}
