/** R28: erasing a person anonymises the record, and changes no count. */
import { randomBytes } from 'node:crypto';
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import type { Store, Transaction } from '../store.ts';
import { mentioning } from './mentions.ts';
import { findPersonRow, type PersonRow } from './person-rows.ts';
import { refused, registering } from './registering.ts';

/** What stands for something written: that there was a value is counted, what it was is gone. */
const GONE = '…';

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
      for (const each of rows) await anonymise(trx, each, plan, command.userId, now);
      await emptyTexts(trx, projectId, ids);
      await forgetCommands(trx, ids);
      await emptyImports(trx, projectId, ids, new Set(rows.map(({ name_key }) => name_key)));
      const event = { projectId, type: 'person.erased', at: now, actorId: command.userId, milestoneId: null };
      const data = { personId: row.id, mergedIds: ids.slice(1) };
      await recordMarked(trx, { ...event, data, texts: { reason } }, { person: ids }, { erased: true });
      return { done: true, result: { id: row.id } };
    },
    { ended: true },
  );
}

async function anonymise(trx: Transaction, row: PersonRow, plan: Plan, userId: string, now: Date): Promise<void> {
  const chosen = new Set(plan.participants.fields.filter(({ choices }) => choices.length > 0).map(({ key }) => key));
  const fields = Object.entries(row.fields).map(([key, value]) => [key, chosen.has(key) ? value : GONE]);
  await trx('persons')
    .where({ id: row.id })
    .update({
      family_name: '',
      given_name: '',
      name_key: '',
      birth_date: null,
      email: null,
      phone: null,
      fields: JSON.stringify(Object.fromEntries(fields)),
      erased_at: now,
      version: row.version + 1,
      changed_by: userId,
      changed_at: now,
    });
}

/** What people wrote about the person in events; the salted hashes in the chain stay. */
async function emptyTexts(trx: Transaction, projectId: string, ids: readonly string[]): Promise<void> {
  await trx('event_texts')
    .whereIn('event_id', mentioning(trx, projectId, ids).select('e.id'))
    .update({ text: null });
}

/**
 * The commands hold no body; their hashes would still tell whoever guesses what was said. A key that was used for one
 * of them stays used.
 */
async function forgetCommands(trx: Transaction, ids: readonly string[]): Promise<void> {
  const about = await trx('commands')
    .whereIn('target_id', ids)
    .orWhereRaw(`answer -> 'refusal' ->> 'personId' = any(?)`, [[...ids]])
    .orWhereRaw(`answer -> 'result' ->> 'id' = any(?)`, [[...ids]])
    .pluck<string[]>('id');
  for (const id of about)
    await trx('commands')
      .where({ id })
      .update({ body_hash: randomBytes(32) });
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
