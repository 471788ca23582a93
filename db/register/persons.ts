/** Persons of the register: added and changed, one at a time (R2, R3). */
import { dayOf } from '../../domain/calendar.ts';
import { type FieldFault, type PersonFields, personFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { type ProjectRow, planOf } from '../projects.ts';
import type { Reader, Store, Transaction } from '../store.ts';
import {
  changedFields,
  columnsOf,
  fieldsOf,
  findPersonRow,
  type PersonRow,
  samePerson,
  tidied,
} from './person-rows.ts';
import { refused, registering } from './registering.ts';

/** A person as it is sent; without a first day, that is today, and not before the project's own. */
export type PersonBody = Omit<PersonFields, 'startedOn'> & { readonly startedOn?: string | undefined };

/** The first day of somebody who is added today. */
export const firstDay = (project: Pick<ProjectRow, 'starts_on'>, today: string): string =>
  today > project.starts_on ? today : project.starts_on;

async function faultsOf(
  reader: Reader,
  projectId: string,
  body: PersonBody,
  now: Date,
): Promise<{ fields: PersonFields; faults: FieldFault[] }> {
  const plan = await planOf(reader, projectId);
  const project = await reader('projects').where({ id: projectId }).first<ProjectRow>('starts_on');
  const today = dayOf(now);
  const fields = tidied({ ...body, startedOn: body.startedOn ?? firstDay(project, today) });
  return { fields, faults: personFaults(fields, plan, { today, projectStart: project.starts_on }) };
}

async function refuseOrganisation(trx: Transaction, projectId: string, id: string | null): Promise<Refusal | null> {
  if (id === null) return null;
  const known = await trx('organisations').where({ id, project_id: projectId }).first('id');
  return known ? null : { code: 'unknown-key', field: 'organisationId', key: id };
}

/** Adds a person; the command's target is the new person's id. */
export async function addPerson(
  store: Store,
  command: CommandInput & { readonly body: PersonBody },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { fields, faults } = await faultsOf(store.knex, projectId, command.body, now);
  return registering(store, command, projectId, now, faults, async ({ trx, plan }) => {
    const refusal = await refuseOrganisation(trx, projectId, fields.organisationId);
    if (refusal) return refused(refusal);
    const same = await samePerson(trx, projectId, fields);
    if (same !== null) return refused({ code: 'person-exists', personId: same });
    const id = command.targetId;
    await trx('persons').insert({
      id,
      project_id: projectId,
      ...columnsOf(fields, plan),
      created_at: now,
      changed_by: command.userId,
      changed_at: now,
    });
    const event = { projectId, type: 'person.added', at: now, actorId: command.userId, milestoneId: null };
    await recordMarked(trx, { ...event, data: { personId: id } }, { person: [id] });
    return { done: true, result: { id } };
  });
}

/** Why a record takes no change: it went into another one, or its person was erased. */
export function refuseGone(row: PersonRow): Refusal | null {
  if (row.merged_into !== null) return { code: 'person-merged', into: row.merged_into };
  return row.erased_at === null ? null : { code: 'person-erased' };
}

/** Who changed a record last. */
export async function changerOf(reader: Reader, changedBy: string | null): Promise<string | null> {
  if (changedBy === null) return null;
  const user = await reader('users').where({ id: changedBy }).first<{ name: string } | undefined>('name');
  return user?.name ?? null;
}

/** Changes a person from the version that was read; a stale one is refused and says who was first. */
export async function changePerson(
  store: Store,
  command: CommandInput & { readonly body: PersonBody & { readonly version: number } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { version, ...body } = command.body;
  const id = command.targetId;
  const known = await findPersonRow(store.knex, id);
  const { fields, faults } = await faultsOf(
    store.knex,
    projectId,
    { ...body, startedOn: body.startedOn ?? known?.started_on },
    now,
  );
  return registering(store, command, projectId, now, faults, async ({ trx, plan }) => {
    const row = await findPersonRow(trx, id);
    if (row?.project_id !== projectId) return refused({ code: 'unknown-key', field: 'id', key: id });
    const gone = refuseGone(row);
    if (gone) return refused(gone);
    if (row.version !== version) return refused({ code: 'record-changed', by: await changerOf(trx, row.changed_by) });
    const refusal = await refuseOrganisation(trx, projectId, fields.organisationId);
    if (refusal) return refused(refusal);
    const same = await samePerson(trx, projectId, fields, [id]);
    if (same !== null) return refused({ code: 'person-exists', personId: same });
    await writePerson(trx, row, columnsOf(fields, plan), command.userId, now);
    const data = { personId: id, version: version + 1, fields: changedFields(fieldsOf(row), fields) };
    const event = { projectId, type: 'person.changed', at: now, actorId: command.userId, milestoneId: null };
    await recordMarked(trx, { ...event, data }, { person: [id] });
    return { done: true, result: { id } };
  });
}

/** Writes a record's new values as its next version. */
export async function writePerson(
  trx: Transaction,
  row: Pick<PersonRow, 'id' | 'version'>,
  columns: object,
  userId: string | null,
  now: Date,
): Promise<void> {
  await trx('persons')
    .where({ id: row.id })
    .update({ ...columns, version: row.version + 1, changed_by: userId, changed_at: now });
}
