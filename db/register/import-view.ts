/** An import as its page shows it, with the persons that its rows match or might. */
import { DOUBT_WORDS, sameFile } from '../../domain/import-words.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import type { Reader } from '../store.ts';
import type { StoredRow } from './imported-rows.ts';
import { countsOf, type ImportRecord } from './imports.ts';

export interface ImportView {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportRecord['state'];
  readonly columns: ImportRecord['columns'];
  readonly counts: ReturnType<typeof countsOf>;
  readonly rows: readonly {
    readonly row: number;
    readonly outcome: StoredRow['outcome'];
    readonly name: string;
    readonly birthDate: string | null;
    readonly person: Named | null;
    readonly reasons: readonly { readonly column: string | null; readonly text: string }[];
  }[];
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
}

const nameOf = (familyName: string, givenName: string): string => `${familyName} ${givenName}`.trim();

/** Names of the register's persons are read now, never kept with the import: one who was erased meanwhile is gone. */
export async function importView(reader: Reader, held: ImportRecord, locale: Locale): Promise<ImportView> {
  const { id, file_name: fileName, state, columns, rows } = held;
  const named = new Map<string, Named>(
    rows.map(({ id: rowId, data }) => [
      rowId,
      { id: rowId, name: nameOf(data.familyName, data.givenName), birthDate: data.birthDate },
    ]),
  );
  for (const person of await personsOf(reader, rows)) named.set(person.id, person);
  return {
    id,
    fileName,
    state,
    columns,
    counts: countsOf(rows),
    rows: rows.map((row) => ({
      row: row.row,
      outcome: row.outcome,
      name: nameOf(row.data.familyName, row.data.givenName),
      birthDate: row.data.birthDate,
      person: row.person === null ? null : (named.get(row.person) ?? null),
      reasons: reasonsOf(row, locale),
    })),
  };
}

function reasonsOf(row: StoredRow, locale: Locale): { column: string | null; text: string }[] {
  return [
    ...row.faults.map(({ column, reason }) => ({ column, text: reason[locale] })),
    ...(row.doubt === null ? [] : [{ column: null, text: DOUBT_WORDS[row.doubt][locale] }]),
    ...(row.sameAs === null ? [] : [{ column: null, text: sameFile(row.sameAs)[locale] }]),
  ];
}

async function personsOf(reader: Reader, rows: readonly StoredRow[]): Promise<Named[]> {
  const ids = [...new Set(rows.flatMap(({ person, sameAs }) => (person === null || sameAs !== null ? [] : [person])))];
  const found = await reader('persons')
    .whereRaw('id = any(?::uuid[])', [ids])
    .where({ erased_at: null })
    .select<{ id: string; family_name: string; given_name: string; birth_date: string | null }[]>(
      'id',
      'family_name',
      'given_name',
      'birth_date',
    );
  return found.map((row) => ({
    id: row.id,
    name: nameOf(row.family_name, row.given_name),
    birthDate: row.birth_date,
  }));
}
