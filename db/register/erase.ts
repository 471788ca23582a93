/** R28: erasing a person anonymises the record, and changes no count. */
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import type { Store, Transaction } from '../store.ts';
import { anonymise, recordsOfPersons } from './anonymise.ts';
import { findPersonRow, type PersonRow } from './person-rows.ts';
import { refused, registering } from './registering.ts';

/**
 * Erases the command's target with every record that was merged into it. Category, age group, choices and days stay,
 * since they are counted; names, birth date, contact, written fields, and the texts about the person go. Also in a
 * project that has ended.
 */
export async function erasePerson(
  store: Store,
  command: CommandInput & { readonly body: { readonly reason: string } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { reason } = command.body;
  const faults = nationalIdFaults({ reason });
  return registering(
    store,
    command,
    projectId,
    now,
    faults,
    async ({ trx, plan }) => {
      const row = await findPersonRow(trx, command.targetId);
      if (row?.project_id !== projectId) return refused({ code: 'unknown-key', field: 'id', key: command.targetId });
      if (row.merged_into !== null) return refused({ code: 'person-merged', into: row.merged_into });
      if (row.erased_at !== null) return refused({ code: 'person-erased' });
      const merged = await trx('persons').where({ merged_into: row.id }).select<PersonRow[]>();
      const rows = [row, ...merged];
      const ids = rows.map(({ id }) => id);
      await anonymise(trx, ids, { projectId, plan, userId: command.userId, now });
      await emptyImports(trx, projectId, ids, new Set(rows.map(({ name_key }) => name_key)));
      const event = { projectId, type: 'person.erased', at: now, actorId: command.userId, milestoneId: null };
      const data = { personId: row.id, mergedIds: ids.slice(1) };
      const records = await recordsOfPersons(trx, ids);
      await recordMarked(trx, { ...event, data, texts: { reason } }, records, { erased: true });
      return { done: true, result: { id: row.id } };
    },
    { ended: true },
  );
}

/** Rows of imports that are not committed yet and may be this person, by name or because they were matched. */
async function emptyImports(
  trx: Transaction,
  projectId: string,
  ids: readonly string[],
  keys: ReadonlySet<string>,
): Promise<void> {
  const open = await trx('imports')
    .where({ project_id: projectId, state: 'previewed' })
    .select<{ id: string; rows: readonly { key: string; person: string | null }[] }[]>('id', 'rows');
  for (const { id, rows } of open) {
    const others = rows.filter(({ key, person }) => !keys.has(key) && (person === null || !ids.includes(person)));
    if (others.length < rows.length)
      await trx('imports')
        .where({ id })
        .update({ rows: JSON.stringify(others) });
  }
}
