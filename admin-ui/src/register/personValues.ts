/** A person's record as the fields of a form hold it, and back. An empty field is an empty string. */
import type { Typed } from '../api/rebase.ts';
import type { Person, PersonChange } from '../api/types.ts';

/** The fields that every plan has. */
const OWN = [
  'familyName',
  'givenName',
  'birthDate',
  'email',
  'phone',
  'category',
  'organisationId',
  'organisationName',
  'consentedOn',
  'startedOn',
] as const;
export type OwnField = (typeof OWN)[number];

/** The plan's own fields stand beside the others as `fields.<key>`, which is how the server names them as well. */
export type PersonValues = Typed & Readonly<Record<OwnField, string>>;

export const planField = (key: string): `fields.${string}` => `fields.${key}`;
const PLAN_FIELD = planField('');

const EMPTY = Object.fromEntries(OWN.map((field) => [field, ''])) as Record<OwnField, string>;

/** @param keys of the plan's fields */
export function emptyValues(keys: readonly string[]): PersonValues {
  return { ...EMPTY, ...Object.fromEntries(keys.map((key) => [planField(key), ''])) };
}

export function valuesOf(person: Person, keys: readonly string[]): PersonValues {
  const { familyName, givenName, birthDate, email, phone, category, organisation, consentedOn, startedOn } = person;
  return {
    familyName,
    givenName,
    birthDate: birthDate ?? '',
    email: email ?? '',
    phone: phone ?? '',
    category: category ?? '',
    organisationId: organisation?.id ?? '',
    organisationName: organisation?.name ?? '',
    consentedOn: consentedOn ?? '',
    startedOn,
    ...Object.fromEntries(keys.map((key) => [planField(key), person.fields[key] ?? ''])),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

/** What the server is sent; the organisation travels by its id, a first day that was left empty not at all. */
export function bodyOf(values: PersonValues): Omit<PersonChange, 'version'> {
  const fields = Object.entries(values)
    .filter(([name, value]) => name.startsWith(PLAN_FIELD) && value.trim() !== '')
    .map(([name, value]) => [name.slice(PLAN_FIELD.length), value]);
  return {
    familyName: values.familyName,
    givenName: values.givenName,
    birthDate: orNull(values.birthDate),
    email: orNull(values.email),
    phone: orNull(values.phone),
    category: orNull(values.category),
    organisationId: orNull(values.organisationId),
    consentedOn: orNull(values.consentedOn),
    fields: Object.fromEntries(fields),
    ...(values.startedOn === '' ? {} : { startedOn: values.startedOn }),
  };
}
