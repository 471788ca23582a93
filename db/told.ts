/**
 * What a project's events say of the rows beside them. The chain proves the events; held against these records it
 * proves the rest: states, dates, owners, figures, evidence, members, amendments.
 */
import { z } from 'zod';
import { dayOf } from '../domain/calendar.ts';
import type { ProjectRole } from '../domain/lifecycle.ts';
import type { Plan } from '../domain/plan.ts';
import { ownerOf } from './create-project.ts';
import { hearNote, VOTES_HEARD } from './votes/told-votes.ts';

/** The facts of one record by name. `undefined`: the events do not tell. */
export type Facts = Record<string, string | number | null | undefined>;
/** Records by a name that a person understands, e.g. `milestone A1`. */
export type Records = Map<string, Facts>;

export interface TellingEvent {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** What a person wrote; null where it was erased (R28), which then tells nothing. */
  readonly texts: Readonly<Record<string, string | null>>;
}

export const recordOf = {
  project: 'project',
  member: (userId: string) => `member ${userId}`,
  milestone: (key: string) => `milestone ${key}`,
  quantity: (key: string, quantity: string) => `quantity ${quantity} of ${key}`,
  evidence: (id: string) => `evidence ${id}`,
  dueDate: (key: string, seq: number) => `due date of ${key} by event ${seq}`,
  amendment: (seq: number) => `amendment by event ${seq}`,
  indicators: (seq: number) => `indicators of event ${seq}`,
  view: (userId: string, scope: string, personId: string, day: string) =>
    `view of ${[scope, personId].join(' ').trim()} by ${userId} on ${day}`,
};

const key = z.string();
const created = z.object({
  slug: key,
  planHash: key,
  startsOn: key,
  endsOn: key,
  members: z.array(z.object({ userId: key, role: key })),
  due: z.array(z.object({ key, dueOn: key })),
});
const newEnd = z.object({ signedOn: key.optional(), oldEnd: key, newEnd: key });
const moved = z.object({ moves: z.array(z.object({ key, to: key })), amendment: newEnd.optional() });
const kept = z.object({ indicatorsHash: key.optional() });
const viewed = z.object({ scope: key, personId: key.optional() });
const changed = z.object({ key, to: key });
const quantity = z.object({ key, quantity: key, to: z.number() });
/** What Jalon counted itself when the milestone was submitted. */
const figures = z.object({ quantities: z.record(key, z.number()).default({}) });
const added = z.object({
  key,
  evidenceId: key,
  requirement: key,
  sha256: key.optional(),
  size: z.number().optional(),
  datedOn: key.nullable().optional(),
  runId: key.optional(),
  organisationId: key.optional(),
  documentId: key.optional(),
  replaces: key.optional(),
});
const ofEvidence = z.object({ evidenceId: key });
const member = z.object({ userId: key, role: key.nullable() });
const cancelled = z.object({ milestones: z.array(key) });

/** Adds to `records` what one event says; the events come in their order. @throws when its data cannot be read */
export function hear(records: Records, plan: Plan, event: TellingEvent): void {
  HEARD[event.type]?.(event, records, plan);
  hearNote(event, records);
}

type Hear = (event: TellingEvent, records: Records, plan: Plan) => void;

function change(records: Records, name: string, facts: Facts): void {
  records.set(name, { ...records.get(name), ...facts });
}

/** What was written and not erased; `otherwise` where nothing was written. */
function written({ texts }: TellingEvent, name: string, otherwise?: string | null): string | null | undefined {
  return Object.hasOwn(texts, name) ? (texts[name] ?? undefined) : otherwise;
}

function createdProject({ data, at, seq }: TellingEvent, records: Records, plan: Plan): void {
  const { slug, planHash, startsOn, endsOn, members, due } = created.parse(data);
  const nothingYet = { completedAt: null, cancelledAt: null };
  records.set(recordOf.project, { slug, planHash, startsOn, endsOn, state: 'running', ...nothingYet });
  for (const { userId, role } of members) records.set(recordOf.member(userId), { role });
  const dayOf = new Map(due.map((each) => [each.key, each.dueOn]));
  for (const [position, milestone] of plan.milestones.entries()) {
    const day = dayOf.get(milestone.key);
    records.set(recordOf.milestone(milestone.key), {
      position,
      stage: milestone.stage,
      kind: milestone.kind,
      state: 'waiting',
      dueOn: day,
      owner: ownerOf(milestone, members as readonly { userId: string; role: ProjectRole }[]),
      openedAt: null,
      submittedAt: null,
      submittedBy: null,
      endedAt: null,
      endedBy: null,
    });
    records.set(recordOf.dueDate(milestone.key, seq), { dueOn: day, setAt: at.toISOString() });
    for (const { key: name, target } of milestone.quantities)
      records.set(recordOf.quantity(milestone.key, name), { target, actual: null, by: null, at: null });
  }
}

function movedEnd(event: TellingEvent, records: Records, amendment: z.infer<typeof newEnd>): void {
  change(records, recordOf.project, { endsOn: amendment.newEnd });
  records.set(recordOf.amendment(event.seq), { ...amendment, number: written(event, 'number') });
}

