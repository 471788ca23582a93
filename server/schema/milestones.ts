/** Milestones, their evidence and quantities, and the commands that advance them. */
import { z } from 'zod';
import { COUNTED } from '../../domain/plan.ts';
import {
  day,
  id,
  instant,
  localText,
  milestoneKind,
  milestoneState,
  missing,
  person,
  role,
  sentence,
  writtenDay,
} from './common.ts';
import { amendmentInput } from './projects.ts';

export const evidence = z.object({
  id,
  milestoneId: id,
  requirement: z.string(),
  name: z.string(),
  description: z.string(),
  datedOn: day.nullable(),
  /** Either a file or the address of a public page. */
  file: z.object({ sha256: z.string(), size: z.int(), type: z.string() }).nullable(),
  link: z.string().nullable(),
  /** Where the plan asks for it for each run or each organisation. */
  run: z.object({ id, number: z.int(), title: z.string() }).nullable(),
  organisation: z.object({ id, name: z.string() }).nullable(),
  /** Files of one document count as one piece. */
  documentId: id,
  /** The earlier version that this one takes the place of; null for a first one. */
  replaces: id.nullable(),
  /** The version that took its place, while that one stands. */
  replacedBy: id.nullable(),
  /** The version's number in its chain, from 1. */
  versionNumber: z.int(),
  /** A reduced picture without metadata is to be had at /api/evidence/:id/preview. */
  preview: z.boolean(),
  /** The same content elsewhere in the project. */
  alsoAt: z.array(
    z.object({ id, milestoneId: id, milestoneKey: z.string(), requirement: z.string(), name: z.string() }),
  ),
  addedBy: person,
  addedAt: instant,
  withdrawnAt: instant.nullable(),
  /** Since when its document has been on the project’s public pages; null where it is not. */
  publishedAt: instant.nullable(),
});

/** The text fields that come with an uploaded file (multipart/form-data, file field `file`), or with a link. */
export const evidenceFields = z.strictObject({
  requirement: z.string().min(1).max(40),
  description: sentence(2000).optional(),
  datedOn: writtenDay.optional(),
  /** Where the plan asks for it for each run, or for each organisation. */
  runId: id.optional(),
  organisationId: id.optional(),
  /** Another file of this document; or the next version of this piece. */
  documentId: id.optional(),
  replaces: id.optional(),
});
export const evidenceLink = z.strictObject({
  ...evidenceFields.shape,
  link: z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(2000),
  name: sentence(200),
});

export const quantity = z.object({
  key: z.string(),
  title: localText,
  target: z.int(),
  actual: z.int().nullable(),
  /** What Jalon counts itself; null for a figure that staff records. */
  counts: z.enum(COUNTED).nullable(),
  /** R10: where unique attendees are counted, all attendances: somebody at two consultations is one and two. */
  attendances: z.int().nullable(),
});

export const milestoneRow = z.object({
  id,
  projectId: id,
  projectSlug: z.string(),
  projectTitle: localText,
  key: z.string(),
  title: localText,
  stage: z.string(),
  kind: milestoneKind,
  state: milestoneState,
  version: z.int(),
  dueAt: instant,
  late: z.boolean(),
  owner: person.nullable(),
  openedAt: instant.nullable(),
  submittedAt: instant.nullable(),
  submittedBy: person.nullable(),
  endedAt: instant.nullable(),
  endedBy: person.nullable(),
  nextReminderAt: instant.nullable(),
});

export const milestone = z.object({
  ...milestoneRow.shape,
  description: localText.nullable(),
  after: z.array(z.object({ key: z.string(), id, title: localText, state: milestoneState })),
  requirements: z.array(
    z.object({
      key: z.string(),
      title: localText,
      min: z.int(),
      accepts: z.array(z.enum(['file', 'link'])),
      per: z.enum(['milestone', 'run', 'organisation']),
      /** Documents in all; `min` is asked of each part where the plan asks for each run or organisation. */
      have: z.int(),
      parts: z.array(z.object({ id, name: z.string(), have: z.int() })),
    }),
  ),
  quantities: z.array(quantity),
  evidence: z.array(evidence),
  /** What the gate still misses, in the plan's order (R6). */
  missing: z.array(missing),
  /** The last reason for a return, while it stands returned. */
  returnReason: z.string().nullable(),
  dueDates: z.array(z.object({ dueAt: instant, at: instant, reason: z.string().nullable() })),
  reminders: z.array(
    z.object({ step: z.string(), owedAt: instant, outcome: z.enum(['sent', 'overtaken']), recipient: person }),
  ),
  /** Whether it is done in runs (courses, visits), and how. */
  runs: z.object({ certificates: z.boolean(), enrolment: z.enum(['staff', 'public']) }).nullable(),
  /** The project roles whose members can do the work, and so can own the milestone. */
  ownerRoles: z.array(role),
  /** The verbs that the caller may use now. */
  allowed: z.array(z.enum(['submit', 'return', 'approve', 'move', 'adopt', 'waive', 'evidence', 'assign'])),
});

export const submit = z.strictObject({ note: sentence(2000).optional() });
export const returnBody = z.strictObject({ reason: sentence(2000) });
export const approve = z.strictObject({ note: sentence(2000).optional() });
export const waive = z.strictObject({ reason: sentence(2000) });
export const adopt = z.strictObject({
  /** When it was completed, before the software knew it. */
  completedOn: writtenDay,
  reason: sentence(2000),
});
export const assign = z.strictObject({ ownerId: id });
export const recordQuantity = z.strictObject({ key: z.string().max(40), actual: z.int().min(0).max(1_000_000_000) });

/** The new due day; the instant is the end of that day in Romania (R8). */
export const movePreviewQuery = z.strictObject({ dueOn: writtenDay, newEnd: writtenDay.optional() });
export const movePreview = z.object({
  /** Hash of what is shown; `move` takes it and refuses when something changed meanwhile. */
  hash: z.string(),
  moves: z.array(z.object({ milestoneId: id, key: z.string(), title: localText, from: instant, to: instant })),
  conflicts: z.array(z.object({ key: z.string(), title: localText, text: z.string() })),
  /** Past the project's end: only with a recorded amendment. */
  needsAmendment: z.boolean(),
  latestDay: day,
  endsOn: day,
  /** The new day is a weekend or a public holiday (R9): a word of warning, not a refusal. */
  warnings: z.array(z.string()),
});
export const move = z.strictObject({
  dueOn: writtenDay,
  hash: z.string().min(1).max(100),
  reason: sentence(2000),
  amendment: amendmentInput.optional(),
});

/** The milestone's own state after a command. */
export const milestoneCommandDone = z.object({
  id,
  state: milestoneState,
  version: z.int(),
  dueAt: instant,
});
