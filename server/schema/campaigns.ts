/** Campaigns: what they are for, their dates and account, their figures, and the commands that their story carries. */
import { z } from 'zod';
import { CAMPAIGN_STATES, CAMPAIGN_VERBS } from '../../domain/campaigns.ts';
import { CAP_READINGS } from '../../domain/match.ts';
import { cleanText } from '../../domain/text.ts';
import { day, id, instant, localText, sentence, person as user, writtenDay } from './common.ts';

/** May stay empty until the campaign is announced. */
const written = (max: number) => z.string().overwrite(cleanText).max(max);
const writtenInBoth = (max: number) => z.strictObject({ ro: written(max), en: written(max) });
const bani = z.int().meta({ description: 'Whole bani.' });

/** As `CampaignFigures` in domain/ledger.ts. */
export const campaignFigures = z.object({
  pledged: bani,
  settled: bani,
  refunded: bani,
  /** R20: settled less refunded. */
  raised: bani,
  bank: bani,
  cash: bani,
  inKind: bani,
  adjusted: bani,
  late: bani,
  balance: bani,
  gifts: z.int(),
});

export const campaignRow = z.object({
  id,
  projectId: id,
  milestone: z.object({ id, key: z.string(), title: localText }),
  ledgerId: id,
  number: z.int(),
  title: localText,
  state: z.enum(CAMPAIGN_STATES),
  version: z.int(),
  /** First and last day, in Romania. */
  opensOn: day,
  closesOn: day,
  opensAt: instant,
  closesAt: instant,
  /** R22: null before the close. */
  sumDueAt: instant.nullable(),
  publishedAt: instant.nullable(),
  /** R20: fixed when the sum is published. */
  raised: bani.nullable(),
  figures: campaignFigures,
  /** R20: lines of accepted bank statements that nobody has decided. */
  openLines: z.int(),
});

export const campaign = z.object({
  ...campaignRow.shape,
  purpose: localText,
  beneficiary: z.string(),
  accountHolder: z.string(),
  /** Without spaces; empty until it is known. */
  iban: z.string(),
  /** What a gift without a pledge says in its payment details; without its hyphen. */
  reference: z.string(),
  /** The initiative that was elected. */
  proposal: z.object({ id, number: z.int(), title: z.string() }).nullable(),
  extendedFrom: instant.nullable(),
  extensionReason: z.string(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  cancelReason: z.string(),
  /** R19: the plan's cap, and what the town hall adds for the sum now and for the next leu; null where no match follows. */
  match: z
    .object({ id: id.nullable(), cap: bani, on: z.enum(CAP_READINGS), forSum: bani, forNextLeu: bani })
    .nullable(),
  /** The lines that nobody has decided, and the day up to which the accepted statements reach. */
  bank: z.object({ openLines: z.int(), statementsUntil: day.nullable(), lateFrom: day.nullable() }),
  /** R22: the statement to the community. */
  statement: z.object({ words: localText, hash: z.string(), publishedAt: instant, publishedBy: user }).nullable(),
  subscribers: z.int(),
  publicUrl: z.string(),
  changedBy: user.nullable(),
  /** What the caller may do now. */
  allowed: z.array(z.enum(CAMPAIGN_VERBS)),
});

/** Whatever is left out comes from the elected initiative and the milestone; everything can be changed. */
export const campaignCreate = z.strictObject({
  opensOn: writtenDay.optional(),
  closesOn: writtenDay.optional(),
  proposalId: id.optional(),
});
/** The whole of it, from the version that was read. */
export const campaignChange = z.strictObject({
  version: z.int(),
  title: writtenInBoth(200),
  purpose: writtenInBoth(4000),
  beneficiary: written(200),
  accountHolder: written(200),
  iban: z.string().max(60),
  opensOn: writtenDay,
  closesOn: writtenDay,
  proposalId: id.nullable(),
});
export type CampaignChange = z.output<typeof campaignChange>;
/** `version`: what is announced is what was read. */
export const campaignAnnounce = z.strictObject({ version: z.int() });
/** The reason is public. */
export const campaignExtend = z.strictObject({ closesOn: writtenDay, reason: sentence(4000) });
/** `raised`: the sum that was read, in bani; it is refused where an entry has come since. `words`: what happens next. */
export const campaignPublish = z.strictObject({
  raised: z.int(),
  words: z.strictObject({ ro: sentence(4000), en: sentence(4000) }),
});
export const campaignCancel = z.strictObject({ reason: sentence(4000) });

export const campaignCommandDone = z.object({
  id,
  state: z.enum(CAMPAIGN_STATES),
  version: z.int(),
  /** Of a publication: the match that was computed; null where none follows. */
  matchId: id.nullable().optional(),
});
