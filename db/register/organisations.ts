/** Organisations of a project: distinct by name, without regard to capitals and diacritics. */
import { nationalIdFaults } from '../../domain/participants.ts';
import { nameParts, organisationKey } from '../../domain/person-key.ts';
import type { Answer } from '../../domain/refusal.ts';
import { cleanText } from '../../domain/text.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { containing, type Page, type Rows, takePage } from '../reads/page.ts';
import type { Reader, Store, Transaction } from '../store.ts';
import { changerOf } from './persons.ts';
import { boundToReaders } from './readers.ts';
import { refused, registering } from './registering.ts';

export interface OrganisationBody {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string;
}

interface OrganisationRow {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string;
  readonly version: number;
  readonly changed_by: string | null;
}

const faultsOf = ({ name, email, phone, note }: OrganisationBody) => nationalIdFaults({ name, email, phone, note });

function columnsOf({ name, email, phone, note }: OrganisationBody) {
  return { name, name_key: organisationKey(name), email, phone, note: cleanText(note) };
}

async function sameName(trx: Transaction, projectId: string, name: string, except: string): Promise<string | null> {
  const same = await trx('organisations')
    .where({ project_id: projectId, name_key: organisationKey(name) })
    .whereNot({ id: except })
    .first<{ id: string } | undefined>('id');
  return same?.id ?? null;
}

/** Adds an organisation; the command's target is its new id. */
export async function addOrganisation(
  store: Store,
  command: CommandInput & { readonly body: OrganisationBody },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { body, targetId, userId } = command;
  return registering(store, command, projectId, now, faultsOf(body), async ({ trx }) => {
    const same = await sameName(trx, projectId, body.name, targetId);
    if (same !== null) return refused({ code: 'organisation-exists', organisationId: same });
    await trx('organisations').insert({
      id: targetId,
      project_id: projectId,
      ...columnsOf(body),
      created_at: now,
      changed_by: userId,
      changed_at: now,
    });
    await record(trx, 'organisation.added', projectId, userId, now, { organisationId: targetId });
    return { done: true, result: { id: targetId } };
  });
}

/** Changes an organisation from the version that was read; a stale one is refused and says who was first. */
export async function changeOrganisation(
  store: Store,
  command: CommandInput & { readonly body: OrganisationBody & { readonly version: number } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { body, targetId, userId } = command;
  return registering(store, command, projectId, now, faultsOf(body), async ({ trx }) => {
    const row = await trx('organisations')
      .where({ id: targetId, project_id: projectId })
      .first<OrganisationRow | undefined>();
    if (!row) return refused({ code: 'unknown-key', field: 'id', key: targetId });
    if (row.version !== body.version) {
      return refused({ code: 'record-changed', by: await changerOf(trx, row.changed_by) });
    }
    const same = await sameName(trx, projectId, body.name, targetId);
    if (same !== null) return refused({ code: 'organisation-exists', organisationId: same });
    const version = row.version + 1;
    await trx('organisations')
      .where({ id: targetId })
      .update({ ...columnsOf(body), version, changed_by: userId, changed_at: now });
    const fields = (['name', 'email', 'phone', 'note'] as const).filter((name) => row[name] !== body[name]);
    await record(trx, 'organisation.changed', projectId, userId, now, { organisationId: targetId, version, fields });
    return { done: true, result: { id: targetId } };
  });
}

async function record(
  trx: Transaction,
  type: string,
  projectId: string,
  actorId: string,
  at: Date,
  data: Readonly<Record<string, unknown>> & { readonly organisationId: string },
): Promise<void> {
  const event = { projectId, type, at, actorId, milestoneId: null, data };
  await recordMarked(trx, event, { organisation: [data.organisationId] });
}

export interface OrganisationView {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string;
  /** Persons of the register who belong to it. */
  readonly persons: number;
  readonly version: number;
}

export type OrganisationSort = 'name' | 'persons' | 'id';

export interface OrganisationFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: string | undefined;
  /** Parts of the name. */
  readonly q?: string | undefined;
}

function organisationQuery(reader: Reader) {
  return reader('organisations as o').select(
    'o.id',
    'o.project_id as projectId',
    'o.name',
    'o.email',
    'o.phone',
    'o.note',
    reader.raw(
      '(select count(*)::int from persons p where p.organisation_id = o.id and p.merged_into is null) as persons',
    ),
    'o.version',
  );
}

/** @param readerId only what lies in projects whose register this person reads */
export async function listOrganisations(
  reader: Reader,
  filter: OrganisationFilter,
  page: Page<OrganisationSort>,
  readerId: string | null,
): Promise<Rows<OrganisationView>> {
  const query = boundToReaders(organisationQuery(reader), reader, 'o.project_id', readerId);
  if (filter.id) query.whereIn('o.id', filter.id);
  if (filter.projectId !== undefined) query.where('o.project_id', filter.projectId);
  for (const part of nameParts(filter.q ?? '')) query.whereLike('o.name_key', containing(part));
  return takePage(query, page, (sorted) =>
    page.sort === 'name'
      ? sorted.orderByRaw(`o.name collate "ro-x-icu" ${page.order}, o.id`)
      : sorted.orderBy([{ column: page.sort, order: page.order }, 'o.id']),
  );
}

export async function findOrganisation(reader: Reader, id: string): Promise<OrganisationView | undefined> {
  return organisationQuery(reader).where('o.id', id).first<OrganisationView | undefined>();
}
