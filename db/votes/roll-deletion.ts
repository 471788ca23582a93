/** R15a: what is personal on a vote's roll goes once it was kept for as long as the plan says; the rows stay and count. */
import type { Store } from '../store.ts';
import { lockVote, updateVote } from './voting.ts';

/** Asked twice it does nothing more. */
export async function deleteRoll(store: Store, voteId: string, now: Date): Promise<void> {
  await store.knex.transaction(async (trx) => {
    const voting = await lockVote(store, trx, voteId, now);
    if (voting.vote.roll_deleted_at !== null) return;
    await updateVote(voting, { roll_deleted_at: now, roll_key: null });
  });
}
