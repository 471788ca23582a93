/** One row of a participants' file, read against the plan: a person's record, or why it is refused. */
import { Temporal } from 'temporal-polyfill';
import { isEmail, isPhone } from './contact.ts';
import type { ColumnField, ImportColumn } from './import-columns.ts';
import type { LocalText } from './lifecycle.ts';
import { searchKey } from './locale.ts';
import { FIELD_LENGTH, type FieldChoice, type PersonFields, personFaults } from './participants.ts';
import type { Plan } from './plan.ts';
import { cleanText } from './text.ts';

/** A person as a file tells it: the organisation by name, the first day perhaps not at all. */
export interface ImportedPerson extends Omit<PersonFields, 'organisationId'> {
  readonly organisation: string | null;
}

/** Why a row is refused: in which column (null for the row as a whole), and what is wrong. */
export interface RowFault {
  readonly column: string | null;
  readonly reason: LocalText;
}

export interface ReadRow {
  readonly person: ImportedPerson;
  /** Empty for a row that can be imported. */
  readonly faults: readonly RowFault[];
}

export interface ImportDays {
  readonly today: string;
  readonly projectStart: string;
  /** First day of those whose row names none. */
  readonly firstDay: string;
}

const NAME_LENGTH = 100;
const ORGANISATION_LENGTH = 200;
const MISSING: LocalText = { ro: 'Lipsește.', en: 'Is missing.' };
const NO_DAY: LocalText = {
  ro: 'Nu este o zi care există. Scrieți ca 31.12.1990, 1990-12-31 sau 31/12/1990.',
  en: 'Is no day that exists. Write like 31.12.1990, 1990-12-31 or 31/12/1990.',
};
const NO_EMAIL: LocalText = { ro: 'Nu este o adresă de e-mail.', en: 'Is no e-mail address.' };
const NO_PHONE: LocalText = { ro: 'Nu este un număr de telefon.', en: 'Is no telephone number.' };
const tooLong = (most: number): LocalText => ({
  ro: `Are peste ${most} de caractere.`,
  en: `Has more than ${most} characters.`,
});

/** A day as people write it (31.12.1990, 1990-12-31, 31/12/1990), as YYYY-MM-DD; null for anything else. */
export function readDay(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ??
    swapped(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text));
  if (year === undefined) return null;
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

const swapped = (found: RegExpExecArray | null): readonly (string | undefined)[] =>
  found === null ? [] : [found[0], found[3], found[2], found[1]];

/**
 * Reads the cells of one row.
 * @param cells texts in the columns' order; fewer than columns where the last ones are empty
 */
export function readRow(
  cells: readonly string[],
  columns: readonly ImportColumn[],
  plan: Plan,
  days: ImportDays,
): ReadRow {
  const faults: RowFault[] = [];
  const headingOf = (field: string) => columns.find((column) => column.field === field)?.heading ?? null;
  const refuse = (field: string, reason: LocalText) => faults.push({ column: headingOf(field), reason });
  const written = (field: ColumnField, most: number): string => {
    const at = columns.findIndex((column) => column.field === field);
    const text = at < 0 ? '' : cleanText(cells[at] ?? '').replace(/\s+/g, ' ');
    if (text.length <= most) return text;
    refuse(field, tooLong(most));
    return '';
  };
  const checked = (field: ColumnField, is: (text: string) => boolean, reason: LocalText): string | null => {
    const text = written(field, FIELD_LENGTH);
    if (text === '') return null;
    if (is(text)) return text;
    refuse(field, reason);
    return null;
  };
  const day = (field: ColumnField): string | null => {
    const text = written(field, FIELD_LENGTH);
    const found = readDay(text);
    if (text !== '' && found === null) refuse(field, NO_DAY);
    return found;
  };
  const chosen = (field: ColumnField, choices: readonly FieldChoice[]): string => {
    const text = written(field, FIELD_LENGTH);
    // What is no choice stays as it was written, so that it is refused with the choices there are.
    return text === '' ? '' : (readChoice(text, choices) ?? text);
  };

  const familyName = written('familyName', NAME_LENGTH);
  const givenName = written('givenName', NAME_LENGTH);
  for (const [field, name] of Object.entries({ familyName, givenName })) {
    if (name === '' && !faults.some(({ column }) => column === headingOf(field))) refuse(field, MISSING);
  }
  const categories = plan.targetGroup.categories.map(({ key, name }) => ({ key, title: name }));
  const own = plan.participants.fields.map(({ key, choices }): [string, string] => {
    const field = `fields.${key}` as const;
    return [key, choices.length === 0 ? written(field, FIELD_LENGTH) : chosen(field, choices)];
  });
  const person: ImportedPerson = {
    familyName,
    givenName,
    birthDate: day('birthDate'),
    email: checked('email', isEmail, NO_EMAIL)?.toLowerCase() ?? null,
    phone: checked('phone', isPhone, NO_PHONE),
    category: chosen('category', categories) || null,
    organisation: written('organisationId', ORGANISATION_LENGTH) || null,
    fields: Object.fromEntries(own.filter(([, value]) => value !== '')),
    consentedOn: day('consentedOn'),
    startedOn: day('startedOn') ?? days.firstDay,
  };
  for (const { field, reason } of personFaults({ ...person, organisationId: null }, plan, days)) refuse(field, reason);
  return { person, faults };
}

/** The key of the choice that a text means: its key or title in either language; of two choices the first letter too. */
function readChoice(text: string, choices: readonly FieldChoice[]): string | null {
  const wanted = searchKey(text);
  const names = ({ key, title }: FieldChoice) => [key, title.ro, title.en].map(searchKey);
  const exact = choices.find((choice) => names(choice).includes(wanted));
  if (exact) return exact.key;
  if (choices.length !== 2 || wanted.length !== 1) return null;
  const meant = choices.filter((choice) => names(choice).some((name) => name.startsWith(wanted)));
  return meant.length === 1 ? (meant[0]?.key ?? null) : null;
}
