/**
 * R28: once the time is over for which a project's register has to be kept, all its persons are anonymised, and who made
 * proposals, gave money or asked for news of it.
 */
import { dueInstant } from '../../domain/calendar.ts';
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import { registerKeptUntil } from '../../domain/register.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { forgetGivers } from '../money/forget-givers.ts';
import { roleOf } from '../projects.ts';
import { forgetAuthors, proposalsWithAuthor } from '../proposals/forget-author.ts';
import type { Store } from '../store.ts';
import { anonymise, recordsOfPersons } from './anonymise.ts';
import { dropOpenImports } from './imports.ts';
import { refused, registering } from './registering.ts';

/** Records of one statement. */
const AT_ONCE = 2_000;

/**
 * Anonymises every record of a project's register, as erasing a person does, and lays aside its open imports. For
 * managers; also, and usually, in a project that has ended. All or nothing.
 * @returns in the answer, `persons`: how many records were anonymised
 */
export async function expireRegister(
  store: Store,
  command: CommandInput & { readonly body: { readonly reason: string } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { reason } = command.body;
  const { userId } = command;
  const faults = nationalIdFaults({ reason });
  return registering(
    store,
    command,
    projectId,
    now,
    faults,
    async ({ trx, project, plan }) => {
      if ((await roleOf(trx, projectId, userId)) !== 'manager')
        return refused({ code: 'role-missing', roles: ['manager'] });
      const until = registerKeptUntil(project.ends_on, plan);
      if (now <= dueInstant(until)) return refused({ code: 'retention-not-over', until });
      const ids = await trx('persons')
        .where({ project_id: projectId, erased_at: null })
        .orderBy('id')
        .pluck<string[]>('id');
      for (let at = 0; at < ids.length; at += AT_ONCE)
        await anonymise(trx, ids.slice(at, at + AT_ONCE), { projectId, plan, userId, now });
      await dropOpenImports(trx, projectId, userId, now);
      await trx('enrolment_requests')
        .whereIn('run_id', trx('runs').where({ project_id: projectId }).select('id'))
        .delete();
      await trx('proposal_requests').where({ project_id: projectId }).delete();
      const proposals = await proposalsWithAuthor(trx, projectId);
      await forgetAuthors(trx, proposals, { actorId: userId, now });
      const givers = await forgetGivers(trx, projectId, { userId, now });
      const event = { projectId, type: 'register.expired', at: now, actorId: userId, milestoneId: null };
      const data = { persons: ids.length, donors: givers.donor?.length ?? 0, keptUntil: until };
      const records = { ...(await recordsOfPersons(trx, ids)), proposal: proposals, ...givers };
      await recordMarked(trx, { ...event, data, texts: { reason } }, records, { erased: true });
      return { done: true, result: { persons: ids.length } };
    },
    { ended: true },
  );
}
