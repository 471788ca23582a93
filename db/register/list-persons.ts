/** Persons as lists and pages show them. */
import type { Knex } from 'knex';
import type { LocalText } from '../../domain/lifecycle.ts';
import { missingFields } from '../../domain/participants.ts';
import { nameParts } from '../../domain/person-key.ts';
import type { Plan } from '../../domain/plan.ts';
import { planOf } from '../projects.ts';
import { containing, type Order, type Page, type Rows, takeLongPage } from '../reads/page.ts';
import { countedIn } from '../runs/attended.ts';
import type { Reader } from '../store.ts';
import { completeIn } from './complete.ts';
import { boundToReaders } from './readers.ts';

export interface PersonInList {
  readonly id: string;
  readonly projectId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string | null;
  readonly category: string | null;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly ageGroup: string | null;
  readonly startedOn: string;
  readonly consentedOn: string | null;
  /** R3. */
  readonly complete: boolean;
  readonly erased: boolean;
  readonly version: number;
}

export interface PersonPage extends PersonInList {
  readonly email: string | null;
  readonly phone: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly missing: readonly { readonly key: string; readonly title: LocalText }[];
  readonly createdAt: Date;
  readonly mergedFrom: readonly string[];
}

export interface PersonFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: string | undefined;
  /** Keys of categories; null for who is outside of the target group. */
  readonly category?: readonly (string | null)[] | undefined;
  readonly ageGroup?: readonly (string | null)[] | undefined;
  readonly organisationId?: readonly string[] | undefined;
  readonly erased?: boolean | undefined;
  /** By the plan's fields: the value of each, null for none. */
  readonly fields?: Readonly<Record<string, string | null>> | undefined;
  /** Parts of the name, in any order, without regard to diacritics. */
  readonly q?: string | undefined;
  /** Needs `projectId`: the plan says what is required (R3). */
  readonly complete?: boolean | undefined;
  /** Who was present in a run of this milestone (a consultation that was held): what its figures of persons count (R25). */
  readonly milestoneId?: string | undefined;
}

const NAME = (order: Order) =>
  `(p.family_name = ''), p.family_name collate "ro-x-icu" ${order}, p.given_name collate "ro-x-icu" ${order}, p.id`;
/** Each as an index of `persons` has it, so that the first page of a long register is found at once. */
const ORDERS = {
  name: NAME,
  familyName: NAME,
  birthDate: (order) => `p.birth_date ${order} nulls last, p.id`,
  startedOn: (order) => `p.started_on ${order}, p.id ${order}`,
  category: (order) => `p.category ${order} nulls last, p.id`,
  id: (order) => `p.id ${order}`,
} as const satisfies Record<string, (order: Order) => string>;
export type PersonSort = keyof typeof ORDERS;
export const PERSON_SORTS = Object.keys(ORDERS) as [PersonSort, ...PersonSort[]];

interface Found extends Omit<PersonInList, 'complete'> {
  readonly fields: Readonly<Record<string, string>>;
}

/** The rows of a query on `persons as p` as they are shown. */
function shown(query: Knex.QueryBuilder, reader: Reader): Knex.QueryBuilder {
  return query
    .clone()
    .leftJoin('organisations as o', 'o.id', 'p.organisation_id')
    .select(
      'p.id',
      'p.project_id as projectId',
      'p.family_name as familyName',
      'p.given_name as givenName',
      'p.birth_date as birthDate',
      'p.category',
      reader.raw(`case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organisation`),
      'p.age_group as ageGroup',
      'p.fields',
      'p.started_on as startedOn',
      'p.consented_on as consentedOn',
      reader.raw('p.erased_at is not null as erased'),
      'p.version',
    );
}

/**
 * Persons of registers, merged records left out.
 * @param readerId only what lies in projects whose register this person reads; null where that was looked at already
 */
export async function listPersons(
  reader: Reader,
  filter: PersonFilter,
  page: Page<PersonSort>,
  readerId: string | null,
): Promise<Rows<PersonInList>> {
  const query = boundToReaders(reader('persons as p'), reader, 'p.project_id', readerId).whereNull('p.merged_into');
  if (filter.id) query.whereIn('p.id', filter.id);
  if (filter.projectId !== undefined) query.where('p.project_id', filter.projectId);
  if (filter.category) whereAmong(query, 'p.category', filter.category);
  if (filter.ageGroup) whereAmong(query, 'p.age_group', filter.ageGroup);
  if (filter.organisationId) query.whereIn('p.organisation_id', filter.organisationId);
  if (filter.erased !== undefined) query[filter.erased ? 'whereNotNull' : 'whereNull']('p.erased_at');
  for (const [key, value] of Object.entries(filter.fields ?? {})) {
    query.whereRaw(`coalesce(p.fields ->> ?, '') = ?`, [key, value ?? '']);
  }
  for (const part of nameParts(filter.q ?? '')) query.whereLike('p.name_key', containing(part));
  if (filter.complete !== undefined && filter.projectId !== undefined) {
    const { sql, bindings } = completeIn(await planOf(reader, filter.projectId));
    query.whereRaw(`(${sql}) = ?`, [...bindings, filter.complete]);
  }
  if (filter.milestoneId !== undefined) {
    const { sql, bindings } = await countedIn(reader, filter.milestoneId);
    query.whereRaw(sql, bindings);
  }
  const order = ORDERS[page.sort](page.order);
  // What is only shown joins the rows of the page, and not all those before it.
  const onPage = query.clone().select('p.*').orderByRaw(order).offset(page.from).limit(page.limit).as('p');
  const listed = shown(reader.from(onPage), reader).orderByRaw(order);
  const { rows, total } = await takeLongPage<Found>(reader, query, listed);
  const plans = new Map<string, Plan>();
  for (const { projectId } of rows) plans.set(projectId, plans.get(projectId) ?? (await planOf(reader, projectId)));
  return { rows: rows.map((row) => judged(row, plans.get(row.projectId))), total };
}

/** One of these values; null for none. A single value stands alone: an index gives its rows in the list's order. */
function whereAmong(query: Knex.QueryBuilder, column: string, values: readonly (string | null)[]): void {
  const present = values.filter((value) => value !== null);
  query.where((either) => {
    if (present.length === 1) either.where(column, present[0]);
    else if (present.length > 1 || values.length === 0) either.whereRaw('?? = any(?)', [column, present]);
    if (values.includes(null)) either.orWhereNull(column);
  });
}

function judged({ fields, ...row }: Found, plan: Plan | undefined): PersonInList {
  if (!plan) throw new Error(`no plan for ${row.projectId}`);
  return { ...row, complete: missingFields({ ...row, fields }, plan).length === 0 };
}

/** A person's page; a record that was merged shows the one that it went into. */
export async function findPerson(reader: Reader, id: string): Promise<PersonPage | undefined> {
  const row = await shown(reader('persons as p'), reader)
    .select('p.email', 'p.phone', 'p.created_at as createdAt')
    .where('p.id', reader('persons').where({ id }).select(reader.raw('coalesce(merged_into, id)')))
    .first<(Found & Pick<PersonPage, 'email' | 'phone' | 'createdAt'>) | undefined>();
  if (!row) return undefined;
  const plan = await planOf(reader, row.projectId);
  const missing = missingFields(row, plan);
  const mergedFrom = await reader('persons').where({ merged_into: row.id }).orderBy('created_at').pluck<string[]>('id');
  return { ...row, complete: missing.length === 0, missing, mergedFrom };
}
