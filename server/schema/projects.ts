/** Projects: the list, the page, amendments and cancelling. */
import { z } from 'zod';
import {
  day,
  id,
  instant,
  localText,
  milestoneKind,
  milestoneState,
  person,
  projectState,
  role,
  sentence,
  writtenDay,
} from './common.ts';

/** A milestone as the project's picture shows it. */
export const milestoneOnMap = z.object({
  id,
  key: z.string(),
  title: localText,
  stage: z.string(),
  kind: milestoneKind,
  state: milestoneState,
  after: z.array(z.string()),
  dueAt: instant,
  owner: person.nullable(),
  /** Past its due instant and not ended. */
  late: z.boolean(),
  nextReminderAt: instant.nullable(),
});

export const stage = z.object({
  key: z.string(),
  name: localText,
  state: z.enum(['waiting', 'under-way', 'completed', 'cancelled']),
  done: z.int(),
  total: z.int(),
  milestones: z.array(milestoneOnMap),
});

export const deadline = z.object({
  milestoneId: id,
  key: z.string(),
  title: localText,
  dueAt: instant,
  late: z.boolean(),
});

export const budget = z.object({
  currency: z.literal('RON'),
  /** Bani. */
  total: z.int(),
  sources: z.array(z.object({ key: z.string(), name: localText, amount: z.int() })),
  sum: z.int(),
  /** total − sum; not 0 is flagged wherever the budget is shown. */
  difference: z.int(),
});

const head = {
  id,
  slug: z.string(),
  title: localText,
  state: projectState,
  startsOn: day,
  endsOn: day,
  version: z.int(),
  /** The stage under way that is earliest in the plan, or the last one. */
  stage: z.object({ key: z.string(), name: localText }),
  nextDeadline: deadline.nullable(),
  lateCount: z.int(),
  done: z.int(),
  total: z.int(),
};

export const projectRow = z.object(head);

/** An assumed value of the plan, shown as a setting with its reason. */
export const setting = z.object({
  path: z.string(),
  value: z.unknown(),
  rule: z.string().nullable(),
  about: localText,
});

const participantField = z.object({
  key: z.string(),
  title: localText,
  /** Empty for a field that is written. */
  choices: z.array(z.object({ key: z.string(), title: localText })),
  required: z.boolean(),
});

export const project = z.object({
  ...head,
  summary: localText,
  publicity: localText,
  codes: z.array(z.object({ name: z.string(), value: z.string() })),
  funder: z.object({ name: localText, programme: localText }),
  partners: z.array(z.object({ key: z.string(), role: z.enum(['lead', 'partner', 'host']), name: localText })),
  targetGroup: z.object({
    total: z.int(),
    categories: z.array(z.object({ key: z.string(), name: localText, who: localText, quantity: z.int() })),
  }),
  /** What the register asks of each participant (R3). */
  participants: z.object({
    fields: z.array(participantField),
    ageGroups: z.array(z.object({ key: z.string(), title: localText, from: z.int(), to: z.int().nullable() })),
    consent: localText,
  }),
  budget,
  stages: z.array(stage),
  members: z.array(z.object({ id, name: z.string(), role })),
  amendments: z.array(
    z.object({ number: z.string(), signedOn: day, oldEnd: day, newEnd: day, reason: z.string().nullable() }),
  ),
  settings: z.array(setting),
  /** The caller's role in this project, null for an administrator who is no member. */
  myRole: role.nullable(),
});

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'small letters, digits and "-", at most 60');

export const projectCreate = z.strictObject({
  slug,
  /** Key of a plan that this installation knows. */
  plan: z.string().min(1).max(40),
  /** First day; the plan's days count from it. */
  startsOn: writtenDay,
  members: z
    .array(z.strictObject({ userId: id, role }))
    .min(1)
    .max(200)
    .refine((members) => new Set(members.map(({ userId }) => userId)).size === members.length, {
      params: { rule: 'once' },
    }),
});

export const memberChange = z.strictObject({ userId: id, role: role.nullable() });

export const amendmentInput = z.strictObject({
  number: sentence(100),
  signedOn: writtenDay,
  newEnd: writtenDay,
});
export const amend = z.strictObject({ ...amendmentInput.shape, reason: sentence(2000) });
export const cancel = z.strictObject({ reason: sentence(2000) });
export const commandDone = z.object({ id, state: projectState, version: z.int() });
