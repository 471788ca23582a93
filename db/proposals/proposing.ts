/** What every change of a proposal stands on: the project's lock, role and state, one recorded answer. */
import type { FieldFault } from '../../domain/participants.ts';
import type { Plan } from '../../domain/plan.ts';
import { type ProposalStanding, refuseProposal } from '../../domain/proposal-rules.ts';
import type { ProposalVerb } from '../../domain/proposals.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import type { RecordedEvent } from '../events.ts';
import { recordMarked } from '../marks.ts';
import { type MilestoneRow, planMilestone } from '../milestones.ts';
import { lockProject, type ProjectRow, planOf, roleOf } from '../projects.ts';
import { changerOf } from '../register/persons.ts';
import { refused } from '../register/registering.ts';
import type { Store, Transaction } from '../store.ts';
import { findProposal, isVotedOn, type ProposalRow } from './proposal-rows.ts';

/** A change under way: what is locked, and who acts; null where the public does. */
export interface Proposing {
  readonly store: Store;
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly milestone: MilestoneRow;
  readonly now: Date;
  readonly actorId: string | null;
}

/** The same for one proposal. */
export interface ProposalChange extends Proposing {
  readonly proposal: ProposalRow;
}

/** What the rules ask of somebody's command on the proposals of a milestone. */
export async function standingFor(
  { trx, project, plan, milestone }: Pick<Proposing, 'trx' | 'project' | 'plan' | 'milestone'>,
  userId: string,
): Promise<ProposalStanding> {
  return {
    projectState: project.state,
    milestoneState: milestone.state,
    voting: await isVotedOn(trx, milestone.id),
    role: await roleOf(trx, project.id, userId),
    plan: planMilestone(plan, milestone.key),
  };
}

/**
 * Runs a command on a proposal, its target, if rules and role allow. Of the command's body nothing is stored: it may
 * name somebody, and what it says stands in one place only (R28).
 * @param faults what is wrong with its texts: such a command is answered and never stored (R14)
 */
export async function proposing(
  store: Store,
  command: CommandInput,
  verb: ProposalVerb,
  now: Date,
  faults: readonly FieldFault[],
  change: (proposing: ProposalChange) => Promise<Answer>,
): Promise<Answer> {
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const seen = await findProposal(trx, command.targetId);
    const project = seen && (await lockProject(trx, seen.project_id));
    const proposal = project && (await findProposal(trx, command.targetId));
    if (!project || !proposal) throw new CommandNotFound(command.targetId);
    const milestone = await trx('milestones').where({ id: proposal.milestone_id }).first<MilestoneRow>();
    const plan = await planOf(trx, project.id);
    const about: ProposalChange = { store, trx, project, plan, milestone, now, actorId: command.userId, proposal };
    const refusal = refuseProposal(verb, proposal.state, await standingFor(about, command.userId));
    return refusal ? refused(refusal) : change(about);
  });
}

/** A change is made from the version that was read; who made the newer one is said. */
export async function refuseStale({ trx, proposal }: ProposalChange, version: number): Promise<Refusal | null> {
  if (proposal.version === version) return null;
  return { code: 'record-changed', by: await changerOf(trx, proposal.changed_by) };
}

/** Writes what changed, raises the version, and answers the row as it is now. */
export async function writeProposal(
  { trx, actorId, now }: Pick<Proposing, 'trx' | 'actorId' | 'now'>,
  id: string,
  change: Partial<Pick<ProposalRow, 'title' | 'summary' | 'state' | 'reason' | 'merged_into' | 'decided_at'>>,
): Promise<ProposalRow> {
  const [row] = await trx('proposals')
    .where({ id })
    .update({ ...change, version: trx.raw('version + 1'), changed_by: actorId, changed_at: now })
    .returning<ProposalRow[]>('*');
  if (!row) throw new Error(`no proposal ${id}`);
  return row;
}

/** @param ids of the proposals that were written, those that came among them */
export async function recordProposals(
  { trx, project, milestone, now, actorId }: Proposing,
  type: string,
  data: Readonly<Record<string, unknown>>,
  texts: Readonly<Record<string, string>>,
  ids: readonly string[],
): Promise<RecordedEvent> {
  return recordMarked(
    trx,
    {
      projectId: project.id,
      type,
      at: now,
      actorId,
      milestoneId: milestone.id,
      data: { key: milestone.key, ...data },
      // What was left empty is no text.
      texts: Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    },
    { proposal: ids },
  );
}
