/**
 * What the plan asks of a participant (R3, R27): fields, age groups, consent and how long the register is kept.
 */
import { Temporal } from 'temporal-polyfill';
import type { Locale, LocalText } from './lifecycle.ts';
import { listed } from './locale.ts';
import { holdsNationalId } from './national-id.ts';
import type { Plan } from './plan.ts';

export interface FieldChoice {
  readonly key: string;
  readonly title: LocalText;
}

/** A field of the register that the plan adds: chosen from a list, or written. */
export interface ParticipantField {
  readonly key: string;
  readonly title: LocalText;
  /** Empty for a field that is written. */
  readonly choices: readonly FieldChoice[];
  /** Without it the record counts in the grand total only (R3). */
  readonly required: boolean;
}

export interface AgeGroup {
  readonly key: string;
  readonly title: LocalText;
  /** Completed years on the first day in the project, both ends counted; null for no upper end. */
  readonly from: number;
  readonly to: number | null;
}

/** What the rules look at in a person's record. */
export interface ParticipantRecord {
  readonly birthDate: string | null;
  readonly ageGroup: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** A person's record as somebody writes it; days are YYYY-MM-DD. */
export interface PersonFields {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Key of a category of the target group; null for a citizen outside of it. */
  readonly category: string | null;
  readonly organisationId: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly consentedOn: string | null;
  /** First day in the project. */
  readonly startedOn: string;
}

/** A field that cannot stay as it is: its name, dotted for the plan's own (`fields.gender`), and why. */
export interface FieldFault {
  readonly field: string;
  readonly reason: LocalText;
}

export const BIRTH_DATE: LocalText = { ro: 'Data nașterii', en: 'Date of birth' };
/** Longest value of one of the plan's own fields, in characters. */
export const FIELD_LENGTH = 200;
/** Nobody who takes part is older, in completed years. */
const OLDEST = 120;

const NATIONAL_ID: LocalText = {
  ro: 'Conține un cod numeric personal (CNP), care nu se păstrează nicăieri. Ștergeți-l.',
  en: 'Holds a national identity number (CNP), which is not kept anywhere. Remove it.',
};

/** The value that a record has for one of the plan's fields; '' where it has none. */
export function fieldValue(record: Pick<ParticipantRecord, 'fields'>, key: string): string {
  // A plan may name a field "constructor": what every object inherits is no value.
  return Object.hasOwn(record.fields, key) ? (record.fields[key] ?? '') : '';
}

/** R3: what a record lacks to be complete, in the plan's order: required fields, then the age. Empty when complete. */
export function missingFields(
  record: ParticipantRecord,
  plan: Pick<Plan, 'participants'>,
): { readonly key: string; readonly title: LocalText }[] {
  const missing = plan.participants.fields
    .filter(({ key, required }) => required && fieldValue(record, key) === '')
    .map(({ key, title }) => ({ key, title }));
  const ageKnown = record.birthDate !== null || record.ageGroup !== null;
  return ageKnown ? missing : [...missing, { key: 'birthDate', title: BIRTH_DATE }];
}

/** Completed years from one day to another; somebody born on 29 February is a year older on 1 March of other years. */
export function completedYears(birthDate: string, day: string): number {
  const [birth, on] = [Temporal.PlainDate.from(birthDate), Temporal.PlainDate.from(day)];
  const hadBirthday = on.month > birth.month || (on.month === birth.month && on.day >= birth.day);
  return on.year - birth.year - (hadBirthday ? 0 : 1);
}

/** Key of the age group that somebody is in on a day; null where no group holds their age. */
export function ageGroupOn(birthDate: string, day: string, groups: readonly AgeGroup[]): string | null {
  const age = completedYears(birthDate, day);
  return groups.find(({ from, to }) => age >= from && (to === null || age <= to))?.key ?? null;
}

/** Why a value cannot stand in one of the plan's fields; null when it can. An empty one can: it is missing (R3). */
export function fieldFault(field: ParticipantField, value: string): LocalText | null {
  if (holdsNationalId(value)) return NATIONAL_ID;
  if (value === '' || field.choices.length === 0) return null;
  if (field.choices.some(({ key }) => key === value)) return null;
  return choose(field.choices.map(({ title }) => title));
}

function choose(titles: readonly LocalText[]): LocalText {
  const all = (locale: Locale) =>
    listed(
      titles.map((title) => title[locale]),
      locale,
      'or',
    );
  return { ro: `Alegeți dintre: ${all('ro')}.`, en: `Choose ${all('en')}.` };
}

/** Free texts of the register (names, addresses, notes, reasons) that hold a national identity number. */
export function nationalIdFaults(texts: Readonly<Record<string, string | null | undefined>>): FieldFault[] {
  return Object.entries(texts).flatMap(([field, text]) =>
    text && holdsNationalId(text) ? [{ field, reason: NATIONAL_ID }] : [],
  );
}

/**
 * Everything that is wrong with a person's record, by field. Whether the organisation exists is not known here.
 * @param days today, and the project's first day
 */
export function personFaults(
  person: PersonFields,
  plan: Pick<Plan, 'participants' | 'targetGroup'>,
  days: { readonly today: string; readonly projectStart: string },
): FieldFault[] {
  const { familyName, givenName, email, phone, category } = person;
  return [
    ...nationalIdFaults({ familyName, givenName, email, phone }),
    ...categoryFaults(category, plan),
    ...ownFieldFaults(person.fields, plan),
    ...dayFaults(person, days),
  ];
}

function categoryFaults(category: string | null, { targetGroup }: Pick<Plan, 'targetGroup'>): FieldFault[] {
  if (category === null || targetGroup.categories.some(({ key }) => key === category)) return [];
  return [{ field: 'category', reason: choose(targetGroup.categories.map(({ name }) => name)) }];
}

function ownFieldFaults(fields: PersonFields['fields'], { participants }: Pick<Plan, 'participants'>): FieldFault[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const field = participants.fields.find((known) => known.key === key);
    const reason = field
      ? fieldFault(field, value)
      : { ro: 'Planul nu cere acest câmp.', en: 'The plan does not ask for this field.' };
    return reason ? [{ field: `fields.${key}`, reason }] : [];
  });
}

function dayFaults(
  { birthDate, consentedOn, startedOn }: PersonFields,
  { today, projectStart }: { readonly today: string; readonly projectStart: string },
): FieldFault[] {
  const faults: FieldFault[] = [];
  if (birthDate !== null && (birthDate > startedOn || completedYears(birthDate, startedOn) > OLDEST)) {
    faults.push({
      field: 'birthDate',
      reason: { ro: 'Nu poate fi o dată a nașterii.', en: 'This cannot be a date of birth.' },
    });
  }
  if (consentedOn !== null && consentedOn > today) {
    faults.push({
      field: 'consentedOn',
      reason: { ro: 'Ziua nu a venit încă.', en: 'This day has not come yet.' },
    });
  }
  if (startedOn < projectStart) {
    faults.push({
      field: 'startedOn',
      reason: { ro: 'Este înaintea începutului proiectului.', en: "This is before the project's start." },
    });
  } else if (startedOn > today && startedOn > projectStart) {
    faults.push({
      field: 'startedOn',
      reason: { ro: 'Ziua nu a venit încă.', en: 'This day has not come yet.' },
    });
  }
  return faults;
}
