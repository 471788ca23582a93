/**
 * The roll: who may vote (R13, R14). A row of the town hall's list, read; what of it cannot stand; the age on voting day.
 * Residence is what the list itself certifies: nobody is on it who does not live in the commune.
 */
import { isEmail } from './contact.ts';
import { headingKey } from './import-columns.ts';
import { type RowFault, readDay } from './import-row.ts';
import type { Locale, LocalText } from './lifecycle.ts';
import { completedYears, type FieldFault, nationalIdFaults } from './participants.ts';
import { personKey } from './person-key.ts';
import { cleanText } from './text.ts';

/** Somebody on the roll, as it is written; the day is YYYY-MM-DD. */
export interface VoterFields {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  /** Village, street and number: for the letter. */
  readonly address: string;
  readonly email: string | null;
  readonly locale: Locale;
}

export const VOTER_FIELDS = ['familyName', 'givenName', 'birthDate', 'address', 'email', 'locale'] as const;
export type VoterField = (typeof VOTER_FIELDS)[number];

export const VOTER_TITLES: Readonly<Record<VoterField, LocalText>> = {
  familyName: { ro: 'Nume de familie', en: 'Family name' },
  givenName: { ro: 'Prenume', en: 'Given name' },
  birthDate: { ro: 'Data nașterii', en: 'Date of birth' },
  address: { ro: 'Adresa', en: 'Address' },
  email: { ro: 'E-mail', en: 'E-mail' },
  locale: { ro: 'Limba', en: 'Language' },
};

const ALSO: Readonly<Record<VoterField, readonly string[]>> = {
  familyName: ['nume', 'numele', 'numele de familie', 'last name', 'surname'],
  givenName: ['prenumele', 'given names', 'first name', 'first names', 'forename'],
  birthDate: ['data de nastere', 'nascut la', 'nascuta la', 'birth date', 'born on'],
  address: ['adresa de domiciliu', 'domiciliu', 'domiciliul', 'strada', 'residence'],
  email: ['email', 'adresa de e mail', 'adresa de email', 'mail', 'e mail address', 'email address'],
  locale: ['limba de comunicare', 'language'],
};

const KNOWN = new Map<string, VoterField>(
  VOTER_FIELDS.flatMap((field) =>
    [field, VOTER_TITLES[field].ro, VOTER_TITLES[field].en, ...ALSO[field]].map(
      (name) => [headingKey(name), field] as const,
    ),
  ),
);

export interface RollColumn {
  readonly heading: string;
  /** null for a column that is not read. */
  readonly field: VoterField | null;
}

export type RollColumns =
  | { readonly columns: readonly RollColumn[]; readonly fault: null }
  | { readonly columns: null; readonly fault: LocalText };

const NEEDED = ['familyName', 'givenName', 'birthDate'] as const;

/** Recognises the headings; a list without names and birth dates, or with two columns for one thing, is refused. */
export function readRollColumns(headings: readonly string[]): RollColumns {
  const columns = headings.map((heading) => ({ heading, field: KNOWN.get(headingKey(heading)) ?? null }));
  for (const [at, { heading, field }] of columns.entries()) {
    const first = field === null ? undefined : columns.slice(0, at).find((column) => column.field === field);
    if (first)
      return {
        columns: null,
        fault: {
          ro: `Coloanele „${first.heading}” și „${heading}” înseamnă același lucru. Păstrați una singură.`,
          en: `The columns “${first.heading}” and “${heading}” mean the same. Keep only one of them.`,
        },
      };
  }
  const missing = NEEDED.filter((name) => !columns.some(({ field }) => field === name));
  if (missing.length === 0) return { columns, fault: null };
  const named = (locale: Locale) => missing.map((name) => VOTER_TITLES[name][locale]).join(', ');
  return {
    columns: null,
    fault: {
      ro: `Primul rând trebuie să numească coloanele; nu s-au găsit: ${named('ro')}.`,
      en: `The first row has to name the columns; not found: ${named('en')}.`,
    },
  };
}

const LENGTHS: Readonly<Partial<Record<VoterField, number>>> = {
  familyName: 100,
  givenName: 100,
  address: 300,
  email: 254,
};
const MISSING: LocalText = { ro: 'Lipsește.', en: 'Is missing.' };
const NO_DAY: LocalText = {
  ro: 'Nu este o zi care există. Scrieți ca 31.12.1990, 1990-12-31 sau 31/12/1990.',
  en: 'Is no day that exists. Write like 31.12.1990, 1990-12-31 or 31/12/1990.',
};
const NO_EMAIL: LocalText = { ro: 'Nu este o adresă de e-mail.', en: 'Is no e-mail address.' };
const NO_LANGUAGE: LocalText = { ro: 'Scrieți ro sau en.', en: 'Write ro or en.' };
/** Nobody who votes is older, in completed years. */
const OLDEST = 120;

