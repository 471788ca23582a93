/** A person's row as the register's commands read and write it. */
import { ageGroupOn, type PersonFields } from '../../domain/participants.ts';
import { personKey } from '../../domain/person-key.ts';
import type { Plan } from '../../domain/plan.ts';
import { cleanText } from '../../domain/text.ts';
import type { Reader, Transaction } from '../store.ts';

export interface PersonRow {
  readonly id: string;
  readonly project_id: string;
  readonly family_name: string;
  readonly given_name: string;
  readonly name_key: string;
  readonly birth_date: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly category: string | null;
  readonly organisation_id: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly consented_on: string | null;
  readonly started_on: string;
  readonly version: number;
  readonly created_at: Date;
  readonly merged_into: string | null;
  readonly erased_at: Date | null;
  readonly age_group: string | null;
  readonly changed_by: string | null;
  readonly changed_at: Date | null;
  readonly import_id: string | null;
}

export const findPersonRow = (reader: Reader, id: string): Promise<PersonRow | undefined> =>
  reader('persons').where({ id }).first<PersonRow | undefined>();

const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');

/** The same fields with their texts as they are kept: cleaned, names on one line, empty values left out. */
export function tidied(fields: PersonFields): PersonFields {
  const own = Object.entries(fields.fields)
    .map(([key, value]) => [key, cleanText(value)] as const)
    .filter(([, value]) => value !== '');
  return {
    ...fields,
    familyName: oneLine(fields.familyName),
    givenName: oneLine(fields.givenName),
    fields: Object.fromEntries(own),
  };
}

/** The columns that hold a person's fields, with what follows from them: key of the name, age group at the start. */
export function columnsOf(fields: PersonFields, plan: Plan) {
  const { birthDate, startedOn } = fields;
  return {
    family_name: fields.familyName,
    given_name: fields.givenName,
    name_key: personKey(fields.familyName, fields.givenName),
    birth_date: birthDate,
    email: fields.email,
    phone: fields.phone,
    category: fields.category,
    organisation_id: fields.organisationId,
    fields: JSON.stringify(fields.fields),
    consented_on: fields.consentedOn,
    started_on: startedOn,
    age_group: birthDate === null ? null : ageGroupOn(birthDate, startedOn, plan.participants.ageGroups.groups),
  };
}

export function fieldsOf(row: PersonRow): PersonFields {
  return {
    familyName: row.family_name,
    givenName: row.given_name,
    birthDate: row.birth_date,
    email: row.email,
    phone: row.phone,
    category: row.category,
    organisationId: row.organisation_id,
    fields: row.fields,
    consentedOn: row.consented_on,
    startedOn: row.started_on,
  };
}

/** Names of the fields that differ, the plan's own as `fields.<key>`: what an event may say of a change. */
export function changedFields(before: PersonFields, after: PersonFields): string[] {
  const { fields: ownBefore, ...was } = before;
  const { fields: ownAfter, ...is } = after;
  const own = new Set([...Object.keys(ownBefore), ...Object.keys(ownAfter)]);
  return [
    ...Object.keys(is).filter((name) => Reflect.get(was, name) !== Reflect.get(is, name)),
    ...[...own].filter((key) => ownBefore[key] !== ownAfter[key]).map((key) => `fields.${key}`),
  ];
}

/**
 * R2: the record that these fields would repeat: the same name with the same birth date, or both without one.
 * A record that was merged answers with the one it went into.
 */
export async function samePerson(
  trx: Transaction,
  projectId: string,
  fields: Pick<PersonFields, 'familyName' | 'givenName' | 'birthDate'>,
  except: readonly string[] = [],
): Promise<string | null> {
  const same = await trx('persons')
    .where({ project_id: projectId, name_key: personKey(fields.familyName, fields.givenName), erased_at: null })
    .where({ birth_date: fields.birthDate })
    .select<{ id: string; merged_into: string | null }[]>('id', 'merged_into');
  const found = same.map(({ id, merged_into }) => merged_into ?? id).find((id) => !except.includes(id));
  return found ?? null;
}
