/** The register in figures (R1, R3): what SQL counts as well, so that each can be held against the other. */
import { addYears } from './calendar.ts';
import type { GateFacts } from './gate.ts';
import type { LocalText } from './lifecycle.ts';
import { fieldValue, missingFields, type ParticipantRecord } from './participants.ts';
import type { Plan } from './plan.ts';

/** One record of a person in a project (R2): merged ones are left out, erased ones are in (R28). */
export interface RegisteredPerson extends ParticipantRecord {
  readonly category: string | null;
  readonly erased: boolean;
}

/** R3: persons of all records; every other count holds complete records only. */
export interface RegisterSummary {
  readonly persons: number;
  readonly complete: number;
  readonly incomplete: number;
  readonly erased: number;
  /** The plan's categories in its order, then (key null) who is outside of them. */
  readonly byCategory: readonly CategoryCount[];
  /** The fields that are chosen from a list; a count with choice null for a field that may be left empty. */
  readonly byField: readonly {
    readonly key: string;
    readonly title: LocalText;
    readonly counts: readonly { readonly choice: string | null; readonly title: LocalText; readonly persons: number }[];
  }[];
  /** The plan's age groups in its order; then (key null), where there is one, whose age no group holds. */
  readonly byAgeGroup: readonly { readonly key: string | null; readonly title: LocalText; readonly persons: number }[];
}

export interface CategoryCount {
  readonly key: string | null;
  readonly name: LocalText;
  /** How many persons the plan asks for; null outside of the target group. */
  readonly target: number | null;
  readonly persons: number;
  /** Records that would count here if they were complete. */
  readonly incomplete: number;
}

/** How often each value occurs: what the summary is made from, whoever counts. */
export interface RegisterTally {
  readonly persons: number;
  readonly complete: number;
  readonly erased: number;
  /** Complete records of a category. */
  category(key: string | null): number;
  /** Incomplete records of a category. */
  incompleteCategory(key: string | null): number;
  /** Complete records with this choice in a field, null for those without. */
  choice(field: string, choice: string | null): number;
  /** Complete records of an age group. */
  ageGroup(key: string | null): number;
}

const OUTSIDE: LocalText = { ro: 'În afara grupului țintă', en: 'Outside the target group' };
const NOT_GIVEN: LocalText = { ro: 'necompletat', en: 'not given' };
const NO_GROUP: LocalText = { ro: 'în afara grupelor de vârstă', en: 'outside the age groups' };

/** Counts the records one by one. */
export function summarise(
  persons: readonly RegisteredPerson[],
  plan: Pick<Plan, 'participants' | 'targetGroup'>,
): RegisterSummary {
  const [complete, incomplete] = [true, false].map((wanted) =>
    persons.filter((person) => (missingFields(person, plan).length === 0) === wanted),
  ) as [RegisteredPerson[], RegisteredPerson[]];
  const many = (of: readonly RegisteredPerson[], is: (person: RegisteredPerson) => boolean) => of.filter(is).length;
  return summaryOf(
    {
      persons: persons.length,
      complete: complete.length,
      erased: many(persons, ({ erased }) => erased),
      category: (key) => many(complete, ({ category }) => category === key),
      incompleteCategory: (key) => many(incomplete, ({ category }) => category === key),
      choice: (field, choice) => many(complete, (person) => fieldValue(person, field) === (choice ?? '')),
      ageGroup: (key) => many(complete, ({ ageGroup }) => ageGroup === key),
    },
    plan,
  );
}

/** Puts counts in the plan's order, with its words. */
export function summaryOf(
  tally: RegisterTally,
  { participants, targetGroup }: Pick<Plan, 'participants' | 'targetGroup'>,
): RegisterSummary {
  const withoutGroup = tally.ageGroup(null);
  return {
    persons: tally.persons,
    complete: tally.complete,
    incomplete: tally.persons - tally.complete,
    erased: tally.erased,
    byCategory: [
      ...targetGroup.categories.map(({ key, name, quantity }) => ({ key, name, target: quantity })),
      { key: null, name: OUTSIDE, target: null },
    ].map((category) => ({
      ...category,
      persons: tally.category(category.key),
      incomplete: tally.incompleteCategory(category.key),
    })),
    byField: participants.fields
      .filter(({ choices }) => choices.length > 0)
      .map(({ key, title, choices, required }) => ({
        key,
        title,
        counts: [
          ...choices.map((choice) => ({ choice: choice.key, title: choice.title })),
          ...(required ? [] : [{ choice: null, title: NOT_GIVEN }]),
        ].map((count) => ({ ...count, persons: tally.choice(key, count.choice) })),
      })),
    byAgeGroup: [
      ...participants.ageGroups.groups.map(({ key, title }) => ({ key, title, persons: tally.ageGroup(key) })),
      ...(withoutGroup > 0 ? [{ key: null, title: NO_GROUP, persons: withoutGroup }] : []),
    ],
  };
}

/** R1: each category of the target group held against its own quantity, for the gate. */
export function quotasOf(byCategory: RegisterSummary['byCategory']): GateFacts['categories'] {
  return byCategory.flatMap(({ key, name, target, persons, incomplete }) =>
    key === null || target === null ? [] : [{ key, title: name, need: target, have: persons, incomplete }],
  );
}

/**
 * R28: the last day on which the register has to be kept: so many years after the project's end (an additional act moves
 * it). From the day after it, the personal data may go.
 */
export const registerKeptUntil = (endsOn: string, plan: Pick<Plan, 'participants'>): string =>
  addYears(endsOn, plan.participants.retentionYears.value);
