/** The rows of an import as they are kept until it ends, and matched against the register (R2). */

import { type Doubt, type KnownPerson, type Match, matchRows } from '../../domain/import-match.ts';
import type { ImportedPerson, RowFault } from '../../domain/import-row.ts';
import type { Reader } from '../store.ts';

export interface StoredRow {
  /** Row of the sheet. */
  readonly row: number;
  /** The id that its record gets, if it gets one. */
  readonly id: string;
  /** As `personKey` makes it. */
  readonly key: string;
  readonly data: ImportedPerson;
  readonly outcome: 'new' | 'matched' | 'doubtful' | 'refused';
  /** The record that it matches or might, or the id of the earlier row of the same file. */
  readonly person: string | null;
  /** The row of the same file that it matches or might. */
  readonly sameAs: number | null;
  readonly doubt: Doubt | null;
  readonly faults: readonly RowFault[];
}

export type UnmatchedRow = Pick<StoredRow, 'row' | 'id' | 'key' | 'data' | 'faults'>;

/** Matches the rows that are not refused. */
export async function matched(reader: Reader, projectId: string, rows: readonly UnmatchedRow[]): Promise<StoredRow[]> {
  const taken = rows.filter(({ faults }) => faults.length === 0);
  const toMatch = taken.map(({ row, id, key, data }) => ({ row, id, key, birthDate: data.birthDate }));
  const matches = matchRows(toMatch, await knownPersons(reader, projectId, toMatch));
  const byRow = new Map(taken.map(({ row }, index) => [row, matches[index]]));
  return rows.map((row) => ({ ...row, ...outcomeOf(byRow.get(row.row)) }));
}

function outcomeOf(match: Match | undefined): Pick<StoredRow, 'outcome' | 'person' | 'sameAs' | 'doubt'> {
  if (match === undefined) return { outcome: 'refused', person: null, sameAs: null, doubt: null };
  if (match.outcome === 'new') return { outcome: 'new', person: null, sameAs: null, doubt: null };
  const { id, row } = match.person;
  return { outcome: match.outcome, person: id, sameAs: row, doubt: match.outcome === 'doubtful' ? match.doubt : null };
}

interface KnownRow {
  readonly id: string;
  readonly key: string;
  readonly birthDate: string | null;
}

/**
 * Records with the name or the birth date of one of the rows. A record that was merged is known by the names that it
 * had, under the id of the one it went into: the same file again does not bring it back.
 */
async function knownPersons(
  reader: Reader,
  projectId: string,
  rows: readonly { readonly key: string; readonly birthDate: string | null }[],
): Promise<KnownPerson[]> {
  const keys = [...new Set(rows.map(({ key }) => key))];
  const days = [...new Set(rows.flatMap(({ birthDate }) => (birthDate === null ? [] : [birthDate])))];
  const columns = `coalesce(merged_into, id) as id, name_key as key, birth_date as "birthDate"`;
  const { rows: found } = await reader.raw<{ rows: KnownRow[] }>(
    `select ${columns} from persons where project_id = :project and merged_into is null and name_key = any(:keys)
     union
     select ${columns} from persons where project_id = :project and merged_into is not null and name_key = any(:keys)
       and erased_at is null
     union
     select ${columns} from persons where project_id = :project and merged_into is null and birth_date = any(:days)
     order by key, "birthDate", id`,
    { project: projectId, keys, days },
  );
  return found.map((person) => ({ ...person, row: null }));
}
