/** R2: what each row of an import is to the register: somebody new, a record that is there, or perhaps one. */
import { areSimilar } from './person-key.ts';

/** A record, or an earlier row of the same file, that a row may be. */
export interface KnownPerson {
  readonly id: string;
  /** As `personKey` makes it. */
  readonly key: string;
  readonly birthDate: string | null;
  /** The sheet's row that will become this record; null for one of the register. */
  readonly row: number | null;
}

/** A row on its way in; `id` is the one that its record would get. */
export type RowToMatch = KnownPerson & { readonly row: number };

/** Why it is not certain that a row is the person whom it resembles. */
export type Doubt = 'no-birth-date' | 'other-birth-date' | 'similar-name';

export type Match =
  | { readonly outcome: 'new' }
  | { readonly outcome: 'matched'; readonly person: KnownPerson }
  | { readonly outcome: 'doubtful'; readonly person: KnownPerson; readonly doubt: Doubt };

/**
 * A day on which more are born is a filler, as 1 January: comparing each name with all others would take for ever and
 * find namesakes by chance.
 */
const MOST_COMPARED = 200;

/**
 * Matches rows in their order; each is also held against those before it.
 * @param known records with the name or the birth date of one of the rows; others are of no consequence
 */
export function matchRows(rows: readonly RowToMatch[], known: readonly KnownPerson[]): Match[] {
  const byKey = new Map<string, KnownPerson[]>();
  const byBirthDate = new Map<string, KnownPerson[]>();
  const add = (person: KnownPerson) => {
    put(byKey, person.key, person);
    if (person.birthDate !== null) put(byBirthDate, person.birthDate, person);
  };
  known.forEach(add);
  return rows.map((row) => {
    const match = matchOne(row, byKey.get(row.key) ?? [], byBirthDate.get(row.birthDate ?? '') ?? []);
    if (match.outcome !== 'matched') add(row);
    return match;
  });
}

function put(map: Map<string, KnownPerson[]>, key: string, person: KnownPerson): void {
  const there = map.get(key);
  if (there) there.push(person);
  else map.set(key, [person]);
}

function matchOne(row: RowToMatch, named: readonly KnownPerson[], born: readonly KnownPerson[]): Match {
  const same = named.find(({ birthDate }) => birthDate !== null && birthDate === row.birthDate);
  if (same) return { outcome: 'matched', person: same };
  const undated = named.find(({ birthDate }) => birthDate === null || row.birthDate === null);
  if (undated) return { outcome: 'doubtful', person: undated, doubt: 'no-birth-date' };
  const [namesake] = named;
  if (namesake) return { outcome: 'doubtful', person: namesake, doubt: 'other-birth-date' };
  const similar = born.length <= MOST_COMPARED && born.find(({ key }) => areSimilar(key, row.key));
  return similar ? { outcome: 'doubtful', person: similar, doubt: 'similar-name' } : { outcome: 'new' };
}
