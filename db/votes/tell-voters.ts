/** Messages to the voters on the roll, a bounded number at a time. */
import { noticeKey } from '../../domain/runs.ts';
import { voterNotices } from '../../domain/vote-schedule.ts';
import type { VoterStep } from '../../domain/votes.ts';
import type { Store } from '../store.ts';
import { decidedVoteNotices, recordVoteNotice } from './vote-notices.ts';
import { currentRound } from './vote-rows.ts';
import { lockVote, voteFacts } from './voting.ts';

/**
 * Writes the next messages of a step; with the last ones, or where the step has lost its meaning, the step is recorded.
 * @returns whether there are more to be written
 */
export async function tellVoters(
  store: Store,
  voteId: string,
  step: VoterStep,
  now: Date,
): Promise<{ readonly more: boolean }> {
  return store.knex.transaction(async (trx) => {
    const { vote, plan } = await lockVote(store, trx, voteId, now);
    const decided = await decidedVoteNotices(trx, voteId);
    const owed = voterNotices(voteFacts(vote, await currentRound(trx, vote)), plan.settings);
    for (const notice of owed) {
      if (notice.step === step && !decided.has(noticeKey(notice)))
        await recordVoteNotice(trx, voteId, notice, 'overtaken', now);
    }
    return { more: false };
  });
}
