/**
 * Evidence and quantities: what proves a milestone (R6). Changed only until it is submitted;
 * the database refuses a later change on its own (`evidence_frozen`).
 */
import { dayOf } from '../domain/calendar.ts';
import { rolesFor } from '../domain/decision.ts';
import { takesEvidence } from '../domain/lifecycle.ts';
import { nationalIdFaults } from '../domain/participants.ts';
import type { Plan, PlanMilestone } from '../domain/plan.ts';
import type { Answer, Refusal } from '../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from './commands.ts';
import { recordEvent } from './events.ts';
import { type PlaceBody, placeEvidence, replacementOf } from './evidence-place.ts';
import { type FileRecord, recordFile } from './files.ts';
import { type MilestoneRow, planMilestone } from './milestones.ts';
import { lockProject, planOf, roleOf } from './projects.ts';
import { newId, type Store, type Transaction } from './store.ts';

interface Recording {
  readonly trx: Transaction;
  readonly milestone: MilestoneRow;
  readonly plan: Plan;
  readonly planned: PlanMilestone;
}

/** Locks the project, and runs the change if the caller may record on this milestone and it still takes it. */
async function recording(
  store: Store,
  command: CommandInput,
  milestoneId: string,
  now: Date,
  change: (recording: Recording) => Promise<Answer>,
): Promise<Answer> {
  return runCommand(store, command, now, async (trx) => {
    const target = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow | undefined>();
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(milestoneId);
    const milestone = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow>();
    const plan = await planOf(trx, project.id);
    const planned = planMilestone(plan, milestone.key);
    const roles = rolesFor('evidence', planned);
    const role = await roleOf(trx, project.id, command.userId);
    const refused = (refusal: Refusal): Answer => ({ done: false, refusal });
    if (role === null || !roles.includes(role)) return refused({ code: 'role-missing', roles });
    if (project.state !== 'running') return refused({ code: 'project-ended', state: project.state });
    if (!takesEvidence(milestone.state)) return refused({ code: 'evidence-frozen', state: milestone.state });
    return change({ trx, milestone, plan, planned });
  });
}

/** What may be given under a key: one of the milestone's requirements, or of the promises of the plan. */
function acceptedFor(plan: Plan, planned: PlanMilestone, key: string): readonly ('file' | 'link')[] | null {
  const requirement = planned.evidence.find((required) => required.key === key);
  if (requirement) return requirement.accepts;
  return plan.promises.some((promise) => promise.key === key) ? ['file', 'link'] : null;
}

/** `requirement`: key of a requirement of the milestone, or of a promise of the plan. */
export interface EvidenceBody extends PlaceBody {
  readonly name: string;
  readonly description?: string | undefined;
  /** Exactly one of both. */
  readonly file?: FileRecord | undefined;
  readonly link?: string | undefined;
}

/**
 * Adds one piece of evidence; the command's target is the milestone. Answers the new piece's `id`.
 * What a person wrote about it stands in the piece and its event alone, and is not stored with the command.
 * @param keepFile puts the file where its content address says; called when it is decided that the piece is taken, so
 *   that a row never names bytes that are not there, and bytes that are refused do not stay
 */
