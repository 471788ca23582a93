/** What an import's rows become: new records, records that are filled in, organisations (R2). */

import type { PersonFields } from '../../domain/participants.ts';
import { organisationKey, personKey } from '../../domain/person-key.ts';
import type { Plan } from '../../domain/plan.ts';
import { newId, type Transaction } from '../store.ts';
import type { StoredRow } from './imported-rows.ts';
import type { Decision } from './imports.ts';
import { mergedFields } from './merge.ts';
import { changedFields, columnsOf, fieldsOf, type PersonRow, samePerson } from './person-rows.ts';

interface Writing {
  readonly projectId: string;
  readonly plan: Plan;
  readonly rows: readonly StoredRow[];
  readonly decisions: ReadonlyMap<Decision['row'], Decision['person']>;
  readonly importId: string;
  readonly userId: string;
  readonly now: Date;
}

export interface Written {
  /** Ids of records that are new, and how many rows were somebody known. */
  readonly added: readonly string[];
  readonly matched: number;
  /** Ids of known records that were filled in, and of new organisations. */
  readonly changed: readonly string[];
  readonly organisations: readonly string[];
}

/** A record on its way: of the register (with its row), or new. */
interface Draft {
  readonly id: string;
  readonly row: PersonRow | null;
  fields: PersonFields;
}

/** Rows of one statement; PostgreSQL takes 65,535 values. */
const AT_ONCE = 1_000;

/**
 * Writes the rows. Everything is prepared in memory first: a decision for a person who is not there writes nothing.
 * @returns what was written, or the decision that means nobody
 */
export async function writeRows(trx: Transaction, writing: Writing): Promise<Written | { readonly unknown: string }> {
  const { projectId, rows, decisions } = writing;
  const organisations = await organisationsOf(trx, writing);
  const drafts = await knownDrafts(trx, projectId, rows, decisions);
  /** Where a row of the file ended up; a later row may be the same person. */
  const idOfRow = new Map<string, string>();
  let matched = 0;
  for (const row of rows) {
    const fields = fieldsOfRow(row, organisations.ids);
    const wanted = row.outcome === 'doubtful' ? (decisions.get(row.row) ?? 'new') : (row.person ?? 'new');
    if (wanted === 'new') {
      drafts.set(row.id, { id: row.id, row: null, fields });
      idOfRow.set(row.id, row.id);
      continue;
    }
    const draft = drafts.get(idOfRow.get(wanted) ?? wanted);
    if (!draft) return { unknown: wanted };
    idOfRow.set(row.id, draft.id);
    draft.fields = mergedFields(draft.fields, fields);
    matched += 1;
  }
  await keepBirthDatesApart(trx, projectId, [...drafts.values()]);
  await insertOrganisations(trx, writing, organisations.added);
  const added = [...drafts.values()].filter(({ row }) => row === null);
  await insertPersons(trx, writing, added);
  const changed = [...drafts.values()].filter(
    ({ row, fields }) => row !== null && changedFields(fieldsOf(row), fields).length > 0,
  );
  await updatePersons(trx, writing, changed);
  return {
    added: added.map(({ id }) => id),
    matched,
    changed: changed.map(({ id }) => id),
    organisations: organisations.added.map(({ id }) => id),
  };
}

