/** What a person decides on the doubtful rows of an import: somebody new, or a record that is there already. */
import type { ImportCommit, ImportedRow } from '../api/types.ts';

/** By row of the sheet: `new`, or the id of the person that it is. */
export type Decisions = ReadonlyMap<number, string>;

export const NEW = 'new';

const doubtful = (rows: readonly ImportedRow[]) => rows.filter(({ outcome }) => outcome === 'doubtful');

/**
 * What was decided for a row. A decision for a person whom the row no longer resembles, because the register changed
 * since, is none.
 */
export function decisionFor({ row, person }: ImportedRow, decisions: Decisions): string | undefined {
  const decision = decisions.get(row);
  return decision === NEW || decision === person?.id ? decision : undefined;
}

/** How many doubtful rows wait for a decision. */
export function undecided(rows: readonly ImportedRow[], decisions: Decisions): number {
  return doubtful(rows).filter((row) => decisionFor(row, decisions) === undefined).length;
}

/** The same decision for every doubtful row that has none: a new person, or the record it resembles. */
export function decideRest(rows: readonly ImportedRow[], decisions: Decisions, as: 'new' | 'same'): Decisions {
  const rest = doubtful(rows).filter((row) => decisionFor(row, decisions) === undefined);
  const made = rest.flatMap(({ row, person }): [number, string][] =>
    as === 'new' ? [[row, NEW]] : person === null ? [] : [[row, person.id]],
  );
  return new Map([...decisions, ...made]);
}

/** How many persons the register gains. */
export function toAdd(rows: readonly ImportedRow[], decisions: Decisions): number {
  const decided = doubtful(rows).filter((row) => decisionFor(row, decisions) === NEW).length;
  return rows.filter(({ outcome }) => outcome === 'new').length + decided;
}

/** The decisions on the rows that are doubtful now. */
export function commitBody(rows: readonly ImportedRow[], decisions: Decisions): ImportCommit {
  return {
    decisions: doubtful(rows).flatMap((each) => {
      const person = decisionFor(each, decisions);
      return person === undefined ? [] : [{ row: each.row, person }];
    }),
  };
}
