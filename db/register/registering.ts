/** What every change of the register stands on: the project's lock, the caller's role, one recorded answer. */
import type { ProjectRole } from '../../domain/lifecycle.ts';
import type { FieldFault } from '../../domain/participants.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { lockProject, type ProjectRow, planOf, roleOf } from '../projects.ts';
import type { Store, Transaction } from '../store.ts';

/** Who writes into the register. */
export const REGISTER_WRITERS = ['staff', 'manager'] as const satisfies ProjectRole[];
/** Who reads it. */
export const REGISTER_READERS = ['staff', 'manager', 'auditor'] as const satisfies ProjectRole[];

export interface Registering {
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
}

export const refused = (refusal: Refusal): Answer => ({ done: false, refusal });

/**
 * Runs a change of a project's register under the project's lock. Of the command's body nothing is stored: it is decided
 * at once, and what it says of a person stands in one place only.
 * @param faults what is wrong with the command's own texts: such a command is answered and never stored (R14)
 * @param ended whether it may also be done in a project that has ended (erasing a person: R28)
 */
export async function registering(
  store: Store,
  command: CommandInput,
  projectId: string,
  now: Date,
  faults: readonly FieldFault[],
  change: (registering: Registering) => Promise<Answer>,
  { ended = false }: { readonly ended?: boolean } = {},
): Promise<Answer> {
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const project = await lockProject(trx, projectId);
    if (!project) throw new CommandNotFound(projectId);
    const role = await roleOf(trx, projectId, command.userId);
    if (!REGISTER_WRITERS.some((writer) => writer === role)) {
      return refused({ code: 'role-missing', roles: REGISTER_WRITERS });
    }
    if (project.state !== 'running' && !ended) return refused({ code: 'project-ended', state: project.state });
    return change({ trx, project, plan: await planOf(trx, projectId) });
  });
}
