/**
 * Ledgers: entries that are only ever added, and sums that come from them alone (R18, R20, R23). Amounts are bani; what
 * leaves a ledger is negative.
 */
import type { LocalText } from './lifecycle.ts';
import { type Bani, bani } from './money.ts';

/** The campaign's, the match's and the fund's money are kept apart (R23). */
export const LEDGER_KINDS = ['campaign', 'match', 'fund'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/**
 * `pledge`: a promise. `gift`: given without one. `settlement`: of a pledge. `refund`: given back until the close, or of
 * what came after it. `adjustment`: what changes of the sum later (R20). `correction`: of a mistake, pointing at the entry that was wrong.
 * `transfer`: from ledger to ledger, with two sides (R23). `payment`: by the town hall into the match, or out of the fund.
 * `repayment`: of the match, to the town hall.
 */
export const ENTRY_KINDS = [
  'pledge',
  'gift',
  'settlement',
  'refund',
  'adjustment',
  'correction',
  'transfer',
  'payment',
  'repayment',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Promises and gifts in kind are listed, and are no money (R20). */
export const ENTRY_NATURES = ['promise', 'money', 'in-kind'] as const;
export type EntryNature = (typeof ENTRY_NATURES)[number];

/** A payment provider would be a channel of its own: its settlements come as those of a bank line do. */
export const ENTRY_CHANNELS = ['bank', 'cash', 'none'] as const;
export type EntryChannel = (typeof ENTRY_CHANNELS)[number];

/** What is published of a donor's name: it only by choice (R22). */
export const DONOR_SHOWN = ['name', 'initials', 'anonymous'] as const;
export type DonorShown = (typeof DONOR_SHOWN)[number];

/** One row of a ledger's sums, as the database keeps them with the entries. */
export interface LedgerSum {
  readonly kind: EntryKind;
  readonly nature: EntryNature;
  readonly channel: EntryChannel;
  /** After the campaign's close: told, and not matched. */
  readonly afterClose: boolean;
  readonly entries: number;
  /** Bani. */
  readonly amount: number;
}

/** A campaign's money in its few figures; bani. */
export interface CampaignFigures {
  /** Promised, whether or not it came. */
  readonly pledged: Bani;
  /** Money that came until the close: gifts and settled pledges, with corrections and without refunds. */
  readonly settled: Bani;
  /** Given back until the close, as a positive sum. */
  readonly refunded: Bani;
  /** R20: settled less refunded. */
  readonly raised: Bani;
  readonly bank: Bani;
  readonly cash: Bani;
  /** Valued, listed, not matched. */
  readonly inKind: Bani;
  /** What changed of it after the close. */
  readonly adjusted: Bani;
  /** Money that came after the close, less what of it went back: not matched. */
  readonly late: Bani;
  /** What lies in the ledger, transfers taken off. */
  readonly balance: Bani;
  /** How many gifts and settlements `raised` came from: of money, until the close. */
  readonly gifts: number;
}

const total = (sums: readonly LedgerSum[], fits: (sum: LedgerSum) => boolean): Bani =>
  sums.filter(fits).reduce<Bani>((all, { amount }) => bani(all + bani(amount)), bani(0));

const isMoney = ({ nature }: LedgerSum) => nature === 'money';
const untilClose = (sum: LedgerSum) => isMoney(sum) && !sum.afterClose && sum.kind !== 'transfer';

/** R20: what a campaign's ledger says, from its sums alone. @throws RangeError where a sum overflows (R18) */
export function campaignFigures(sums: readonly LedgerSum[]): CampaignFigures {
  return {
    pledged: total(sums, ({ nature }) => nature === 'promise'),
    settled: total(sums, (sum) => untilClose(sum) && sum.kind !== 'refund'),
    refunded: bani(-total(sums, (sum) => untilClose(sum) && sum.kind === 'refund')),
    raised: total(sums, untilClose),
    bank: total(sums, (sum) => untilClose(sum) && sum.channel === 'bank'),
    cash: total(sums, (sum) => untilClose(sum) && sum.channel === 'cash'),
    inKind: total(sums, ({ nature }) => nature === 'in-kind'),
    adjusted: total(sums, (sum) => isMoney(sum) && sum.kind === 'adjustment'),
    late: total(
      sums,
      (sum) =>
        isMoney(sum) &&
        sum.afterClose &&
        (sum.kind === 'gift' || sum.kind === 'settlement' || sum.kind === 'refund' || sum.kind === 'correction'),
    ),
    balance: balanceOf(sums),
    gifts: sums
      .filter((sum) => untilClose(sum) && (sum.kind === 'gift' || sum.kind === 'settlement'))
      .reduce((many, { entries }) => many + entries, 0),
  };
}

/** What lies in a ledger: its money, whatever brought it or took it. */
export const balanceOf = (sums: readonly LedgerSum[]): Bani => total(sums, isMoney);

/** As the list of a ledger says it. */
export const ENTRY_KIND_WORDS: Readonly<Record<EntryKind, LocalText>> = {
  pledge: { ro: 'promisiune de donație', en: 'pledge' },
  gift: { ro: 'donație', en: 'gift' },
  settlement: { ro: 'plata unei promisiuni', en: 'payment of a pledge' },
  refund: { ro: 'restituire', en: 'refund' },
  adjustment: { ro: 'ajustare după închidere', en: 'adjustment after the close' },
  correction: { ro: 'corecție', en: 'correction' },
  transfer: { ro: 'transfer între registre', en: 'transfer between ledgers' },
  payment: { ro: 'plată', en: 'payment' },
  repayment: { ro: 'restituire către primărie', en: 'repayment to the town hall' },
};
export const ENTRY_CHANNEL_WORDS: Readonly<Record<EntryChannel, LocalText>> = {
  bank: { ro: 'prin bancă', en: 'by bank' },
  cash: { ro: 'numerar', en: 'in cash' },
  none: { ro: '–', en: '–' },
};
