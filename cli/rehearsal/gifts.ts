/**
 * Who gives in the rehearsal, how much and how (R18, R20). Amounts are bani. At the close 10.312,50 lei are raised: just
 * above the sum that the town hall doubles.
 */

/** Somebody who pledges on the public page. */
export interface PledgeScript {
  readonly amount: number;
  /** As they type it. */
  readonly typed: string;
  /** Confirmed with the link from the mail. */
  readonly confirmed: boolean;
  readonly shown: 'name' | 'initials' | 'anonymous';
}

/** Their place is their number, from 0. */
export const PLEDGES: readonly PledgeScript[] = [
  { amount: 50_000, typed: '500', confirmed: true, shown: 'name' },
  { amount: 100_000, typed: '1.000,00', confirmed: true, shown: 'initials' },
  { amount: 25_000, typed: '250 lei', confirmed: true, shown: 'anonymous' },
  // Never pays.
  { amount: 30_000, typed: '300', confirmed: true, shown: 'name' },
  // Pays less than was promised.
  { amount: 20_000, typed: '200', confirmed: true, shown: 'anonymous' },
  // Never confirms: nobody hears of it again.
  { amount: 40_000, typed: '400', confirmed: false, shown: 'anonymous' },
];

/** Pledged by a firm on paper; staff enter it. */
export const FIRM = { amount: 500_000, typed: '5.000', name: 'Atelierul Exemplu SRL', email: 'atelier@example.org' };

export const PAID = {
  /** By bank: the pledge of each, and the firm's. */
  first: 50_000,
  second: 100_000,
  /** Of a pledge of more. */
  less: 15_000,
  /** In cash. */
  third: 25_000,
} as const;

/** By bank without a pledge: one names the campaign's code, the other one nothing. */
export const BANK_GIFTS = { known: 225_000, unknown: 120_000 } as const;
/** What the bank takes for itself: no gift, and no refund. */
export const BANK_FEE = -1_200;
/** Of the unknown one, before the close. */
export const REFUND = -30_000;

export const CASH = { first: 10_000, mistyped: 100_000, meant: 10_000, box: 6_250 } as const;
export const IN_KIND = 180_000;

/** After the close: the first one leaves the sum above what is doubled, the second one does not. */
export const LATE_REFUNDS = { above: -15_000, below: -25_000 } as const;

/** What the fund pays to the initiative. */
export const FUND_PAYS = 1_240_000;

/** `1.234,50`: as people write it. */
export function typed(bani: number): string {
  const lei = String(Math.trunc(Math.abs(bani) / 100)).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${lei},${String(Math.abs(bani) % 100).padStart(2, '0')}`;
}
