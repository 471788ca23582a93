/** What a person decides on the doubtful rows of an import: somebody new, or a record that is there already. */
import type { ImportCommit, ImportedRow } from '../api/types.ts';

/** By row of the sheet: `new`, or the id of the person that it is. */
export type Decisions = ReadonlyMap<number, string>;

export const NEW = 'new';

const doubtful = (rows: readonly ImportedRow[]) => rows.filter(({ outcome }) => outcome === 'doubtful');

/** How many doubtful rows wait for a decision. */
export function undecided(rows: readonly ImportedRow[], decisions: Decisions): number {
  return doubtful(rows).filter(({ row }) => !decisions.has(row)).length;
}

/** The same decision for every doubtful row that has none: a new person, or the record it resembles. */
export function decideRest(rows: readonly ImportedRow[], decisions: Decisions, as: 'new' | 'same'): Decisions {
  const rest = doubtful(rows).filter(({ row }) => !decisions.has(row));
  const made = rest.flatMap(({ row, person }): [number, string][] =>
    as === 'new' ? [[row, NEW]] : person === null ? [] : [[row, person.id]],
  );
  return new Map([...decisions, ...made]);
}

/** How many persons the register gains. */
export function toAdd(rows: readonly ImportedRow[], decisions: Decisions): number {
  const decided = doubtful(rows).filter(({ row }) => decisions.get(row) === NEW).length;
  return rows.filter(({ outcome }) => outcome === 'new').length + decided;
}

export function commitBody(decisions: Decisions): ImportCommit {
  return { decisions: [...decisions].map(([row, person]) => ({ row, person })) };
}
