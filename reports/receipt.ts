/** R20: the receipt of a gift as a PDF/A-2b file of one page, in Romanian or English. */
import { shownDocument } from '../domain/entry-document.ts';
import type { Locale } from '../domain/lifecycle.ts';
import { formatDay, formatNumber } from '../domain/locale.ts';
import { formatLei } from '../domain/money.ts';
import type { ReceiptFacts } from '../domain/receipt.ts';
import { FONT_FAMILIES } from './fonts.ts';
import { printable } from './printable.ts';
import { RECEIPT_WORDS } from './receipt-words.ts';
import { typeset } from './typesetter.ts';

/** What the template sets: final texts, in the order in which they are read. */
function printReceipt(facts: ReceiptFacts, locale: Locale, address: string) {
  const words = RECEIPT_WORDS[locale];
  const { nature, channel, amount, taken, donor, document, project } = facts;
  const inKind = nature === 'in-kind';
  const way = inKind ? words.inKind : words.way[channel];
  const rows: readonly (readonly [name: string, text: string])[] = [
    [words.donor, donor === '' ? words.unnamed : donor],
    [words.how, way],
    [words.what, facts.what],
    [words.bookedOn, formatDay(facts.bookedOn, locale)],
    [channel === 'cash' ? words.cashReceipt : words.document, shownDocument(document, locale)],
    [words.beneficiary, facts.beneficiary],
    [words.receivedBy, facts.accountHolder],
    [words.left, taken === 0 ? '' : formatLei(amount + taken, locale)],
    [words.recorded, formatDay(facts.recordedAt, locale)],
  ];
  return {
    lang: locale,
    heading: words.heading,
    number: `${words.number} ${formatNumber(facts.number, locale)}`,
    campaign: facts.campaign[locale],
    amountName: inKind ? words.valued : words.amount,
    amount: formatLei(amount, locale),
    rows: rows.filter(([, text]) => text !== ''),
    note: channel === 'cash' ? words.noteCash : words.note,
    ledger: words.ledger,
    project: project.title[locale],
    codes: project.codes.map(({ name, value }) => `${name}: ${value}`).join(' · '),
    publicity: project.publicity[locale],
    shownAddress: address.replace(/^https?:\/\//, ''),
  };
}

/**
 * Sets a receipt on one page (A4). The same facts, language and address give the same bytes.
 * @param publicUrl where people reach the server, without a slash at the end
 * @throws Error when the typesetter fails; what people wrote is no reason for it
 */
export async function renderReceipt(facts: ReceiptFacts, locale: Locale, publicUrl: string): Promise<Buffer> {
  const address = `${publicUrl}/p/${facts.project.slug}/campaign`;
  return typeset({
    template: 'receipt.typ',
    inputs: {
      receipt: JSON.stringify(printReceipt(facts, locale, address), (_, value: unknown) =>
        typeof value === 'string' ? printable(value) : value,
      ),
      address,
      fonts: JSON.stringify(FONT_FAMILIES),
    },
    madeAt: facts.recordedAt,
  });
}

/** The name of its file. */
export const receiptFileName = ({ number }: Pick<ReceiptFacts, 'number'>, locale: Locale): string =>
  `${RECEIPT_WORDS[locale].file}-${number}.pdf`;
