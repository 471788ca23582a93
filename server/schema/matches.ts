/** Matches: what the town hall adds to a campaign's sum, and the commands that a match's story carries. Amounts are bani. */
import { z } from 'zod';
import { CAP_READINGS, COUNCIL_OUTCOMES, MATCH_STATES, MATCH_STEPS, MATCH_VERBS } from '../../domain/match.ts';
import { cleanText } from '../../domain/text.ts';
import { day, id, instant, leiAboveZero, localText, sentence, person as user, writtenDay } from './common.ts';

const bani = z.int().meta({ description: 'Whole bani.' });

export const matchRow = z.object({
  id,
  projectId: id,
  milestone: z.object({ id, key: z.string(), title: localText }),
  campaign: z.object({ id, number: z.int(), title: localText }),
  /** Its own ledger, outside the grant's budget (R23). */
  ledgerId: id,
  state: z.enum(MATCH_STATES),
  version: z.int(),
  /** R19, R20: what was raised at the close, and what followed from it with the plan's cap. */
  raised: bani,
  cap: bani,
  capOn: z.enum(CAP_READINGS),
  computed: bani,
  /** R20: the same, once refunds after the close are taken off. */
  due: bani,
  paid: bani.nullable(),
  /** R20: of what was paid, what goes back to the town hall. */
  toRepay: bani,
  /** What it waits for; null where nothing is to be done. */
  waitsFor: z.enum(MATCH_STEPS).nullable(),
  /** R21: who can give the release that it waits for; nobody where it waits for something else. */
  releasers: z.array(id),
  createdAt: instant,
  endedAt: instant.nullable(),
});

export const match = z.object({
  ...matchRow.shape,
  /** The cap in words, with its reading (R19). */
  capText: localText,
  /** What is usual as a legal route, for whoever writes it (R21). */
  legalRouteHelp: localText,
  /** What the council decided, each time it did (R21). */
  decisions: z.array(
    z.object({
      place: z.int(),
      outcome: z.enum(COUNCIL_OUTCOMES),
      number: z.string(),
      decidedOn: day,
      words: z.string(),
      recordedAt: instant,
      recordedBy: user,
    }),
  ),
  /** R21: of decisions, by their place, and of the contract (`decision` null): what stood there before, and why. */
  corrections: z.array(
    z.object({
      decision: z.int().nullable(),
      oldNumber: z.string(),
      oldDay: day,
      number: z.string(),
      day,
      reason: z.string(),
      recordedAt: instant,
      recordedBy: user,
    }),
  ),
  contract: z.object({ number: z.string(), contractedOn: day, legalRoute: z.string() }).nullable(),
  payment: z.object({ orderNumber: z.string(), paidOn: day, amount: bani, entryId: id }).nullable(),
  /** R21: who released, the latest first; `voidAt` where another sum or order took its place. */
  releases: z.array(
    z.object({
      person: user,
      role: z.enum(['manager', 'partner']),
      amount: bani,
      orderNumber: z.string(),
      paidOn: day,
      releasedAt: instant,
      voidAt: instant.nullable(),
    }),
  ),
  /** R20: refunds after the close, and what each changed. */
  adjustments: z.array(
    z.object({
      id,
      entry: z.object({ id, number: z.int(), amount: bani, bookedOn: day }),
      raisedBefore: bani,
      raisedAfter: bani,
      dueBefore: bani,
      dueAfter: bani,
      state: z.enum(['open', 'settled', 'nothing-due']),
      openedAt: instant,
      settledEntryId: id.nullable(),
      settledAt: instant.nullable(),
    }),
  ),
  repaid: bani,
  /** What lies in its ledger. */
  balance: bani,
  /** The public page. */
  publicUrl: z.string(),
  changedBy: user.nullable(),
  /** What the caller may do now. */
  allowed: z.array(z.enum(MATCH_VERBS)),
});

/** `words`: public; needed for a rejection. */
export const matchDecide = z.strictObject({
  outcome: z.enum(COUNCIL_OUTCOMES),
  number: sentence(100),
  decidedOn: writtenDay,
  words: z.string().overwrite(cleanText).max(4000).default(''),
});
/** `legalRoute`: how the town hall may give the sum; never a sponsorship (R21). */
export const matchContract = z.strictObject({
  number: sentence(100),
  contractedOn: writtenDay,
  legalRoute: sentence(500),
});
/** R21: the same by two persons, one of them the partner's. */
export const matchRelease = z.strictObject({
  amount: leiAboveZero,
  orderNumber: sentence(100),
  paidOn: writtenDay,
});
/** R20: the whole difference, with the document of its payment. `evidenceId`: its scan, where it was uploaded. */
export const matchRepay = z.strictObject({
  amount: leiAboveZero,
  document: sentence(200),
  paidOn: writtenDay,
  evidenceId: id.optional(),
});
/** R21: the right number and day of a decision (by its place) or of the contract (null); `reason`: public. */
export const matchCorrect = z.strictObject({
  decision: z.int().positive().nullable(),
  number: sentence(100),
  day: writtenDay,
  reason: sentence(500),
});
export const matchCommandDone = z.object({
  id,
  state: z.enum(MATCH_STATES),
  version: z.int(),
  due: bani,
});
