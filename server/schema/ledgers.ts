/** Ledgers and their entries (R20, R23). Amounts that are answered are bani; those that are written are lei in words. */
import { z } from 'zod';
import { ENTRY_CHANNELS, ENTRY_KINDS, ENTRY_NATURES, LEDGER_KINDS } from '../../domain/ledger.ts';
import { campaignFigures } from './campaigns.ts';
import { day, id, instant, lei, leiAboveZero, localText, sentence, person as user, writtenDay } from './common.ts';
import { donorFields } from './donors.ts';

const bani = z.int().meta({ description: 'Whole bani.' });

export const ledger = z.object({
  id,
  projectId: id,
  kind: z.enum(LEDGER_KINDS),
  /** Whose ledger it is: one of the three. */
  campaignId: id.nullable(),
  matchId: id.nullable(),
  fundId: id.nullable(),
  /** Entries that it holds. */
  entries: z.int(),
  balance: bani,
  /** Of a campaign's ledger. */
  figures: campaignFigures.nullable(),
  sums: z.array(
    z.object({
      kind: z.enum(ENTRY_KINDS),
      nature: z.enum(ENTRY_NATURES),
      channel: z.enum(ENTRY_CHANNELS),
      afterClose: z.boolean(),
      entries: z.int(),
      amount: bani,
    }),
  ),
});

export const ledgerEntry = z.object({
  id,
  projectId: id,
  ledgerId: id,
  number: z.int(),
  kind: z.enum(ENTRY_KINDS),
  nature: z.enum(ENTRY_NATURES),
  channel: z.enum(ENTRY_CHANNELS),
  amount: bani,
  bookedOn: day,
  afterClose: z.boolean(),
  /** The entry that it settles, refunds, adjusts or corrects. */
  about: z.object({ id, number: z.int() }).nullable(),
  /** What is published of the donor; the name for those who read donors stands with the donor. */
  donor: z.object({ id, shownAs: z.string().nullable() }).nullable(),
  transferId: id.nullable(),
  /** The other side of a transfer, in another ledger (R23). */
  other: z.object({ id, number: z.int(), ledger: z.enum(LEDGER_KINDS) }).nullable(),
  document: z.string(),
  /** The same as it is read in each language. */
  shownDocument: localText,
  evidenceId: id.nullable(),
  bankLineId: id.nullable(),
  /** Of a refund's correction: the wrong refund. */
  corrects: z.object({ id, number: z.int() }).nullable(),
  /** Of a wrong refund: its correction. */
  correctedBy: z.object({ id, number: z.int() }).nullable(),
  /** Of a pledge: its code, without the hyphen. */
  reference: z.string().nullable(),
  note: z.string(),
  /** What is left of it once refunds, adjustments and corrections are taken off. */
  left: bani,
  /** Of a pledge: what is still to come; null of anything else. */
  unpaid: bani.nullable(),
  recordedAt: instant,
  recordedBy: user.nullable(),
});

const document = sentence(200);
const note = sentence(500);
/** Who gives: one who is known, or a new one. */
const giver = { donorId: id.optional(), donor: donorFields.optional() };

/** What somebody enters into a campaign's ledger. */
export const entryCreate = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pledge'),
    amount: leiAboveZero,
    bookedOn: writtenDay,
    /** Where there is a paper; else the pledge's own code is named. */
    document: document.optional(),
    note: note.optional(),
    ...giver,
  }),
  z.strictObject({
    kind: z.literal('gift'),
    channel: z.enum(ENTRY_CHANNELS).meta({ description: '`none` is a gift in kind, whose note says what it is.' }),
    amount: leiAboveZero,
    bookedOn: writtenDay,
    /** In cash, the receipt's number; in kind, the protocol with the valuation. */
    document,
    evidenceId: id.optional(),
    note: note.optional(),
    ...giver,
  }),
  z.strictObject({
    kind: z.literal('settlement'),
    /** The pledge, by its id or by its code. */
    aboutId: id.optional(),
    reference: z.string().max(100).optional(),
    channel: z.enum(['bank', 'cash']),
    amount: leiAboveZero,
    bookedOn: writtenDay,
    document,
    evidenceId: id.optional(),
    note: note.optional(),
  }),
  z.strictObject({
    kind: z.literal('refund'),
    aboutId: id,
    channel: z.enum(ENTRY_CHANNELS).meta({ description: '`none` for a gift in kind that goes back.' }),
    /** What goes back, above zero. */
    amount: leiAboveZero,
    bookedOn: writtenDay,
    document,
    evidenceId: id.optional(),
    note: note.optional(),
  }),
  z.strictObject({
    kind: z.literal('correction'),
    aboutId: id,
    /** What should be left of it, refunds taken off; 0 takes it all back. Of a refund nothing is left. */
    amount: lei,
    /** Why; public. */
    note,
    evidenceId: id.optional(),
  }),
]);
export type EntryCreate = z.output<typeof entryCreate>;
