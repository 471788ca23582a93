/** Which column of a participants' file is what: by its heading, in Romanian or English, as people write it. */
import type { Locale, LocalText } from './lifecycle.ts';
import { searchKey } from './locale.ts';
import type { Plan } from './plan.ts';

/** Fields that every register has; the plan's own are `fields.<key>`. The organisation is read by its name. */
const OWN = [
  'familyName',
  'givenName',
  'birthDate',
  'email',
  'phone',
  'category',
  'organisationId',
  'startedOn',
  'consentedOn',
] as const;
type OwnColumn = (typeof OWN)[number];
export type ColumnField = OwnColumn | `fields.${string}`;

export interface ImportColumn {
  readonly heading: string;
  /** null for a column that is not read. */
  readonly field: ColumnField | null;
}

/** Headings of an exported register; they are recognised when it comes back. */
export const COLUMN_TITLES: Readonly<Record<OwnColumn, LocalText>> = {
  familyName: { ro: 'Nume de familie', en: 'Family name' },
  givenName: { ro: 'Prenume', en: 'Given name' },
  birthDate: { ro: 'Data nașterii', en: 'Date of birth' },
  email: { ro: 'E-mail', en: 'E-mail' },
  phone: { ro: 'Telefon', en: 'Phone' },
  category: { ro: 'Categoria grupului țintă', en: 'Target-group category' },
  organisationId: { ro: 'Organizația', en: 'Organisation' },
  startedOn: { ro: 'Prima zi în proiect', en: 'First day in the project' },
  consentedOn: { ro: 'Data acordului', en: 'Date of consent' },
};

/** What else people call them; without diacritics and signs. */
const ALSO: Readonly<Record<OwnColumn, readonly string[]>> = {
  familyName: ['nume', 'numele', 'numele de familie', 'last name', 'surname'],
  givenName: ['prenumele', 'given names', 'first name', 'first names', 'forename'],
  birthDate: ['data de nastere', 'nascut la', 'nascuta la', 'birth date', 'born on'],
  email: ['email', 'adresa de e mail', 'adresa de email', 'adresa e mail', 'mail', 'e mail address', 'email address'],
  phone: [
    'telefonul',
    'numar de telefon',
    'nr telefon',
    'nr de telefon',
    'telephone',
    'phone number',
    'mobil',
    'mobile',
  ],
  category: ['categorie', 'categoria', 'grup tinta', 'grupul tinta', 'category', 'target group'],
  organisationId: ['organizatie', 'institutie', 'institutia', 'ong', 'organization', 'institution', 'ngo'],
  startedOn: [
    'prima zi',
    'data intrarii',
    'data intrarii in proiect',
    'in proiect din',
    'first day',
    'start date',
    'started on',
  ],
  consentedOn: [
    'acord',
    'acordul',
    'consimtamant',
    'data consimtamantului',
    'ziua acordului',
    'consent',
    'consent date',
    'consented on',
    'day of consent',
  ],
};

/** A heading as it is compared: without case, marks and signs (`Nume *:` is `nume`). */
export const headingKey = (heading: string): string =>
  searchKey(heading)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** The columns of an exported register, in their order. */
export function exportColumns(
  plan: Pick<Plan, 'participants'>,
  locale: Locale,
): { field: ColumnField; heading: string }[] {
  return [
    ...OWN.map((field) => ({ field, heading: COLUMN_TITLES[field][locale] })),
    ...plan.participants.fields.map(({ key, title }) => ({ field: `fields.${key}` as const, heading: title[locale] })),
  ];
}

export type ColumnReading =
  | { readonly columns: readonly ImportColumn[]; readonly fault: null }
  | { readonly columns: null; readonly fault: LocalText };

/** Recognises the headings; a file without names, or with two columns for one field, is refused. */
export function readColumns(headings: readonly string[], plan: Pick<Plan, 'participants'>): ColumnReading {
  const known = knownHeadings(plan);
  const columns = headings.map((heading) => ({ heading, field: known.get(headingKey(heading)) ?? null }));
  for (const [at, { heading, field }] of columns.entries()) {
    const first = field === null ? undefined : columns.slice(0, at).find((column) => column.field === field);
    if (first) {
      return faulty({
        ro: `Coloanele „${first.heading}” și „${heading}” înseamnă același lucru. Păstrați una singură.`,
        en: `The columns “${first.heading}” and “${heading}” mean the same. Keep only one of them.`,
      });
    }
  }
  const missing = (['familyName', 'givenName'] as const).filter((name) => !columns.some(({ field }) => field === name));
  if (missing.length === 0) return { columns, fault: null };
  const named = (locale: Locale) => missing.map((name) => COLUMN_TITLES[name][locale]).join(', ');
  return faulty({
    ro: `Primul rând trebuie să numească coloanele; nu s-au găsit: ${named('ro')}.`,
    en: `The first row has to name the columns; not found: ${named('en')}.`,
  });
}

const faulty = (fault: LocalText): ColumnReading => ({ columns: null, fault });

/** The register's own names win over a plan's title that is the same. */
function knownHeadings(plan: Pick<Plan, 'participants'>): Map<string, ColumnField> {
  const known = new Map<string, ColumnField>();
  for (const { key, title } of plan.participants.fields) {
    for (const name of [key, title.ro, title.en]) known.set(headingKey(name), `fields.${key}`);
  }
  for (const field of OWN) {
    for (const name of [field, COLUMN_TITLES[field].ro, COLUMN_TITLES[field].en, ...ALSO[field]]) {
      known.set(headingKey(name), field);
    }
  }
  return known;
}
