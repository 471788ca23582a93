/** The roll through the API, for tests: entries, lists as the town hall sends them, letters read back. */
import { extractText, getDocumentProxy } from 'unpdf';
import type { Answered, Api, Visitor } from './api.ts';
import { csv, listForm } from './participants.ts';
import { planWith } from './plans.ts';
import { type MadeVote, type VoteToMake, voteBySql } from './votes-by-sql.ts';

export interface ShownVoter {
  readonly id: string;
  readonly number: number;
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string | null;
  readonly code: string | null;
  readonly struck: boolean;
  readonly voted: string | null;
  readonly markedBy: string | null;
}

export interface ShownImport {
  readonly id: string;
  readonly state: string;
  readonly counts: { readonly new: number; readonly known: number; readonly refused: number };
  readonly rows: readonly {
    readonly row: number;
    readonly outcome: string;
    readonly name: string;
    readonly reasons: readonly { readonly column: string | null; readonly text: string }[];
  }[];
}

/** A vote of a project of its own, with a key for its roll; opens on 3 May 2027 at 8:00 in Romania. */
export async function voteWithRoll(
  api: Api,
  change: Partial<VoteToMake> = {},
): Promise<MadeVote & { readonly projectId: string }> {
  const { staff, manager, partner, auditor } = api.people;
  const project = await api.createProject(planWith(['A9', 'A10']), '2026-03-01', [staff, manager, partner, auditor]);
  const milestoneId = (await api.milestone('A10', project.id)).id;
  const vote = await voteBySql(api.store.knex, {
    projectId: project.id,
    milestoneId,
    userId: manager.id,
    voters: 0,
    state: 'announced',
    ...change,
  });
  await api.store.knex.raw("update votes set roll_key = decode(repeat('5a', 32), 'hex') where id = ?", [vote.id]);
  return { ...vote, projectId: project.id };
}

export const voterBody = (change: Readonly<Record<string, unknown>> = {}) => ({
  familyName: 'Exemplu',
  givenName: 'Ana',
  birthDate: '1980-05-17',
  address: 'Str. Școlii nr. 3, Satul Exemplu',
  ...change,
});

/** @throws for a refusal */
export async function added(
  who: Visitor,
  voteId: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const answer = await who.command(`/api/votes/${voteId}/voters`, voterBody(change));
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json<{ id: string }>().id;
}

export const asked = (voteId: string, filter: object = {}, more = ''): string =>
  `/api/voters?filter=${encodeURIComponent(JSON.stringify({ voteId, ...filter }))}${more}`;

export async function votersOf(who: Visitor, voteId: string, filter: object = {}): Promise<ShownVoter[]> {
  const answer = await who.get(asked(voteId, filter));
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json();
}

const HEADINGS = ['Nume', 'Prenume', 'Data nașterii', 'Adresa', 'E-mail', 'Limba'];

export const uploadRoll = (
  who: Visitor,
  voteId: string,
  rows: readonly (readonly string[])[],
  headings = HEADINGS,
): Promise<Answered> => who.upload(`/api/votes/${voteId}/roll-imports`, listForm(csv(rows, headings)));

export async function previewRoll(
  who: Visitor,
  voteId: string,
  rows: readonly (readonly string[])[],
): Promise<ShownImport> {
  const answer = await uploadRoll(who, voteId, rows);
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json();
}

/** Asks for letters; the codes as they are printed, in the order of the pages. */
export async function lettersFor(
  api: Api,
  who: Visitor,
  voteId: string,
  body: object,
  key: string = crypto.randomUUID(),
): Promise<{ readonly status: number; readonly pages: string[]; readonly codes: string[] }> {
  const response = await fetch(`${api.url}/api/votes/${voteId}/letters`, {
    method: 'POST',
    headers: { Cookie: who.cookie, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 200) return { status: response.status, pages: [], codes: [] };
  const { text } = await extractText(await getDocumentProxy(bytes));
  const codes = text.flatMap((page) => page.match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}/g) ?? []);
  return { status: response.status, pages: text, codes };
}

/** Every table of the database as text, with binary columns in hexadecimal. */
export async function wholeDatabase(api: Api): Promise<string> {
  const { rows: tables } = await api.database.owner.raw<{ rows: { name: string }[] }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'booth')",
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await api.database.owner.raw<{ rows: { text: string }[] }>(
      `select coalesce(string_agg(t::text, chr(10)), '') as text from ${name} t`,
    );
    parts.push(`${name}\n${rows[0]?.text ?? ''}`);
  }
  return parts.join('\n');
}