/** What the charter asks of a voter. */
export interface VoterRule {
  readonly minimumAge: number;
  /** YYYY-MM-DD, in Romania. */
  readonly votingDay: string;
}

const tooYoung = (age: number, minimumAge: number): LocalText => ({
  ro: `În ziua votului are ${age} ani împliniți; regulamentul cere ${minimumAge} (R13).`,
  en: `Has completed ${age} years on voting day; the charter asks for ${minimumAge} (R13).`,
});

/** R13: completed years on voting day; somebody whose birthday it is has the age. */
export const ageOnVotingDay = (birthDate: string, { votingDay }: Pick<VoterRule, 'votingDay'>): number =>
  completedYears(birthDate, votingDay);

/** Everything that is wrong with somebody as they are to stand on the roll, by field. */
export function voterFaults(voter: VoterFields, rule: VoterRule): FieldFault[] {
  const { familyName, givenName, birthDate, address, email } = voter;
  const faults: FieldFault[] = [...nationalIdFaults({ familyName, givenName, address, email })];
  for (const [field, value] of [
    ['familyName', familyName],
    ['givenName', givenName],
  ] as const)
    if (value === '') faults.push({ field, reason: MISSING });
  for (const [field, most] of Object.entries(LENGTHS) as [VoterField, number][])
    if ((voter[field] ?? '').length > most)
      faults.push({
        field,
        reason: { ro: `Are peste ${most} de caractere.`, en: `Has more than ${most} characters.` },
      });
  if (email !== null && !isEmail(email)) faults.push({ field: 'email', reason: NO_EMAIL });
  const age = ageOnVotingDay(birthDate, rule);
  if (age > OLDEST || birthDate > rule.votingDay)
    faults.push({
      field: 'birthDate',
      reason: { ro: 'Nu poate fi o dată a nașterii.', en: 'This cannot be a date of birth.' },
    });
  else if (age < rule.minimumAge) faults.push({ field: 'birthDate', reason: tooYoung(age, rule.minimumAge) });
  return faults;
}

export interface ReadVoter {
  /** Null where a fault leaves no voter. */
  readonly voter: VoterFields | null;
  /** Empty for a row that can be imported. */
  readonly faults: readonly RowFault[];
}

/**
 * Reads the cells of one row of a list.
 * @param cells texts in the columns' order; fewer than columns where the last ones are empty
 */
export function readVoter(cells: readonly string[], columns: readonly RollColumn[], rule: VoterRule): ReadVoter {
  const headingOf = (field: string) => columns.find((column) => column.field === field)?.heading ?? null;
  const value = (field: VoterField): string => {
    const at = columns.findIndex((column) => column.field === field);
    return at < 0 ? '' : cleanText(cells[at] ?? '').replace(/\s+/g, ' ');
  };
  const faults: RowFault[] = [];
  const written = value('birthDate');
  const birthDate = readDay(written);
  if (birthDate === null) faults.push({ column: headingOf('birthDate'), reason: written === '' ? MISSING : NO_DAY });
  const language = value('locale').toLowerCase().slice(0, 2) || 'ro';
  if (language !== 'ro' && language !== 'en') faults.push({ column: headingOf('locale'), reason: NO_LANGUAGE });
  const voter: VoterFields = {
    familyName: value('familyName'),
    givenName: value('givenName'),
    // A day that cannot be read is a fault of its own; nobody is too young or too old for it.
    birthDate: birthDate ?? rule.votingDay,
    address: value('address'),
    email: value('email').toLowerCase() || null,
    locale: language === 'en' ? 'en' : 'ro',
  };
  for (const { field, reason } of voterFaults(voter, birthDate === null ? { ...rule, minimumAge: 0 } : rule))
    faults.push({ column: headingOf(field), reason });
  return { voter: faults.length === 0 ? voter : null, faults };
}

/** R14: what makes somebody one person on a roll: the name in any order and spelling of it, and the birth date. */
export const voterIdentity = ({
  familyName,
  givenName,
  birthDate,
}: Pick<VoterFields, 'familyName' | 'givenName' | 'birthDate'>): string =>
  `${personKey(familyName, givenName)}\n${birthDate}`;
