/** Who may read a register: people with a role that reads it, and nobody else, administrators included. */
import type { Knex } from 'knex';
import type { Reader } from '../store.ts';
import { REGISTER_READERS } from './registering.ts';

/**
 * Bounds a query to the projects whose register this person reads.
 * @param column that holds the project's id
 * @param userId null where the caller's role in the project was looked at already
 */
export function boundToReaders(
  query: Knex.QueryBuilder,
  reader: Reader,
  column: string,
  userId: string | null,
): Knex.QueryBuilder {
  if (userId === null) return query;
  const readable = reader('members').where({ user_id: userId }).whereIn('role', REGISTER_READERS).select('project_id');
  return query.whereIn(column, readable);
}
