/** The whole register in the order of its names, a thousand records at a time from one snapshot. */
import type { Store } from '../store.ts';
import type { PersonRow } from './person-rows.ts';

export type ExportedPerson = PersonRow & { readonly organisation: string | null };

const AT_ONCE = 1_000;

/** Hands over the records, those of erased persons left out: there is nobody to name. */
export async function eachPerson(
  store: Pick<Store, 'knex'>,
  projectId: string,
  take: (persons: readonly ExportedPerson[]) => Promise<void>,
): Promise<void> {
  await store.knex.transaction(
    async (trx) => {
      await trx.raw(
        `declare register no scroll cursor for
         select p.*, o.name as organisation from persons p left join organisations o on o.id = p.organisation_id
          where p.project_id = ? and p.merged_into is null and p.erased_at is null
          order by p.family_name collate "ro-x-icu", p.given_name collate "ro-x-icu", p.id`,
        [projectId],
      );
      for (;;) {
        const { rows } = await trx.raw<{ rows: ExportedPerson[] }>(`fetch ${AT_ONCE} from register`);
        if (rows.length === 0) return;
        await take(rows);
      }
    },
    { readOnly: true, isolationLevel: 'repeatable read' },
  );
}
