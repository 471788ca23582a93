/** Entries of a vote's roll, as transactions read and write them. */

import type { Locale } from '../../domain/lifecycle.ts';
import { searchKey } from '../../domain/locale.ts';
import type { VoterFields } from '../../domain/roll.ts';
import { newId, type Reader, type Transaction } from '../store.ts';
import { personHash } from './person-hash.ts';

export interface VoterRow {
  readonly id: string;
  readonly vote_id: string;
  readonly number: number;
  readonly person_key: Buffer;
  readonly family_name: string;
  readonly given_name: string;
  readonly birth_date: string | null;
  readonly address: string;
  readonly email: string | null;
  readonly locale: Locale;
  readonly code_hash: Buffer | null;
  readonly code_by: 'mail' | 'letter' | null;
  readonly struck_at: Date | null;
}

export const findVoter = (reader: Reader, id: string): Promise<VoterRow | undefined> =>
  reader('voters').where({ id }).first<VoterRow | undefined>();

/** Where a name is searched: without case and marks. */
const voterNameKey = ({ familyName, givenName }: Pick<VoterFields, 'familyName' | 'givenName'>): string =>
  searchKey(`${familyName} ${givenName}`);

export const voterColumns = (voter: VoterFields) => ({
  family_name: voter.familyName,
  given_name: voter.givenName,
  name_key: voterNameKey(voter),
  birth_date: voter.birthDate,
  address: voter.address,
  email: voter.email,
  locale: voter.locale,
});

/** Rows of one statement. */
const AT_ONCE = 1_000;

/** Adds entries at the end of the roll, in their order. */
export async function insertVoters(
  trx: Transaction,
  vote: { readonly id: string; readonly rollKey: Uint8Array },
  voters: readonly VoterFields[],
  now: Date,
): Promise<string[]> {
  const row = await trx('voters').where({ vote_id: vote.id }).max<{ last: number | null }>('number as last').first();
  const last = row?.last ?? 0;
  const rows = voters.map((voter, place) => ({
    id: newId(),
    vote_id: vote.id,
    number: last + place + 1,
    person_key: personHash(vote.rollKey, voter),
    ...voterColumns(voter),
    created_at: now,
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) await trx('voters').insert(rows.slice(at, at + AT_ONCE));
  return rows.map(({ id }) => id);
}

/** The entries with these keys, by the key in hexadecimal. */
export async function votersByKey(
  reader: Reader,
  voteId: string,
  keys: readonly Buffer[],
): Promise<Map<string, { readonly id: string; readonly number: number }>> {
  const { rows } = await reader.raw<{ rows: { id: string; number: number; person_key: Buffer }[] }>(
    'select id, number, person_key from voters where vote_id = ? and person_key = any(?::bytea[])',
    [voteId, [...keys]],
  );
  return new Map(rows.map(({ id, number, person_key: key }) => [key.toString('hex'), { id, number }]));
}

/** How this voter took part in a round: never when. */
export async function votedIn(reader: Reader, roundId: string, voterId: string): Promise<'online' | 'paper' | null> {
  const { rows } = await reader.raw<{ rows: { channel: 'online' | 'paper' }[] }>(
    'select channel from booth_marked(?) where voter_id = ?',
    [roundId, voterId],
  );
  return rows[0]?.channel ?? null;
}
