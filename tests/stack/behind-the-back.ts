/** Changes by who owns the tables, behind the software's back: what `jalon verify` finds of them, each undone again. */
import type { Knex } from 'knex';
import { contentPath } from '../../db/files.ts';
import { type Finding, verify, verifyProject } from '../../db/verify.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Api } from './api.ts';

export type Change = (owner: Knex.Transaction) => Promise<unknown>;

/**
 * Findings after a change, as `<record> <what>`. Triggers, checks and references are lifted: the owner can do that.
 * @param projects where to look for them; without it everywhere, also at the content of files
 */
export async function foundAfter(api: Api, change: Change, projects?: readonly string[]): Promise<string[]> {
  const owner = await api.database.owner.transaction();
  try {
    await liftConstraints(owner);
    await change(owner);
    return await findings(api, owner, projects);
  } finally {
    await owner.rollback();
  }
}

/** The same for many changes, each undone before the next one. */
export async function foundAfterEach(
  api: Api,
  changes: Readonly<Record<string, Change>>,
  projects?: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const owner = await api.database.owner.transaction();
  try {
    await liftConstraints(owner);
    for (const [name, change] of Object.entries(changes)) {
      await owner.raw('savepoint untouched');
      await change(owner);
      found.set(name, await findings(api, owner, projects));
      await owner.raw('rollback to savepoint untouched');
    }
    return found;
  } finally {
    await owner.rollback();
  }
}

async function findings(api: Api, owner: Knex.Transaction, projects?: readonly string[]): Promise<string[]> {
  const all = projects
    ? await findingsIn(owner, projects)
    : (await verify(owner, (sha256) => contentPath(api.filesDir, sha256))).findings;
  return all.map(({ record, what }) => `${record} ${what}`);
}

/** What `jalon verify` finds in these projects: a test that looks often looks only where it changed something. */
export async function findingsIn(reader: Knex, projectIds: readonly string[]): Promise<Finding[]> {
  const found: Finding[] = [];
  const projects = await reader('projects')
    .whereIn('id', [...projectIds])
    .select<{ id: string; slug: string; plan: Plan }[]>('id', 'slug', 'plan');
  for (const project of projects) found.push(...(await verifyProject(reader, project)).findings);
  return found;
}

async function liftConstraints(owner: Knex.Transaction): Promise<void> {
  await owner.raw(`do $$
    declare it record;
    begin
      for it in select conrelid::regclass as tab, conname from pg_constraint
                 where contype in ('f', 'c') and connamespace = 'public'::regnamespace loop
        execute format('alter table %s drop constraint %I', it.tab, it.conname);
      end loop;
      for it in select oid::regclass as tab from pg_class
                 where relkind = 'r' and relnamespace = 'public'::regnamespace loop
        execute format('alter table %s disable trigger user', it.tab);
      end loop;
    end $$`);
}

/** Another value for a column, by its type. */
const OTHER: Readonly<Record<string, string>> = {
  text: `coalesce(??, '') || 'x'`,
  date: `coalesce(?? + 1, '2020-01-01')`,
  'timestamp with time zone': `coalesce(?? + interval '1 second', '2020-01-01')`,
  integer: 'coalesce(??, 0) + 1000',
  bigint: 'coalesce(??, 0) + 1',
  boolean: 'not coalesce(??, false)',
  jsonb: `case jsonb_typeof(??) when 'array' then ?? || '[1]' else coalesce(??, '{}') || '{"x": "y"}' end`,
  uuid: `coalesce(nullif(gen_random_uuid(), ??), gen_random_uuid())`,
  bytea: `coalesce(??, '') || '\\x00'`,
};

interface Column {
  readonly name: string;
  readonly type: string;
}

async function columnsOfTable(api: Api, table: string): Promise<Column[]> {
  return api.database
    .owner('information_schema.columns')
    .where({ table_name: table, table_schema: 'public' })
    .orderBy('ordinal_position')
    .select<Column[]>('column_name as name', 'data_type as type');
}

/** One change a row: its column gets another value. */
async function changesOfColumn(api: Api, table: string, { name, type }: Column): Promise<Record<string, Change>> {
  const other = OTHER[type];
  if (other === undefined) throw new Error(`no other value for a ${type}`);
  const names = [...other.matchAll(/\?\?/g)].map(() => name);
  const rows = await api.database
    .owner(table)
    .select<{ place: string }[]>(api.database.owner.raw('ctid::text as place'));
  return Object.fromEntries(
    rows.map(({ place }) => [
      `${table}.${name} ${place}`,
      (owner: Knex.Transaction) =>
        owner(table)
          .whereRaw('ctid = ?::tid', [place])
          .update({ [name]: owner.raw(other, names) }),
    ]),
  );
}

/**
 * Whatever column of whatever row of a table gets another value: what of that is found.
 * @param untold columns that no event tells of, with why
 * @param projects where its rows are; without it everywhere
 * @returns the changes of which nothing was found
 */
export async function unnoticedChanges(
  api: Api,
  table: string,
  untold: Readonly<Record<string, string>>,
  projects?: readonly string[],
): Promise<string[]> {
  const changes: Record<string, Change> = {};
  for (const column of await columnsOfTable(api, table))
    if (untold[column.name] === undefined) Object.assign(changes, await changesOfColumn(api, table, column));
  if (Object.keys(changes).length === 0) throw new Error(`${table} has no rows: nothing was tried`);
  const found = await foundAfterEach(api, changes, projects);
  return [...found].filter(([, findings]) => findings.length === 0).map(([change]) => change);
}
