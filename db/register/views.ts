/** R28: who looked at the register is on record, once a day for each person, thing and way. */
import { dayOf } from '../../domain/calendar.ts';
import { recordEvent } from '../events.ts';
import { lockProject } from '../projects.ts';
import type { Store } from '../store.ts';

export interface View {
  readonly projectId: string;
  readonly userId: string;
  /** A list, one record, the export of what is held on one person, the export of the register. */
  readonly scope: 'list' | 'person' | 'held' | 'export';
  readonly personId: string | null;
}

/** Records that somebody looks; to be done before anything is shown. */
export async function recordView(store: Pick<Store, 'knex'>, view: View, now: Date): Promise<void> {
  const { projectId, userId, scope, personId } = view;
  const row = { project_id: projectId, user_id: userId, scope, person_id: personId, viewed_on: dayOf(now) };
  if (await store.knex('register_views').where(row).first('scope')) return;
  await store.knex.transaction(async (trx) => {
    await lockProject(trx, projectId);
    const [first] = await trx('register_views')
      .insert(row)
      .onConflict()
      .ignore()
      .returning<{ scope: string }[]>('scope');
    if (!first) return;
    await recordEvent(trx, {
      projectId,
      type: 'register.viewed',
      at: now,
      actorId: userId,
      milestoneId: null,
      data: { scope, ...(personId !== null && { personId }) },
    });
  });
}
