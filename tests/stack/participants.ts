/** Participants for tests: invented persons, their lists as files, and what SQL counts of them. */
import type { Answered, Api, Visitor } from './api.ts';

/** A number with the form and the control digit of a national identity number; nobody's. */
export const CNP = '1960101123456';

export const COMPLETE = { gender: 'feminin', employment: 'angajat', education: 'isced-5-8' } as const;

/** A complete person, as the API takes one. */
export const personBody = (projectId: string, change: Readonly<Record<string, unknown>> = {}) => ({
  projectId,
  familyName: 'Exemplu',
  givenName: 'Ana',
  birthDate: '1990-12-31',
  category: 'fundatie',
  fields: COMPLETE,
  ...change,
});

export interface Added {
  readonly id: string;
  readonly version: number;
}

/** Adds a person who must be taken. */
export async function addPerson(
  who: Visitor,
  projectId: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Added & Record<string, unknown>> {
  const answer = await who.command('/api/persons', personBody(projectId, change));
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json();
}

export function listForm(content: string | Uint8Array, name = 'lista.csv'): FormData {
  const form = new FormData();
  form.set('file', new File([content], name));
  return form;
}

export interface Preview {
  readonly id: string;
  readonly state: string;
  readonly columns: readonly { heading: string; field: string | null }[];
  readonly counts: { new: number; matched: number; doubtful: number; refused: number };
  readonly rows: readonly {
    row: number;
    outcome: string;
    name: string;
    birthDate: string | null;
    person: { id: string; name: string; birthDate: string | null } | null;
    reasons: readonly { column: string | null; text: string }[];
  }[];
}

export const upload = (
  who: Visitor,
  projectId: string,
  content: string | Uint8Array,
  name?: string,
): Promise<Answered> => who.upload(`/api/projects/${projectId}/imports`, listForm(content, name));

/** Uploads a list that must be read. */
export async function preview(
  who: Visitor,
  projectId: string,
  content: string | Uint8Array,
  name?: string,
): Promise<Preview> {
  const answer = await upload(who, projectId, content, name);
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json();
}

export const commit = (who: Visitor, importId: string, decisions: readonly object[] = []): Promise<Answered> =>
  who.command(`/api/imports/${importId}/commit`, { decisions });

/** Rows of a CSV list with these columns. */
export const csv = (rows: readonly (readonly string[])[], headings = ['Nume', 'Prenume', 'Data nașterii']): string =>
  [headings, ...rows].map((cells) => cells.join(';')).join('\n');

/** How many persons a register really holds. */
export async function personCount(api: Api, projectId: string): Promise<number> {
  const { rows } = await api.store.knex.raw<{ rows: { many: number }[] }>(
    'select count(*)::int as many from persons where project_id = ? and merged_into is null',
    [projectId],
  );
  return rows[0]?.many ?? 0;
}

/** All text that the database holds about a project's register, to look for what must not be there. */
export async function everythingKept(api: Api): Promise<string> {
  const tables = ['persons', 'organisations', 'imports', 'commands', 'events', 'event_texts', 'register_views'];
  const parts: string[] = [];
  for (const table of tables) {
    const { rows } = await api.database.owner.raw<{ rows: { text: string }[] }>(
      "select coalesce(string_agg(t::text, chr(10)), '') as text from ?? t",
      [table],
    );
    parts.push(rows[0]?.text ?? '');
  }
  return parts.join('\n');
}
