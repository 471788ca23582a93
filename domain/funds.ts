/** The Local Development Fund: what its ledger takes (R23). */

/** Commands on a fund. */
export const FUND_VERBS = ['transfer', 'pay', 'correct'] as const;
export type FundVerb = (typeof FUND_VERBS)[number];

/** Into the fund, or back to where the money came from: for a refund or a repayment (R20). */
export const TRANSFER_WAYS = ['in', 'out'] as const;
export type TransferWay = (typeof TRANSFER_WAYS)[number];
