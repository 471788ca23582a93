/** A bank statement that is not read: where, why, and what to do. */
import type { LocalText } from '../../domain/lifecycle.ts';
import { SheetRefused } from '../imports/sheet.ts';

/** @param line counted from 1; where a file is one long line, `movement` says more */
export function refusedAt(line: number, reason: LocalText, movement?: number): SheetRefused {
  const [ro, en] =
    movement === undefined
      ? [`Linia ${line}`, `Line ${line}`]
      : [`Linia ${line}, mișcarea ${movement}`, `Line ${line}, movement ${movement}`];
  return new SheetRefused(`${ro}: ${reason.ro}`, `${en}: ${reason.en}`);
}

/** What the formats have in common. */
export const REASONS = {
  amount: {
    ro: 'suma nu se poate citi. Cereți băncii extrasul din nou.',
    en: 'the amount cannot be read. Ask the bank for the statement again.',
  },
  day: {
    ro: 'data nu există. Cereți băncii extrasul din nou.',
    en: 'the day does not exist. Ask the bank for the statement again.',
  },
  currency: {
    ro: 'contul nu este în lei (RON). Alegeți extrasul contului campaniei.',
    en: 'the account is not in lei (RON). Choose the statement of the campaign’s account.',
  },
  account: {
    ro: 'contul nu este un IBAN valid. Cereți băncii extrasul cu IBAN.',
    en: 'the account is no valid IBAN. Ask the bank for the statement with its IBAN.',
  },
  accounts: {
    ro: 'fișierul cuprinde mai multe conturi. Exportați numai contul campaniei.',
    en: 'the file holds several accounts. Export the campaign’s account alone.',
  },
  chain: {
    ro: 'soldul inițial nu este soldul final al extrasului dinaintea lui din fișier. Exportați extrasele fără întrerupere.',
    en: 'its opening balance is not the closing one of the statement before it in the file. Export the statements without a gap.',
  },
  long: {
    ro: 'textul este prea lung pentru un extras. Verificați dacă fișierul este extrasul băncii.',
    en: 'the text is too long for a statement. Check whether the file is the bank’s statement.',
  },
  opening: {
    ro: 'lipsește soldul inițial. Cereți băncii extrasul complet.',
    en: 'the opening balance is missing. Ask the bank for the whole statement.',
  },
  closing: {
    ro: 'lipsește soldul final: extrasul este întrerupt. Cereți băncii extrasul complet.',
    en: 'the closing balance is missing: the statement breaks off. Ask the bank for the whole statement.',
  },
} as const satisfies Record<string, LocalText>;

export const tooManyLines = (most: string) =>
  new SheetRefused(
    `Extrasul are peste ${most} de linii. Exportați o perioadă mai scurtă.`,
    `The statement has more than ${most} lines. Export a shorter period.`,
  );
