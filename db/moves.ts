/**
 * Moving a due date (R8): the preview and its confirmation come from the same pure function over the same rows.
 */
import { dayOf, dueInstant } from '../domain/calendar.ts';
import { recipientsOf } from '../domain/messages.ts';
import type { Plan } from '../domain/plan.ts';
import { planDays } from '../domain/plan-check.ts';
import type { Answer, Refusal } from '../domain/refusal.ts';
import { type MovePreview, previewMove } from '../domain/slip.ts';
import { sha256Hex } from './canonical.ts';
import type { Deciding } from './decide.ts';
import { recordEvent } from './events.ts';
import { type MilestoneRow, milestoneFacts, milestonesOf, planMilestone, updateMilestone } from './milestones.ts';
import { notify } from './notify.ts';
import { membersOf, type ProjectRow, projectFacts } from './projects.ts';
import { newId, type Reader, type Transaction } from './store.ts';

/** What moves with a milestone when it is due on another day. */
export async function previewDueDates(
  reader: Reader,
  project: Pick<ProjectRow, 'id' | 'ends_on'>,
  plan: Plan,
  key: string,
  dueOn: string,
): Promise<MovePreview> {
  const rows = await milestonesOf(reader, project.id);
  return previewOf(rows, await frozenWindows(reader, project.id), project, plan, key, dueOn);
}

/** R8: keys of milestones whose vote is frozen: its window never moves. */
async function frozenWindows(reader: Reader, projectId: string): Promise<string[]> {
  return reader('votes')
    .join('milestones', 'milestones.id', 'votes.milestone_id')
    .where('votes.project_id', projectId)
    .whereNotNull('votes.frozen_at')
    .whereNotIn('votes.state', ['final', 'cancelled'])
    .orderBy('milestones.position')
    .pluck('milestones.key');
}

function previewOf(
  rows: readonly MilestoneRow[],
  frozen: readonly string[],
  project: Pick<ProjectRow, 'ends_on'>,
  plan: Plan,
  key: string,
  dueOn: string,
): MovePreview {
  const planned = new Map(planDays(plan).map(({ key: milestone, day }) => [milestone, day]));
  return previewMove(
    {
      milestones: rows.map((row) => {
        const { after, gap } = planMilestone(plan, row.key);
        return {
          id: row.id,
          key: row.key,
          title: row.title,
          state: row.state,
          dueAt: row.due_at,
          after,
          plannedDay: planned.get(row.key) ?? 0,
          ...(gap ? { gap: gap.days } : {}),
        };
      }),
      endsOn: project.ends_on,
      key,
      newDay: dueOn,
      frozen,
    },
    sha256Hex,
  );
}

function refuseMove({ project, milestone, body, now }: Deciding, dueOn: string, preview: MovePreview): Refusal | null {
  const today = dayOf(now);
  if (dueOn < today) return { code: 'date-in-past', day: dueOn, today };
  if (dueOn < project.starts_on) return { code: 'date-before-start', day: dueOn, startsOn: project.starts_on };
  if (dueOn === dayOf(milestone.due_at)) return { code: 'date-unchanged' };
  if (body.hash !== preview.hash) return { code: 'preview-stale' };
  const frozen = preview.conflicts.filter(({ why }) => why === 'frozen');
  if (frozen.length > 0) return { code: 'move-conflict', conflicts: frozen };
  const { amendment } = body;
  if (!amendment) {
    return preview.needsAmendment
      ? { code: 'amendment-needed', endsOn: project.ends_on, latestDay: preview.latestDay }
      : null;
  }
  return refuseAmendment(project, amendment.newEnd, preview.latestDay);
}

/** An additional act moves the end later, and far enough for every date that hangs on it. */
export function refuseAmendment(project: ProjectRow, newEnd: string, latestDay: string): Refusal | null {
  if (newEnd < latestDay) return { code: 'amendment-too-short', newEnd, latestDay };
  return newEnd === project.ends_on ? { code: 'date-unchanged' } : null;
}

