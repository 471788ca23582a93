/** What a bank wrote to a line, made fit to be kept: cleaned, cut, and without national identity numbers (R14). */
import { type BankLine, LINE_TEXT } from '../../domain/bank-statements.ts';
import { readIban } from '../../domain/iban.ts';
import { withoutNationalIds } from '../../domain/national-id.ts';
import { cleanText } from '../../domain/text.ts';

type Texts = Pick<BankLine, 'counterparty' | 'counterpartyIban' | 'details' | 'bankReference'>;

export function lineTexts({ counterparty, counterpartyIban, details, bankReference }: Texts): Texts {
  const iban = readIban(counterpartyIban.slice(0, 60));
  return {
    counterparty: kept(counterparty, LINE_TEXT.counterparty),
    // An account that is no IBAN is still something that tells one donor from another.
    counterpartyIban: iban.ok ? iban.iban : kept(counterpartyIban, 34),
    details: kept(details, LINE_TEXT.details),
    bankReference: kept(bankReference, LINE_TEXT.bankReference),
  };
}

const kept = (text: string, most: number): string =>
  text === ''
    ? ''
    : withoutNationalIds(
        cleanText(text.slice(0, 4 * most))
          .replace(/\s+/g, ' ')
          .toWellFormed(),
      ).slice(0, most);
