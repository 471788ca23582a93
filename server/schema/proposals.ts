/** Proposals of the community and the decisions on them (R12). */
import { z } from 'zod';
import { PROPOSAL_LENGTHS, PROPOSAL_SOURCES, PROPOSAL_STATES, PROPOSAL_VERBS } from '../../domain/proposals.ts';
import { cleanText } from '../../domain/text.ts';
import { id, instant, locale, localText, sentence, person as user } from './common.ts';
import { email } from './users.ts';

const named = z.object({ id, number: z.int(), title: z.string() });
const version = z.int();
const title = sentence(PROPOSAL_LENGTHS.title);
const summary = sentence(PROPOSAL_LENGTHS.summary);
/** Public, beside the proposal. */
const reason = sentence(PROPOSAL_LENGTHS.reason);
const optional = (max: number) => z.string().overwrite(cleanText).max(max).default('');
const optionalReason = optional(PROPOSAL_LENGTHS.reason);

export const proposalRow = z.object({
  id,
  projectId: id,
  milestone: z.object({ id, key: z.string(), title: localText }),
  number: z.int(),
  title: z.string(),
  state: z.enum(PROPOSAL_STATES),
  source: z.enum(PROPOSAL_SOURCES),
  reason: z.string(),
  version,
  createdAt: instant,
  decidedAt: instant.nullable(),
  mergedInto: named.nullable(),
  splitFrom: named.nullable(),
});

export const proposal = z.object({
  ...proposalRow.shape,
  summary: z.string(),
  /** Name and address for who reads the register; the name also where it is public. `known`: it was not forgotten (R28). */
  author: z.object({ known: z.boolean(), name: z.string(), email: z.string().nullable(), shown: z.boolean() }),
  /** The consultation at which it was made. */
  run: z.object({ id, title: z.string() }).nullable(),
  /** Those that were merged into it, and what it was split into. */
  merged: z.array(named),
  parts: z.array(named),
  changedBy: user.nullable(),
  changedAt: instant,
  publicUrl: z.string(),
  /** What the caller may do now. */
  allowed: z.array(z.enum(PROPOSAL_VERBS)),
});

/** Made at a consultation that has begun. With an address the author is told that it was received, and of each decision. */
export const proposalEnter = z.strictObject({
  runId: id,
  title,
  summary,
  authorName: optional(PROPOSAL_LENGTHS.authorName),
  authorEmail: email.nullable().default(null),
  authorLocale: locale.default('ro'),
  authorShown: z.boolean().default(false),
});
export const proposalChange = z.strictObject({ version, title, summary });
/** R12: a rejection has its reason in writing. */
export const proposalDecide = z.discriminatedUnion('state', [
  z.strictObject({ version, state: z.literal('eligible'), reason: optionalReason }),
  z.strictObject({ version, state: z.literal('rejected'), reason }),
]);
/** Those of `ids` go into the one that stays, whose text is then this. */
export const proposalMerge = z.strictObject({
  version,
  ids: z.array(id).min(1).max(50),
  title,
  summary,
  reason: optionalReason,
});
export const proposalSplit = z.strictObject({
  version,
  parts: z.array(z.strictObject({ title, summary })).min(2).max(10),
  reason: optionalReason,
});
export const proposalReconsider = z.strictObject({ version, reason });
export const proposalForget = z.strictObject({ reason: sentence(2000) });
