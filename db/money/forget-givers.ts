/** R28: what is held of those who give goes; entries, sums and days stay, and the chain keeps holding them. */
import type { MarkedIds } from '../marks.ts';
import type { Transaction } from '../store.ts';
import { forgetAllBankWords, forgetBankWords } from './bank-forget.ts';
import { layAside } from './bank-preview.ts';

interface Who {
  readonly userId: string;
  readonly now: Date;
}

/**
 * Takes name and address out of donors, out of the words of their entries and of bank lines, and out of what was written
 * to them. The project's row is locked.
 * @returns the records that get another mark, their earlier ones erased
 */
export async function forgetDonors(trx: Transaction, ids: readonly string[], { userId, now }: Who): Promise<MarkedIds> {
  await trx('donors')
    .whereRaw('id = any(?::uuid[])', [[...ids]])
    .update({
      name: '',
      name_key: '',
      email: null,
      shown: 'anonymous',
      version: trx.raw('version + 1'),
      changed_by: userId,
      changed_at: now,
      erased_at: now,
    });
  const given = await trx('ledger_entries')
    .whereRaw('donor_id = any(?::uuid[])', [[...ids]])
    .select<{ id: string; bank_line_id: string | null }[]>('id', 'bank_line_id');
  const entries = given.map(({ id }) => id);
  await emptyNotes(trx, entries);
  await emptyMessages(trx, 'donor_id', ids);
  const statements = await forgetBankWords(trx, ids);
  // Their hashes would tell whoever guesses what was said: of the donor, to an entry, and to a line that became one.
  await trx.raw(
    `update commands set body_hash = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
      where target_id = any(:ids::uuid[])`,
    { ids: [...ids, ...entries, ...given.flatMap(({ bank_line_id: line }) => line ?? [])] },
  );
  return { donor: ids, 'bank-statement': statements };
}

/** The same of everybody who gave to a project or asked for news of it, and of whoever its bank statements name. */
export async function forgetGivers(trx: Transaction, projectId: string, who: Who): Promise<MarkedIds> {
  const donors = await trx('donors').where({ project_id: projectId, erased_at: null }).pluck<string[]>('id');
  await forgetDonors(trx, donors, who);
  const previews = await trx('bank_statements as s')
    .join('ledgers as l', 'l.id', 's.ledger_id')
    .where({ 'l.project_id': projectId, 's.state': 'previewed' })
    .pluck<string[]>('s.id');
  for (const id of previews) await layAside(trx, id, who.now);
  const subscriptions = await trx('subscriptions').where({ project_id: projectId }).pluck<string[]>('id');
  await emptyMessages(trx, 'subscription_id', subscriptions);
  await trx('subscriptions')
    .where({ project_id: projectId })
    .whereNotNull('email')
    .update({ email: null, ended_at: trx.raw('coalesce(ended_at, ?)', [who.now]) });
  await trx('giving_requests').where({ project_id: projectId }).delete();
  const statements = await forgetAllBankWords(trx, projectId);
  return { donor: donors, 'bank-statement': statements };
}

/** The words to these entries and to what corrects them: in the notes, and in the texts of the events that say them. */
async function emptyNotes(trx: Transaction, entries: readonly string[]): Promise<void> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select id from ledger_entries where id = any(:ids::uuid[]) or about_id = any(:ids::uuid[])`,
    { ids: [...entries] },
  );
  const ids = rows.map(({ id }) => id);
  await trx('ledger_notes').whereRaw('entry_id = any(?::uuid[])', [ids]).whereNot({ words: '' }).update({ words: '' });
  await trx.raw(
    `update event_texts t set text = null from events e
      where t.event_id = e.id and e.type = 'ledger.entered' and t.text is not null
        and e.data::jsonb ->> 'entryId' = any(:ids)`,
    { ids },
  );
}

async function emptyMessages(
  trx: Transaction,
  recipient: 'donor_id' | 'subscription_id',
  ids: readonly string[],
): Promise<void> {
  await trx.raw(
    `update messages
        set to_address = '', to_name = '', subject = '', body_text = '', body_html = '', calendar = null,
            unsubscribe = null,
            state = case when state = 'pending' then 'failed' else state end,
            -- The mail server's answer tends to repeat the address.
            error = case when state = 'pending' then 'The recipient was erased before the message was sent.' end
      where ${recipient} = any(:ids::uuid[])`,
    { ids: [...ids] },
  );
}
