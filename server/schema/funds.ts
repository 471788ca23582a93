/** The Local Development Fund (R23): what came into it, and what it paid. Amounts are bani. */
import { z } from 'zod';
import { FUND_VERBS, TRANSFER_WAYS } from '../../domain/funds.ts';
import { day, id, instant, lei, leiAboveZero, localText, sentence, person as user, writtenDay } from './common.ts';

const bani = z.int().meta({ description: 'Whole bani.' });

export const fundRow = z.object({
  id,
  projectId: id,
  milestone: z.object({ id, key: z.string(), title: localText }),
  ledgerId: id,
  name: localText,
  /** The founding document. */
  document: z.string(),
  foundedOn: day,
  version: z.int(),
  balance: bani,
  createdAt: instant,
});

export const fund = z.object({
  ...fundRow.shape,
  figures: z.object({
    /** Transfers, less what went back. */
    fromCampaigns: bani,
    fromMatches: bani,
    /** Paid to the initiative, as a positive sum. */
    paid: bani,
    balance: bani,
  }),
  /** Ledgers that money can come from and go back to. */
  sources: z.array(
    z.object({
      ledgerId: id,
      kind: z.enum(['campaign', 'match']),
      title: localText,
      balance: bani,
      /** What can be transferred now: not what is still to be repaid (R20), and nothing before the sum is published or paid. */
      available: bani,
    }),
  ),
  /** The latest first. */
  transfers: z.array(
    z.object({
      entryId: id,
      number: z.int(),
      /** Positive into the fund, negative back. */
      amount: bani,
      /** Once corrections are taken off. */
      left: bani,
      bookedOn: day,
      document: z.string(),
      other: z.object({ ledgerId: id, kind: z.enum(['campaign', 'match']), title: localText, entryId: id }),
    }),
  ),
  payments: z.array(
    z.object({
      entryId: id,
      number: z.int(),
      /** As a positive sum. */
      amount: bani,
      left: bani,
      bookedOn: day,
      document: z.string(),
      note: z.string(),
      evidenceId: id.nullable(),
    }),
  ),
  /** Of payments and transfers that were wrong. `amount`: what each brought into the fund. */
  corrections: z.array(
    z.object({
      entryId: id,
      number: z.int(),
      amount: bani,
      document: z.string(),
      note: z.string(),
      about: z.object({ entryId: id, number: z.int() }),
      recordedAt: instant,
    }),
  ),
  publicUrl: z.string(),
  changedBy: user.nullable(),
  /** What the caller may do now. */
  allowed: z.array(z.enum(FUND_VERBS)),
});

export const fundFound = z.strictObject({
  name: z.strictObject({ ro: sentence(200), en: sentence(200) }),
  document: sentence(200),
  foundedOn: writtenDay,
});
/** R23: two sides. `in`: from a campaign's or a match's ledger into the fund; `out`: back, for a refund or a repayment. */
export const fundTransfer = z.strictObject({
  way: z.enum(TRANSFER_WAYS).default('in'),
  ledgerId: id,
  amount: leiAboveZero,
  bookedOn: writtenDay,
  document: sentence(200),
  evidenceId: id.optional(),
});
/** `note`: what was paid for; public. `evidenceId`: the document, where it was uploaded as evidence. */
export const fundPay = z.strictObject({
  amount: leiAboveZero,
  bookedOn: writtenDay,
  channel: z.enum(['bank', 'cash']).default('bank'),
  document: sentence(200),
  note: sentence(500),
  evidenceId: id.optional(),
});
/** `amount`: what should be left of the entry, 0 where it should not be there; `note`: why, public. */
export const fundCorrect = z.strictObject({
  entryId: id,
  amount: lei,
  document: sentence(200),
  note: sentence(500),
  evidenceId: id.optional(),
});
