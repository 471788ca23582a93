/** The end of a vote that is not to be held: neither counted nor published. */
import type { Answer } from '../../domain/refusal.ts';
import { publishNote } from './notes.ts';
import { tellTeam } from './tell-team.ts';
import { recordVoteEvent, updateVote, type Voting } from './voting.ts';

/** Whether something of a roll was ever there: entries, a list that was only looked at, a challenge. */
async function hasRoll({ trx, vote }: Voting): Promise<boolean> {
  for (const table of ['voters', 'roll_imports', 'roll_challenges'])
    if (await trx(table).where({ vote_id: vote.id }).first('id')) return true;
  return false;
}

/** @param reason public, where the vote was announced; undefined where the vote ends with its milestone */
export async function cancelVote(voting: Voting, reason: string | undefined): Promise<Answer> {
  const { trx, vote, now } = voting;
  await trx.raw('select booth_cancel(?)', [vote.id]);
  await updateVote(voting, {
    state: 'cancelled',
    cancelled_at: now,
    // R15a: without a roll nothing personal is left to be deleted later.
    ...(!(await hasRoll(voting)) && { roll_deleted_at: now, roll_key: null }),
  });
  const announced = vote.announced_at !== null;
  const from = { from: vote.state, round: vote.round };
  const eventId =
    reason !== undefined && announced
      ? await publishNote(voting, 'cancelled', reason, 'vote.cancelled', from)
      : await recordVoteEvent(voting, 'vote.cancelled', from, reason === undefined ? undefined : { words: reason });
  if (announced) await tellTeam(voting, { type: 'vote.cancelled', eventId, ...(reason !== undefined && { reason }) });
  return { done: true, result: {} };
}
