/** A proposal enters: at a meeting, by staff, or by the public page once it is confirmed. */

import type { Locale } from '../../domain/lifecycle.ts';
import { recipientsOf } from '../../domain/messages.ts';
import { nationalIdFaults } from '../../domain/participants.ts';
import { refuseNewProposal } from '../../domain/proposal-rules.ts';
import type { Answer } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { type MilestoneRow, milestoneFacts, planMilestone } from '../milestones.ts';
import { notify } from '../notify.ts';
import { lockProject, membersOf, planOf, projectFacts } from '../projects.ts';
import { refused } from '../register/registering.ts';
import { findRun, sessionsOf } from '../runs/run-rows.ts';
import type { Store } from '../store.ts';
import { notifyAuthors } from './notify-author.ts';
import { nextNumber, type ProposalRow } from './proposal-rows.ts';
import { type Proposing, recordProposals, standingFor } from './proposing.ts';

/** What somebody proposes, and who they are. */
export interface WrittenProposal {
  readonly title: string;
  readonly summary: string;
  readonly authorName: string;
  readonly authorEmail: string | null;
  /** The name may stand beside the proposal. */
  readonly authorShown: boolean;
}

export const writtenFaults = ({ title, summary, authorName, authorEmail }: WrittenProposal) =>
  nationalIdFaults({ title, summary, authorName, authorEmail });

/** Writes it as the project's next, and tells its author. */
export async function insertProposal(
  proposing: Proposing,
  id: string,
  written: WrittenProposal,
  origin: { readonly locale: Locale; readonly runId: string | null },
): Promise<ProposalRow> {
  const { trx, project, milestone, now, actorId } = proposing;
  const { title, summary } = written;
  const number = await nextNumber(trx, project.id);
  const [proposal] = await trx('proposals')
    .insert({
      id,
      project_id: project.id,
      milestone_id: milestone.id,
      number,
      title,
      summary,
      source: origin.runId === null ? 'public' : 'meeting',
      run_id: origin.runId,
      author_name: written.authorName,
      author_email: written.authorEmail,
      author_locale: origin.locale,
      author_shown: written.authorShown && written.authorName !== '',
      created_at: now,
      changed_by: actorId,
      changed_at: now,
    })
    .returning<ProposalRow[]>('*');
  if (!proposal) throw new Error('the proposal was not written');
  const data = { proposalId: id, number, ...(origin.runId !== null && { runId: origin.runId }) };
  const event = await recordProposals(proposing, 'proposal.entered', data, { title, summary }, [id]);
  await notifyAuthors(proposing, event.id, [{ type: 'proposal.received', proposal }]);
  if (origin.runId === null) await tellTeamOf(proposing, event.id, proposal);
  return proposal;
}

/** What came from the public nobody of the team has seen, and it is public already. */
async function tellTeamOf(
  { store, trx, project, plan, milestone, now, actorId }: Proposing,
  eventId: string,
  { id, number, title }: ProposalRow,
): Promise<void> {
  const type = 'proposal.entered';
  const members = await membersOf(trx, project.id);
  await notify(store, trx, {
    eventId,
    projectId: project.id,
    at: now,
    facts: {
      type,
      ...projectFacts(project, plan),
      milestone: milestoneFacts(milestone),
      proposal: { id, number, title },
    },
    recipients: recipientsOf(type, { members, ownerId: milestone.owner_id, approverRoles: [], actorId }),
  });
}

/** Enters what was proposed at a meeting of the milestone; the command's target is the new proposal's id. */
export async function enterProposal(
  store: Store,
  command: CommandInput & {
    readonly body: WrittenProposal & { readonly runId: string; readonly authorLocale: Locale };
  },
  milestoneId: string,
  now: Date,
): Promise<Answer> {
  const { body, userId, targetId } = command;
  const faults = writtenFaults(body);
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const seen = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow | undefined>();
    const project = seen && (await lockProject(trx, seen.project_id));
    if (!project) throw new CommandNotFound(milestoneId);
    const milestone = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow>();
    const plan = await planOf(trx, project.id);
    if (planMilestone(plan, milestone.key).kind !== 'consultation') return refused({ code: 'no-consultations' });
    const about: Proposing = { store, trx, project, plan, milestone, now, actorId: userId };
    const refusal = refuseNewProposal(await standingFor(about, userId));
    if (refusal) return refused(refusal);
    const run = await findRun(trx, body.runId);
    if (run?.milestone_id !== milestoneId) return refused({ code: 'unknown-key', field: 'runId', key: body.runId });
    if (run.state === 'cancelled') return refused({ code: 'run-cancelled' });
    const [first] = await sessionsOf(trx, run.id);
    if (first && first.starts_at > now)
      return refused({ code: 'session-not-begun', startsAt: first.starts_at.toISOString() });
    await insertProposal(about, targetId, body, { locale: body.authorLocale, runId: run.id });
    return { done: true, result: { id: targetId } };
  });
}
