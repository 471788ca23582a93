/** What every change of a run stands on: the project's lock, the caller's role, a milestone that takes it. */
import { rolesFor } from '../../domain/decision.ts';
import { takesEvidence } from '../../domain/lifecycle.ts';
import type { FieldFault } from '../../domain/participants.ts';
import type { Plan, PlanMilestone } from '../../domain/plan.ts';
import type { Answer } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { planMilestone } from '../milestones.ts';
import { lockProject, type ProjectRow, planOf, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Reader, Store, Transaction } from '../store.ts';
import { findRun, type RunOfMilestone } from './run-rows.ts';

export interface ChangingRun {
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly planned: PlanMilestone;
  readonly run: RunOfMilestone;
}

/**
 * Runs a change of one run under its project's lock, for whoever may record on its milestone while that takes evidence.
 * Of the command's body nothing is stored where it may name persons (`kept`).
 * @param faults what is wrong with the command's own texts: such a command is answered and never stored (R14)
 */
export async function changingRun(
  store: Store,
  command: CommandInput,
  runId: string,
  now: Date,
  faults: readonly FieldFault[],
  change: (changing: ChangingRun) => Promise<Answer>,
): Promise<Answer> {
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const target = await trx('runs').where({ id: runId }).first<{ project_id: string } | undefined>('project_id');
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(runId);
    const plan = await planOf(trx, project.id);
    const run = await lockedRun(trx, runId);
    const planned = planMilestone(plan, run.milestone_key);
    const role = await roleOf(trx, project.id, command.userId);
    const refusal = refuseChange({ role, project, planned, run });
    return refusal ? refused(refusal) : change({ trx, project, plan, planned, run });
  });
}

/** Read only after the project's lock: what was true before it may be another command's past. */
export async function lockedRun(trx: Reader, runId: string): Promise<RunOfMilestone> {
  const run = await findRun(trx, runId);
  if (!run) throw new CommandNotFound(runId);
  return run;
}

/** Role, project, milestone and run: why a change is not possible, or null. */
export function refuseChange({
  role,
  project,
  planned,
  run,
}: {
  readonly role: Awaited<ReturnType<typeof roleOf>>;
  readonly project: Pick<ProjectRow, 'state'>;
  readonly planned: PlanMilestone;
  readonly run: Pick<RunOfMilestone, 'state' | 'milestone_state'>;
}) {
  const roles = rolesFor('evidence', planned);
  if (role === null || !roles.includes(role)) return { code: 'role-missing', roles } as const;
  if (project.state !== 'running') return { code: 'project-ended', state: project.state } as const;
  if (!takesEvidence(run.milestone_state)) return { code: 'run-frozen', state: run.milestone_state } as const;
  if (run.state === 'cancelled') return { code: 'run-cancelled' } as const;
  return null;
}