export async function amendmentNumberUsed(trx: Transaction, projectId: string, number: string): Promise<boolean> {
  return (await trx('amendments').where({ project_id: projectId, number }).first('id')) !== undefined;
}

/** Writes an amendment and the project's new end. */
export async function writeAmendment(
  trx: Transaction,
  project: ProjectRow,
  amendment: { readonly number: string; readonly signedOn: string; readonly newEnd: string },
  eventId: string,
): Promise<void> {
  await trx('amendments').insert({
    id: newId(),
    project_id: project.id,
    number: amendment.number,
    signed_on: amendment.signedOn,
    old_end: project.ends_on,
    new_end: amendment.newEnd,
    event_id: eventId,
  });
  await trx('projects')
    .where({ id: project.id })
    .update({ ends_on: amendment.newEnd, version: trx.raw('version + 1') });
}

/** Confirms a move: every date that slips, the amendment where one is needed, one event, one message a person. */
export async function moveDueDates(deciding: Deciding): Promise<Answer> {
  const { store, trx, commandId, body, now, project, plan, milestone, actor } = deciding;
  const { dueOn, reason, amendment } = body;
  if (dueOn === undefined || reason === undefined) throw new Error('a move without day or reason was accepted');
  const rows = await milestonesOf(trx, project.id);
  const frozen = await frozenWindows(trx, project.id);
  const preview = previewOf(rows, frozen, project, plan, milestone.key, dueOn);
  const refusal = refuseMove(deciding, dueOn, preview);
  if (refusal) return { done: false, refusal };
  if (amendment && (await amendmentNumberUsed(trx, project.id, amendment.number))) {
    return { done: false, refusal: { code: 'amendment-number-used', number: amendment.number } };
  }
  const moves = preview.moves.map(({ id, key, title, from, to }) => ({
    id,
    key,
    title,
    from: dayOf(from),
    to: dayOf(to),
  }));
  const event = await recordEvent(trx, {
    projectId: project.id,
    type: 'due.moved',
    at: now,
    actorId: actor.id,
    milestoneId: milestone.id,
    data: {
      commandId,
      moves: moves.map(({ key, from, to }) => ({ key, from, to })),
      ...(amendment
        ? { amendment: { signedOn: amendment.signedOn, oldEnd: project.ends_on, newEnd: amendment.newEnd } }
        : {}),
    },
    texts: { reason, ...(amendment ? { number: amendment.number } : {}) },
  });
  if (amendment) await writeAmendment(trx, project, amendment, event.id);
  let own = milestone;
  for (const { id, to } of moves) {
    const dueAt = dueInstant(to);
    const changed = await updateMilestone(trx, id, { due_at: dueAt });
    await trx('due_dates').insert({ milestone_id: id, event_id: event.id, due_at: dueAt, set_at: now });
    if (id === milestone.id) own = changed;
  }
  await notify(store, trx, {
    eventId: event.id,
    projectId: project.id,
    at: now,
    facts: {
      type: 'due.moved',
      ...projectFacts({ ...project, ends_on: amendment?.newEnd ?? project.ends_on }, plan),
      milestone: milestoneFacts(own),
      actorName: actor.name,
      reason,
      moves: moves.map(({ key, title, from, to }) => ({ key, title, from, to })),
      ...(amendment ? { amendment: { number: amendment.number, newEnd: amendment.newEnd } } : {}),
    },
    recipients: recipientsOf('due.moved', {
      members: await membersOf(trx, project.id),
      ownerId: milestone.owner_id,
      approverRoles: [],
      actorId: actor.id,
      movedOwnerIds: moves.map(({ id }) => rows.find((row) => row.id === id)?.owner_id ?? null),
    }),
  });
  return {
    done: true,
    result: {
      id: own.id,
      state: own.state,
      version: own.version,
      dueAt: own.due_at,
      movedKeys: moves.map(({ key }) => key),
    },
  };
}
