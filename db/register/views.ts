/** R28: who looked at the register is on record, once a day for each person, thing and way. */
import { dayOf } from '../../domain/calendar.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import { recordEvent } from '../events.ts';
import { lockProject } from '../projects.ts';
import type { Reader, Store } from '../store.ts';

export interface View {
  readonly projectId: string;
  readonly userId: string;
  /**
   * A list, one record, the export of what is held on one person, the export of the register; the roll of a vote; the
   * donors and the bank lines of the project's campaigns.
   */
  readonly scope: 'list' | 'person' | 'held' | 'export' | 'roll' | 'donors' | 'bank';
  readonly personId: string | null;
}

const EVENT: Readonly<Partial<Record<View['scope'], string>>> = {
  roll: 'roll.viewed',
  donors: 'donors.viewed',
  bank: 'bank.viewed',
};

/** Records that somebody looks; to be done before anything is shown. */
export async function recordView(store: Pick<Store, 'knex'>, view: View, now: Date): Promise<void> {
  if (await store.knex('register_views').where(rowOf(view, now)).first('scope')) return;
  await recordFirstView(store, view, now);
}

const rowOf = ({ projectId, userId, scope, personId }: View, now: Date) => ({
  project_id: projectId,
  user_id: userId,
  scope,
  person_id: personId,
  viewed_on: dayOf(now),
});

/** In one statement, since every list of a register begins with it: a member's role, and whether they looked today. */
export async function listViewerOf(
  reader: Reader,
  projectId: string,
  userId: string,
  now: Date,
): Promise<{ readonly role: ProjectRole | null; readonly viewed: boolean }> {
  const { rows } = await reader.raw<{ rows: { role: ProjectRole; viewed: boolean }[] }>(
    `select m.role, exists (select 1 from register_views v
                             where v.project_id = m.project_id and v.user_id = m.user_id and v.scope = 'list'
                               and v.person_id is null and v.viewed_on = :today) as viewed
       from members m where m.project_id = :project and m.user_id = :user`,
    { project: projectId, user: userId, today: dayOf(now) },
  );
  return rows[0] ?? { role: null, viewed: false };
}

/** As `recordView`, where nobody saw it recorded today. */
export async function recordFirstView(store: Pick<Store, 'knex'>, view: View, now: Date): Promise<void> {
  const { projectId, userId, scope, personId } = view;
  const row = rowOf(view, now);
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
      type: EVENT[scope] ?? 'register.viewed',
      at: now,
      actorId: userId,
      milestoneId: null,
      data: { scope, ...(personId !== null && { personId }) },
    });
  });
}