const looked: Hear = ({ data, at, actorId }, records) => {
  const { scope, personId = '' } = viewed.parse(data);
  records.set(recordOf.view(String(actorId), scope, personId, dayOf(at)), {});
};

const ended: Hear = ({ data, at, actorId }, records) => {
  const { key: milestone, to } = changed.parse(data);
  change(records, recordOf.milestone(milestone), { state: to, endedAt: at.toISOString(), endedBy: actorId });
};

const HEARD: Readonly<Record<string, Hear>> = {
  ...VOTES_HEARD,
  'project.created': createdProject,
  'project.amended': (event, records) => movedEnd(event, records, newEnd.parse(event.data)),
  'project.completed': ({ at }, records) =>
    change(records, recordOf.project, { state: 'completed', completedAt: at.toISOString() }),
  'project.cancelled': ({ data, at, actorId }, records) => {
    change(records, recordOf.project, { state: 'cancelled', cancelledAt: at.toISOString() });
    for (const milestone of cancelled.parse(data).milestones) {
      const end = { state: 'cancelled', endedAt: at.toISOString(), endedBy: actorId };
      change(records, recordOf.milestone(milestone), end);
    }
  },
  'member.changed': ({ data }, records) => {
    const { userId, role } = member.parse(data);
    if (role === null) records.delete(recordOf.member(userId));
    else records.set(recordOf.member(userId), { role });
  },
  'milestone.opened': ({ data, at }, records) => {
    const { key: milestone, to } = changed.parse(data);
    change(records, recordOf.milestone(milestone), { state: to, openedAt: at.toISOString() });
  },
  'milestone.submitted': ({ data, at, seq, actorId }, records) => {
    const { key: milestone, to } = changed.parse(data);
    const submitted = { submittedAt: at.toISOString(), submittedBy: actorId };
    change(records, recordOf.milestone(milestone), { state: to, ...submitted });
    for (const [name, actual] of Object.entries(figures.parse(data).quantities))
      change(records, recordOf.quantity(milestone, name), { actual, by: actorId, at: at.toISOString() });
    const { indicatorsHash } = kept.parse(data);
    if (indicatorsHash === undefined) return;
    const facts = { milestone, sha256: indicatorsHash, content: indicatorsHash, madeAt: at.toISOString() };
    records.set(recordOf.indicators(seq), facts);
  },
  'register.viewed': looked,
  'roll.viewed': looked,
  'donors.viewed': looked,
  'bank.viewed': looked,
  'milestone.returned': ({ data }, records) => {
    const { key: milestone, to } = changed.parse(data);
    change(records, recordOf.milestone(milestone), { state: to });
  },
  'milestone.approved': ended,
  'milestone.adopted': ended,
  'milestone.waived': ended,
  'milestone.assigned': ({ data }, records) => {
    const { key: milestone, to } = changed.parse(data);
    change(records, recordOf.milestone(milestone), { owner: to });
  },
  'due.moved': (event, records) => {
    const { moves, amendment } = moved.parse(event.data);
    for (const move of moves) {
      change(records, recordOf.milestone(move.key), { dueOn: move.to });
      const setAt = event.at.toISOString();
      records.set(recordOf.dueDate(move.key, event.seq), { dueOn: move.to, setAt });
    }
    if (amendment) movedEnd(event, records, amendment);
  },
  'quantity.recorded': ({ data, at, actorId }, records) => {
    const { key: milestone, quantity: name, to } = quantity.parse(data);
    change(records, recordOf.quantity(milestone, name), { actual: to, by: actorId, at: at.toISOString() });
  },
  'evidence.added': (event, records) => {
    const { evidenceId, key: milestone, sha256 = null, size = null, ...piece } = added.parse(event.data);
    records.set(recordOf.evidence(evidenceId), {
      ...piece,
      milestone,
      sha256,
      size,
      runId: piece.runId ?? null,
      organisationId: piece.organisationId ?? null,
      documentId: piece.documentId ?? evidenceId,
      replaces: piece.replaces ?? null,
      link: written(event, 'link', null),
      name: written(event, 'name'),
      description: written(event, 'description'),
      addedBy: event.actorId,
      addedAt: event.at.toISOString(),
      withdrawnAt: null,
      publishedAt: null,
      publishedBy: null,
    });
  },
  'evidence.withdrawn': ({ data, at }, records) =>
    change(records, recordOf.evidence(ofEvidence.parse(data).evidenceId), { withdrawnAt: at.toISOString() }),
  'evidence.published': ({ data, at, actorId }, records) =>
    change(records, recordOf.evidence(ofEvidence.parse(data).evidenceId), {
      publishedAt: at.toISOString(),
      publishedBy: actorId,
    }),
  'evidence.unpublished': ({ data }, records) =>
    change(records, recordOf.evidence(ofEvidence.parse(data).evidenceId), { publishedAt: null, publishedBy: null }),
};
