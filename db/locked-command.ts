/** A stored command on its way to be decided: its project locked, then read with who gave it and their role now. */
import type { ProjectRole } from '../domain/lifecycle.ts';
import type { Answer } from '../domain/refusal.ts';
import { CommandNotFound } from './commands.ts';
import { lockProject, type ProjectRow } from './projects.ts';
import type { Transaction } from './store.ts';

export interface LockedCommand<Body> {
  readonly project: ProjectRow;
  readonly verb: string;
  /** What the verb's schema has checked. */
  readonly body: Body;
  /** Null while it is not decided. */
  readonly answer: Answer | null;
  readonly userId: string;
  readonly userName: string;
  /** Null for somebody who is no member any more, or disabled. */
  readonly role: ProjectRole | null;
  readonly targetId: string;
}

/**
 * @param table of what the command is about
 * @throws CommandNotFound when there is no such command on a row of this table
 */
export async function lockCommand<Body>(
  trx: Transaction,
  commandId: string,
  table: 'milestones' | 'runs' | 'votes' | 'campaigns' | 'matches',
): Promise<LockedCommand<Body>> {
  const target = await trx('commands')
    .join(table, `${table}.id`, 'commands.target_id')
    .where('commands.id', commandId)
    .first<{ project_id: string } | undefined>('project_id');
  const project = target && (await lockProject(trx, target.project_id));
  if (!project) throw new CommandNotFound(commandId);
  // Read only after the lock: what was true before it may be another command's past.
  const command = await trx('commands')
    .join('users', 'users.id', 'commands.user_id')
    .leftJoin('members', { 'members.project_id': trx.raw('?', [project.id]), 'members.user_id': 'users.id' })
    .where('commands.id', commandId)
    .first<Omit<LockedCommand<Body>, 'project'>>(
      'verb',
      'body',
      'answer',
      'commands.user_id as userId',
      'users.name as userName',
      trx.raw('case when users.disabled_at is null then members.role end as role'),
      'target_id as targetId',
    );
  return { project, ...command };
}
