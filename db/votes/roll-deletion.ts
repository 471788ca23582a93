/** R15a: what is personal on a vote's roll goes once it was kept for as long as the plan says; the rows stay and count. */
import type { Store, Transaction } from '../store.ts';
import { lockVote, recordVoteEvent, updateVote } from './voting.ts';

/** Events whose texts tell of persons on the roll. */
const TOLD_OF_PERSONS = ['roll.struck', 'roll.restored', 'roll.unmarked'];

/** Asked twice it does nothing more. */
export async function deleteRoll(store: Store, voteId: string, now: Date): Promise<void> {
  await store.knex.transaction(async (trx) => {
    const voting = await lockVote(store, trx, voteId, now);
    if (voting.vote.roll_deleted_at !== null) return;
    const entries = await emptyVoters(trx, voteId);
    await emptyTexts(trx, voteId);
    await emptyMessages(trx, voteId);
    // Without the key, what is left of a person is a number that nobody can make again.
    await updateVote(voting, { roll_deleted_at: now, roll_key: null });
    await recordVoteEvent(voting, 'roll.deleted', { entries });
  });
}

async function emptyVoters(trx: Transaction, voteId: string): Promise<number> {
  return trx('voters').where({ vote_id: voteId }).update({
    family_name: '',
    given_name: '',
    name_key: '',
    birth_date: null,
    address: '',
    email: null,
    code_hash: null,
  });
}

async function emptyTexts(trx: Transaction, voteId: string): Promise<void> {
  // That it was decided stays; the reason may name somebody.
  await trx('roll_challenges')
    .where({ vote_id: voteId })
    .update({ words: '', reason: trx.raw("case when reason = '' then '' else '—' end") });
  await trx('roll_imports')
    .where({ vote_id: voteId })
    .update({ file_name: '', rows: JSON.stringify({ columns: [], rows: [] }) });
  await trx('event_texts')
    .whereIn(
      'event_id',
      trx('events').whereIn('type', TOLD_OF_PERSONS).whereRaw("data::jsonb ->> 'voteId' = ?", [voteId]).select('id'),
    )
    .update({ text: null });
  // What a command said of somebody: of short texts a hash tells whoever guesses.
  await trx.raw(
    `update commands set body_hash = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
      where verb like 'roll.%' and (target_id = :vote or target_id in (select id from voters where vote_id = :vote)
        or target_id in (select id from roll_challenges where vote_id = :vote)
        or target_id in (select id from roll_imports where vote_id = :vote))`,
    { vote: voteId },
  );
}

/** What was written to voters; one that waits goes nowhere any more. */
async function emptyMessages(trx: Transaction, voteId: string): Promise<void> {
  await trx('messages')
    .where({ vote_id: voteId })
    .whereNotNull('voter_id')
    .update({
      to_address: '',
      to_name: '',
      subject: '',
      body_text: '',
      body_html: '',
      sealed: null,
      error: null,
      state: trx.raw("case when state = 'sent' then 'sent' else 'failed' end"),
    });
}
