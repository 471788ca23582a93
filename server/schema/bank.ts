/** Bank statements and their lines (R20). Amounts that are answered are bani; those that are written are lei in words. */
import { z } from 'zod';
import { DECIMAL_SIGNS, MOST_DETAILS } from '../../domain/bank-csv.ts';
import { LINE_STATES, STATEMENT_FORMATS, STATEMENT_STATES } from '../../domain/bank-statements.ts';
import { ENTRY_KINDS } from '../../domain/ledger.ts';
import { day, id, instant, sentence, person as user } from './common.ts';
import { donorFields } from './donors.ts';

const bani = z.int().meta({ description: 'Whole bani.' });
const counted = z.object({ lines: z.int(), amount: bani });

export const bankStatement = z.object({
  id,
  projectId: id,
  campaignId: id,
  ledgerId: id,
  /** 1, 2, … once it is accepted. */
  number: z.int().nullable(),
  format: z.enum(STATEMENT_FORMATS),
  fileName: z.string(),
  iban: z.string(),
  /** As the bank numbers it; empty where it does not. */
  reference: z.string(),
  startsOn: day,
  endsOn: day,
  opening: bani,
  closing: bani,
  lines: z.int(),
  state: z.enum(STATEMENT_STATES),
  madeBy: user,
  madeAt: instant,
  /** When it was accepted or laid aside. */
  endedAt: instant.nullable(),
});

export const bankStatementWhole = z.object({
  ...bankStatement.shape,
  /** Lines by state: how many, and their sum. */
  counts: z.record(z.enum(LINE_STATES), counted),
  /** Lines that name a pledge: of those to be decided, how many are paid as promised, and how many with another sum. */
  suggested: z.object({ equal: z.int(), other: z.int() }),
  /** What keeps a statement that is looked at from being accepted: it does not join the accepted ones. */
  gap: z.object({ known: bani, opening: bani, startsOn: day, text: z.string() }).nullable(),
});

export const bankLine = z.object({
  id,
  projectId: id,
  ledgerId: id,
  statement: z.object({ id, number: z.int().nullable() }),
  place: z.int(),
  bookedOn: day,
  /** What left the account is negative. */
  amount: bani,
  /** The bank takes an earlier movement back; never booked by itself. */
  reversal: z.boolean(),
  counterparty: z.string(),
  counterpartyIban: z.string(),
  details: z.string(),
  bankReference: z.string(),
  state: z.enum(LINE_STATES),
  /** The pledge whose code it names, with what is still to come of it. */
  pledge: z.object({ id, number: z.int(), reference: z.string(), unpaid: bani }).nullable(),
  /** What it was booked as. */
  entry: z.object({ id, number: z.int(), kind: z.enum(ENTRY_KINDS) }).nullable(),
  /** The accepted line that says the same. */
  repeats: z.object({ statement: z.int(), place: z.int() }).nullable(),
  setAsideReason: z.string(),
  decidedBy: user.nullable(),
  decidedAt: instant.nullable(),
});

const place = z.int().min(0).max(200);

/** Which column of a CSV is what, by its place from 0: one signed `amount`, or `debit` and `credit`. */
export const csvColumns = z.strictObject({
  date: place,
  amount: place.nullable().default(null),
  debit: place.nullable().default(null),
  credit: place.nullable().default(null),
  balance: place.nullable().default(null),
  details: z.array(place).max(MOST_DETAILS).default([]),
  counterparty: place.nullable().default(null),
  counterpartyIban: place.nullable().default(null),
  reference: place.nullable().default(null),
  decimal: z
    .enum(DECIMAL_SIGNS)
    .default('comma')
    .meta({ description: 'The decimal sign of its amounts; never guessed.' }),
});

/** Text fields of the form beside `file`. */
export const bankStatementUpload = z.strictObject({
  columns: z
    .string()
    .max(2_000)
    .optional()
    .meta({ description: 'JSON of the columns of a CSV; remembered for its headings.' }),
  opening: z.string().max(60).optional().meta({ description: 'Lei; of a CSV without a column of balances.' }),
  closing: z.string().max(60).optional().meta({ description: 'Lei; of a CSV without a column of balances.' }),
  startsOn: z
    .union([z.literal(''), day])
    .optional()
    .meta({ description: 'Of a CSV; else the day of its first movement.' }),
  endsOn: z
    .union([z.literal(''), day])
    .optional()
    .meta({ description: 'Of a CSV; else the day of its last movement.' }),
});

/** What a file looks like before it is read. */
export const bankFileSurvey = z.object({
  format: z.enum(STATEMENT_FORMATS),
  /** Of a CSV, in their order; empty otherwise. */
  headings: z.array(z.string()),
  /** How they are read unless somebody says otherwise; null where nobody knows. */
  columns: csvColumns.nullable(),
  /** Whether somebody said so for these headings before. */
  remembered: z.boolean(),
});

export const bankCommitted = z.object({ id, number: z.int(), booked: z.int(), open: z.int(), repeated: z.int() });
export const bankDone = z.object({ id });
export const bankBooked = z.object({ id, entryId: id });
export const bankSuggestedBooked = z.object({ id, booked: z.int() });

export const bankLineBook = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('gift'),
    /** Who gives: one who is known, or a new one. */
    donorId: id.optional(),
    donor: donorFields.optional(),
    note: sentence(500).optional(),
  }),
  z.strictObject({
    kind: z.literal('settlement'),
    /** The pledge, by its id or by its code. */
    pledgeId: id.optional(),
    reference: z.string().max(100).optional(),
    note: sentence(500).optional(),
  }),
  z.strictObject({
    kind: z.literal('refund'),
    /** The gift or the settlement that goes back. */
    entryId: id,
    note: sentence(500).optional(),
  }),
]);

export const bankLineSetAside = z.strictObject({ reason: sentence(500) });
