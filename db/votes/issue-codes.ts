/**
 * Voting codes are drawn here and exist in the clear only in what is returned: on paper, or sealed in a message (R15).
 * Another code for the same voter cancels the earlier one; who has voted in the round gets none (R15a).
 */
import { randomInt } from 'node:crypto';
import { CODE_ALPHABET, CODE_LENGTH } from '../../domain/voting-code.ts';
import type { Transaction } from '../store.ts';
import { codeHash } from './code-hash.ts';
import type { VoterRow } from './voter-rows.ts';

const drawCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join('');

export interface Issued {
  readonly voter: VoterRow;
  /** In the clear; kept nowhere. */
  readonly code: string;
}

const AT_ONCE = 1_000;

/**
 * Draws a code for each of these voters. The caller holds the vote's row for itself, so that no ballot slips in between.
 * @returns in the order of `voters`
 */
export async function issueCodes(
  trx: Transaction,
  voteId: string,
  voters: readonly VoterRow[],
  by: 'mail' | 'letter',
  now: Date,
): Promise<Issued[]> {
  const issued = voters.map((voter) => ({ voter, code: drawCode() }));
  for (let at = 0; at < issued.length; at += AT_ONCE) {
    const some = issued.slice(at, at + AT_ONCE);
    await trx.raw(
      `update voters v set code_hash = n.code_hash, code_by = ?, code_issued_at = ?
         from unnest(?::uuid[], ?::bytea[]) as n(id, code_hash) where v.id = n.id`,
      [by, now, some.map(({ voter }) => voter.id), some.map(({ code }) => codeHash(voteId, code))],
    );
  }
  await voidSealed(
    trx,
    voters.map(({ id }) => id),
  );
  return issued;
}

/**
 * A code that waits in a message is void now, and is not sent. One that is being handed over at this moment arrives or not;
 * without its code it is not tried again.
 */
export async function voidSealed(trx: Transaction, voterIds: readonly string[]): Promise<void> {
  await trx('messages')
    .whereIn('voter_id', [...voterIds])
    .whereNotNull('sealed')
    .whereNot('state', 'sent')
    .update({
      sealed: null,
      state: trx.raw("case when state = 'sending' then state else 'failed' end"),
      error: trx.raw("case when state = 'sending' then error else 'superseded' end"),
    });
}

/**
 * Those of these voters who may get a code now: they stand, and have not voted in the round that is on.
 * @param which SQL condition on `voters as v`
 */
export async function votersForCodes(
  trx: Transaction,
  vote: { readonly id: string; readonly round: number },
  which: { readonly sql: string; readonly bindings: readonly unknown[] },
  limit: number,
): Promise<VoterRow[]> {
  const { rows } = await trx.raw<{ rows: VoterRow[] }>(
    `with marked as (
       select m.voter_id from vote_rounds r, booth_marked(r.id) m where r.vote_id = ? and r.round = ?)
     select v.* from voters v
      where v.vote_id = ? and v.struck_at is null and ${which.sql}
        and not exists (select 1 from marked m where m.voter_id = v.id)
      order by v.address collate "ro-x-icu", v.family_name collate "ro-x-icu", v.given_name collate "ro-x-icu", v.number
      limit ?`,
    [vote.id, vote.round, vote.id, ...which.bindings, limit] as never,
  );
  return rows;
}
