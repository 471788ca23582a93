/** An organisation as the fields of a form hold it, and back. An empty field is an empty string. */
import type { Typed } from '../api/rebase.ts';
import type { Organisation, OrganisationChange } from '../api/types.ts';

export type OrganisationValues = Typed & Readonly<Record<'name' | 'email' | 'phone' | 'note', string>>;

export const emptyValues = (name: string): OrganisationValues => ({ name, email: '', phone: '', note: '' });

export function valuesOf({ name, email, phone, note }: Organisation): OrganisationValues {
  return { name, email: email ?? '', phone: phone ?? '', note };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

export function bodyOf({ name, email, phone, note }: OrganisationValues): Omit<OrganisationChange, 'version'> {
  return { name, email: orNull(email), phone: orNull(phone), note };
}