export async function addEvidence(
  store: Store,
  command: CommandInput & { readonly body: EvidenceBody },
  now: Date,
  keepFile: () => Promise<void>,
): Promise<Answer> {
  const { body, userId, targetId } = command;
  const { name, description, link, file, ...place } = body;
  const faults = nationalIdFaults({ name, description, link });
  // Such a text is answered and never stored (R14).
  if (faults.length > 0) return { done: false, refusal: { code: 'fields-refused', faults } };
  const input = { ...command, kept: place };
  return recording(store, input, targetId, now, async ({ trx, milestone, plan, planned }) => {
    const accepts = acceptedFor(plan, planned, body.requirement);
    if (!accepts) return { done: false, refusal: { code: 'unknown-key', field: 'requirement', key: body.requirement } };
    if (!accepts.includes(file ? 'file' : 'link')) return { done: false, refusal: { code: 'evidence-form', accepts } };
    const placed = await placeEvidence(trx, milestone, planned, body, dayOf(now));
    if (!placed.ok) return { done: false, refusal: placed.refusal };
    const { runId, organisationId, documentId, replaces } = placed.place;
    if (file) {
      await keepFile();
      await recordFile(trx, file, now);
    }
    const id = newId();
    await trx('evidence').insert({
      id,
      document_id: documentId ?? id,
      run_id: runId,
      organisation_id: organisationId,
      replaces,
      milestone_id: milestone.id,
      requirement: body.requirement,
      sha256: file ? Buffer.from(file.sha256, 'hex') : null,
      link: link ?? null,
      name,
      description: description ?? '',
      dated_on: body.datedOn ?? null,
      added_by: userId,
      added_at: now,
    });
    await recordEvent(trx, {
      projectId: milestone.project_id,
      type: 'evidence.added',
      at: now,
      actorId: userId,
      milestoneId: milestone.id,
      data: {
        key: milestone.key,
        evidenceId: id,
        requirement: body.requirement,
        datedOn: body.datedOn ?? null,
        ...(file && { sha256: file.sha256, size: file.size }),
        ...(runId !== null && { runId }),
        ...(organisationId !== null && { organisationId }),
        ...(documentId !== null && { documentId }),
        ...(replaces !== null && { replaces }),
      },
      texts: { name, description: description ?? '', ...(link !== undefined && { link }) },
    });
    return { done: true, result: { id } };
  });
}

/**
 * Takes one piece back; it stays on record, and the version that it replaced stands again. Of several versions the
 * latest is taken back first. The command's target is the piece.
 */
export async function withdrawEvidence(
  store: Store,
  command: CommandInput,
  milestoneId: string,
  now: Date,
): Promise<Answer> {
  return recording(store, command, milestoneId, now, async ({ trx, milestone }) => {
    const by = await replacementOf(trx, command.targetId);
    if (by !== null) return { done: false, refusal: { code: 'version-replaced', by } };
    const [withdrawn] = await trx('evidence')
      .where({ id: command.targetId, milestone_id: milestone.id, withdrawn_at: null })
      .update({ withdrawn_at: now })
      .returning<{ requirement: string }[]>('requirement');
    // Withdrawn before: nothing is left to do, and that is what was asked for.
    if (withdrawn)
      await recordEvent(trx, {
        projectId: milestone.project_id,
        type: 'evidence.withdrawn',
        at: now,
        actorId: command.userId,
        milestoneId: milestone.id,
        data: { key: milestone.key, evidenceId: command.targetId, requirement: withdrawn.requirement },
      });
    return { done: true, result: { id: command.targetId } };
  });
}

/** Records how much was reached of one of the milestone's quantities; the command's target is the milestone. */
export async function recordQuantity(
  store: Store,
  command: CommandInput & { readonly body: { readonly key: string; readonly actual: number } },
  now: Date,
): Promise<Answer> {
  const { body, userId, targetId } = command;
  return recording(store, command, targetId, now, async ({ trx, milestone, planned }) => {
    const quantity = await trx('quantities')
      .where({ milestone_id: milestone.id, key: body.key })
      .first<{ target: number; actual: number | null } | undefined>('target', 'actual');
    if (!quantity) return { done: false, refusal: { code: 'unknown-key', field: 'key', key: body.key } };
    if (planned.quantities.some(({ key, counts }) => key === body.key && counts))
      return { done: false, refusal: { code: 'quantity-counted', key: body.key } };
    await trx('quantities')
      .where({ milestone_id: milestone.id, key: body.key })
      .update({ actual: body.actual, recorded_by: userId, recorded_at: now });
    await recordEvent(trx, {
      projectId: milestone.project_id,
      type: 'quantity.recorded',
      at: now,
      actorId: userId,
      milestoneId: milestone.id,
      data: { key: milestone.key, quantity: body.key, from: quantity.actual, to: body.actual, target: quantity.target },
    });
    return { done: true, result: { id: milestone.id } };
  });
}
