/** Which notices of a vote were sent or let pass, each once (R7). */
import { noticeKey } from '../../domain/runs.ts';
import type { VoteNotice } from '../../domain/vote-schedule.ts';
import type { Reader, Transaction } from '../store.ts';

/** Their keys (`noticeKey`). */
export async function decidedVoteNotices(reader: Reader, voteId: string): Promise<Set<string>> {
  const rows = await reader('vote_notices')
    .where({ vote_id: voteId })
    .select<{ step: string; aboutAt: Date }[]>('step', 'about_at as aboutAt');
  return new Set(rows.map(noticeKey));
}

/** Written twice, it stays as it was. */
export async function recordVoteNotice(
  trx: Transaction,
  voteId: string,
  { step, aboutAt, owedAt }: VoteNotice<string>,
  outcome: 'sent' | 'overtaken',
  now: Date,
): Promise<void> {
  await trx('vote_notices')
    .insert({ vote_id: voteId, step, about_at: aboutAt, outcome, owed_at: owedAt, decided_at: now })
    .onConflict()
    .ignore();
}
