/**
 * The plan: everything about a project that is data, not code (R27).
 * One zod schema; the published JSON Schema (plans/schema.json) is made from it.
 */
import { z } from 'zod';
import { MILESTONE_KINDS } from './lifecycle.ts';
import { CAP_READINGS } from './match.ts';
import { cleanText } from './text.ts';

const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'letters, digits and "-", at most 40');
const words = z.string().overwrite(cleanText).min(1).max(4000);
/** A text in both languages: a sentence that exists in only one is refused. */
const text = z.strictObject({ ro: words, en: words });
const day = z.iso.date();
const bani = z.int().min(0);
/** Where a value comes from: the project's own papers, law or guidance, or our assumption (then it is a setting). */
const source = z.enum(['stated', 'law', 'assumed']);
export type Source = z.infer<typeof source>;

/** A due day: as days after the start (day 0 is the first day), or as a true date inside the plan's own period. */
const due = z.union([z.strictObject({ day: z.int().min(0).max(3660), source }), z.strictObject({ date: day, source })]);

const duration = z
  .string()
  .regex(/^P(?:\d{1,3}D|T\d{1,6}S)$/, 'an ISO 8601 duration of whole days (P30D) or of seconds (PT5S)');

/** A value that the plan's author may change, shown to the user with the reason why it is there. */
function setting<T extends z.ZodType>(value: T) {
  return z.strictObject({ value, source, rule: z.string().regex(/^R\d{1,2}a?$/), about: text });
}

/**
 * What Jalon counts itself: runs that were held; unique persons with a complete record who attended (R3), in all or
 * with the quota of each category of the target group (R1); organisations that were informed (R5); unique persons who
 * were at a consultation that was held, and proposals that are eligible (R10); initiatives that a final vote elected (R17);
 * campaigns that were closed, sums that were told to the community (R22), matches that were paid (R21), funds (R23).
 */
export const COUNTED = [
  'runs',
  'participants',
  'target-group',
  'organisations',
  'attendees',
  'proposals',
  'initiatives',
  'campaigns',
  'sum-statements',
  'matches',
  'funds',
] as const;
export type Counted = (typeof COUNTED)[number];

const quantity = z.strictObject({
  key,
  title: text,
  target: z.int().min(1).max(1_000_000),
  /** Without it, staff records how much was reached. */
  counts: z.enum(COUNTED).optional(),
  source,
});

const requirement = z.strictObject({
  key,
  title: text,
  /** How many pieces of this evidence, at the least: in all, or for each run, or for each organisation (R5). */
  min: z.int().min(1).max(100).default(1),
  per: z.enum(['milestone', 'run', 'organisation']).default('milestone'),
  /** R11: these are the minutes of a consultation, due so long after it (`recordsDue`). */
  minutes: z.literal(true).optional(),
  /** What proves it: a file, or the address of a public page. */
  accepts: z
    .array(z.enum(['file', 'link']))
    .min(1)
    .default(['file']),
  source,
});

const milestone = z.strictObject({
  key,
  stage: key,
  kind: z.enum(MILESTONE_KINDS),
  title: text,
  description: text.optional(),
  after: z.array(key).default([]),
  due,
  /**
   * The least days after each predecessor's due day when dates move (R8).
   * Without it the planned distance is kept, so that every delay passes on.
   */
  gap: z.strictObject({ days: z.int().min(0).max(3660), source }).optional(),
  /** Who works on it and submits it. */
  owner: z.enum(['staff', 'manager', 'partner']),
  /** Who may approve it; never the person who submitted it (R6). */
  approvers: z
    .array(z.enum(['manager', 'partner']))
    .min(1)
    .default(['manager']),
  quantities: z.array(quantity).default([]),
  evidence: z.array(requirement).min(1),
  /** A milestone that is done in runs: courses, study visits, consultations. */
  runs: z
    .strictObject({
      /** Whoever attended enough sessions gets a certificate (R4), and the gate waits for it. */
      certificates: z.boolean().default(false),
      /** Whether the public may enrol on a page of its own, or staff alone enrols. */
      enrolment: z.enum(['staff', 'public']).default('staff'),
      source,
    })
    .optional(),
});

/** A field of the participant register beside name, birth date and category (R3). */
const participantField = z.strictObject({
  key,
  title: text,
  /** A list to choose from; without one, the field is written. */
  choices: z
    .array(z.strictObject({ key, title: text }))
    .max(50)
    .default([]),
  required: z.boolean(),
  source,
});

const ageGroup = z.strictObject({
  key,
  title: text,
  from: z.int().min(0).max(150),
  to: z.int().min(0).max(150).nullable(),
});