interface NewOrganisation {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/** Ids of the organisations that the rows name, by key; those that are not there yet are to be added. */
async function organisationsOf(
  trx: Transaction,
  { projectId, rows }: Writing,
): Promise<{ ids: ReadonlyMap<string, string>; added: NewOrganisation[] }> {
  const names = new Map<string, string>();
  for (const { data } of rows) {
    const key = data.organisation === null ? '' : organisationKey(data.organisation);
    // The first one says how it is written.
    if (data.organisation !== null && !names.has(key)) names.set(key, data.organisation);
  }
  const known = await trx('organisations')
    .where({ project_id: projectId })
    .whereIn('name_key', [...names.keys()])
    .select<{ id: string; name_key: string }[]>('id', 'name_key');
  const ids = new Map(known.map(({ id, name_key }) => [name_key, id]));
  const added = [...names].filter(([key]) => !ids.has(key)).map(([key, name]) => ({ id: newId(), name, key }));
  for (const { id, key } of added) ids.set(key, id);
  return { ids, added };
}

function fieldsOfRow({ data }: StoredRow, organisations: ReadonlyMap<string, string>): PersonFields {
  const { organisation, ...fields } = data;
  const organisationId = organisation === null ? null : (organisations.get(organisationKey(organisation)) ?? null);
  return { ...fields, organisationId };
}

/** The register's records that rows or decisions name; a decision may name one that was merged. */
async function knownDrafts(
  trx: Transaction,
  projectId: string,
  rows: readonly StoredRow[],
  decisions: Writing['decisions'],
): Promise<Map<string, Draft>> {
  const ids = [...rows.flatMap(({ person }) => (person === null ? [] : [person])), ...decisions.values()];
  const found = await trx('persons')
    .where({ project_id: projectId, merged_into: null, erased_at: null })
    .whereRaw('id::text = any(?)', [[...new Set(ids)]])
    .select<PersonRow[]>();
  return new Map(found.map((row) => [row.id, { id: row.id, row, fields: fieldsOf(row) }]));
}

/**
 * A record that gets its birth date from a row stays without it where another one has the same name and that date:
 * R2 knows them as one person, and which data are right is for a person to say, by merging.
 */
async function keepBirthDatesApart(trx: Transaction, projectId: string, drafts: readonly Draft[]): Promise<void> {
  const gains = drafts.filter(({ row, fields }) => row?.birth_date === null && fields.birthDate !== null);
  const keyOf = ({ familyName, givenName, birthDate }: PersonFields) =>
    `${personKey(familyName, givenName)}\n${birthDate}`;
  const taken = new Set(drafts.filter((draft) => !gains.includes(draft)).map(({ fields }) => keyOf(fields)));
  for (const draft of gains) {
    const another = taken.has(keyOf(draft.fields)) || (await samePerson(trx, projectId, draft.fields, [draft.id]));
    if (another) draft.fields = { ...draft.fields, birthDate: null };
    else taken.add(keyOf(draft.fields));
  }
}

async function insertOrganisations(
  trx: Transaction,
  { projectId, userId, now }: Writing,
  added: readonly NewOrganisation[],
): Promise<void> {
  const rows = added.map(({ id, name, key }) => ({
    id,
    project_id: projectId,
    name,
    name_key: key,
    created_at: now,
    changed_by: userId,
    changed_at: now,
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) await trx('organisations').insert(rows.slice(at, at + AT_ONCE));
}

async function insertPersons(trx: Transaction, writing: Writing, added: readonly Draft[]): Promise<void> {
  const { projectId, plan, importId, userId, now } = writing;
  const rows = added.map(({ id, fields }) => ({
    id,
    project_id: projectId,
    ...columnsOf(fields, plan),
    created_at: now,
    changed_by: userId,
    changed_at: now,
    import_id: importId,
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) await trx('persons').insert(rows.slice(at, at + AT_ONCE));
}

/** The columns of `columnsOf`, with their types. */
const COLUMNS = {
  family_name: 'text',
  given_name: 'text',
  name_key: 'text',
  birth_date: 'date',
  email: 'text',
  phone: 'text',
  category: 'text',
  organisation_id: 'uuid',
  fields: 'jsonb',
  consented_on: 'date',
  started_on: 'date',
  age_group: 'text',
} as const satisfies Record<keyof ReturnType<typeof columnsOf>, string>;
const SET = Object.keys(COLUMNS)
  .map((name) => `${name} = r.${name}`)
  .join(', ');
const RECORD = Object.entries({ id: 'uuid', ...COLUMNS })
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** All in one statement: a file may fill in thousands of records. */
async function updatePersons(
  trx: Transaction,
  { plan, userId, now }: Writing,
  changed: readonly Draft[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, fields }) => ({ id, ...columnsOf(fields, plan), fields: fields.fields }));
  await trx.raw(
    `update persons p set ${SET}, version = p.version + 1, changed_by = ?, changed_at = ?
       from jsonb_to_recordset(?::jsonb) as r (${RECORD}) where p.id = r.id`,
    [userId, now, JSON.stringify(rows)],
  );
}