const participants = z.strictObject({
  fields: z.array(participantField).max(30),
  ageGroups: z.strictObject({ groups: z.array(ageGroup).min(1).max(20), source }),
  /** What a participant agrees to. */
  consent: text,
  /** Years after the project's end for which the register is kept. */
  retentionYears: setting(z.int().min(1).max(30)),
});

export const planSchema = z.strictObject({
  schema: z.literal(1),
  key,
  title: text,
  summary: text,
  codes: z.array(z.strictObject({ name: words, value: words })),
  funder: z.strictObject({ name: text, programme: text }),
  partners: z.array(z.strictObject({ key, role: z.enum(['lead', 'partner', 'host']), name: text })).min(1),
  period: z.strictObject({ start: day, end: day, source }),
  budget: z.strictObject({
    currency: z.literal('RON'),
    /** Bani. The published figures, also where they do not add up. */
    total: bani,
    sources: z.array(z.strictObject({ key, name: text, amount: bani })).min(1),
    source,
  }),
  targetGroup: z.strictObject({
    total: z.int().min(1),
    categories: z.array(z.strictObject({ key, name: text, who: text, quantity: z.int().min(1) })).min(1),
    source,
  }),
  /** The funder's line, on every public page, certificate and report (R26). */
  publicity: text,
  /** What the register asks of each participant. */
  participants,
  promises: z.array(z.strictObject({ key, title: text, source })).default([]),
  stages: z.array(z.strictObject({ key, name: text })).min(1),
  milestones: z.array(milestone).min(1).max(200),
  settings: z.strictObject({
    /** Before the due instant, longest first. Whole days are sent at `reminderTime`; seconds count from the instant. */
    reminders: setting(z.array(duration).max(10)),
    /** After the due instant: first to the owner, then to the manager. */
    overdue: setting(duration),
    escalation: setting(duration),
    reminderTime: setting(z.iso.time({ precision: -1 })),
    /** R4: the share of a run's sessions that earns a certificate, in per cent. */
    certificateShare: setting(z.int().min(1).max(100)),
    /** How long before a session those enrolled are reminded. */
    sessionReminder: setting(duration),
    /** After a session: when its attendance is due, and after the last one, the certificates or the records. */
    attendanceDue: setting(duration),
    recordsDue: setting(duration),
    /** R11: the least calendar days between the notice of a consultation and its first session. */
    noticeDays: setting(z.int().min(0).max(60)),
    /** What the charter of a vote is drafted from (R13). Years on voting day. */
    voteMinimumAge: setting(z.int().min(0).max(120)),
    voteWindowDays: setting(z.int().min(1).max(90)),
    /** Per cent of the roll that must take part; 0 is no quorum. */
    voteQuorum: setting(z.int().min(0).max(100)),
    /** The least valid votes; 0 is no minimum. */
    voteMinimum: setting(z.int().min(0).max(1_000_000)),
    voteBlank: setting(z.boolean()),
    /** R17: how long the run-off lasts. */
    runOffDays: setting(z.int().min(1).max(30)),
    /** How far the close may be moved out, once, before it; 0 is never. */
    voteExtensionDays: setting(z.int().min(0).max(30)),
    /** How long before the opening the roll can be challenged last. */
    rollChallengeDays: setting(z.int().min(0).max(60)),
    /** R16: whether turnout is shown before the close, in total only. */
    turnoutShown: setting(z.boolean()),
    /** R17: the least witnesses of a lot. */
    lotWitnesses: setting(z.int().min(1).max(20)),
    /** How long before the close those who have not voted are reminded. */
    voteReminder: setting(duration),
    /** R15a: days after the final result for which the roll's personal data are kept. */
    rollKeptDays: setting(z.int().min(1).max(365)),
    /** R19: the most that the town hall adds, in bani, and what that is measured on: its part, or the total with it. */
    matchCap: setting(bani),
    matchCapOn: setting(z.enum(CAP_READINGS)),
    /** R22: working days after the campaign's close within which its sum is published. */
    sumDays: setting(z.int().min(1).max(60)),
    /** How often subscribers hear of an open campaign; whole days. */
    campaignWord: setting(duration),
    /** How long before the close whoever has not paid a pledge is reminded. */
    pledgeReminder: setting(duration),
    /** Days that are no working days beside weekends and public holidays. */
    bridgeDays: setting(z.array(day).max(200)),
  }),
});

export type Plan = z.infer<typeof planSchema>;
export type PlanMilestone = Plan['milestones'][number];
export type PlanSettings = Plan['settings'];
