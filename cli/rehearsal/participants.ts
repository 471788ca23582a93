/** A rehearsal's participants: invented persons in lists, with the mistakes that lists have. */

/** What a rehearsal needs of the plan's register. */
export interface RegisterPlan {
  readonly targetGroup: { readonly categories: readonly { readonly key: string; readonly quantity: number }[] };
  readonly participants: {
    readonly fields: readonly {
      readonly key: string;
      readonly required: boolean;
      readonly choices: readonly { readonly key: string }[];
    }[];
  };
}

interface SamplePerson {
  /** In all lists together. */
  readonly number: number;
  readonly category: string;
}

const FAMILIES = ['Exemplu', 'Model', 'Probă', 'Ședință', 'Țintă', 'Încercare', 'Mostră'];
const GIVEN = ['Ana', 'Ion', 'Ștefan', 'Ioana', 'Țucu', 'Maria', 'Vlad', 'Elena', 'Radu'];

/** R1: how many more or fewer than the plan asks come of the first categories: 25, 25 and 11 instead of 20 each. */
const UNEVEN = [5, 5, -9];

/** Those who are there from the beginning: too many of some categories, too few of one, and a citizen outside of them. */
function firstPersons({ targetGroup }: RegisterPlan): SamplePerson[] {
  const categories = targetGroup.categories.flatMap(({ key, quantity }, at) =>
    Array.from({ length: quantity + (UNEVEN[at] ?? 0) }, () => key),
  );
  return [...categories, ''].map((category, number) => ({ number, category }));
}

/** Those who come later, so that no category is short any more. */
function laterPersons(plan: RegisterPlan): SamplePerson[] {
  const first = firstPersons(plan);
  return plan.targetGroup.categories
    .flatMap(({ key }, at) => Array.from({ length: Math.max(0, -(UNEVEN[at] ?? 0)) }, () => key))
    .map((category, number) => ({ number: first.length + number, category }));
}

/** How the first list is at first: with a row twice and a day that does not exist; afterwards both are mended. */
export type ListState = 'spoilt' | 'mended';

/** The first list as CSV. The last person lacks what is required, so the record is incomplete (R3). */
export function participantsCsv(plan: RegisterPlan, state: ListState): string {
  const persons = firstPersons(plan);
  const rows = persons.map(({ number, category }) => {
    const row = cells(plan, { number, category }, number < persons.length - 1);
    return state === 'spoilt' && number === 1 ? row.with(BIRTH_DATE, '31.02.1990') : row;
  });
  return csv(plan, [...rows, ...(state === 'spoilt' ? rows.slice(0, 1) : [])]);
}

/** The later list as CSV: it repeats somebody who is there already (R2). */
export function laterCsv(plan: RegisterPlan): string {
  const [known] = firstPersons(plan);
  return csv(
    plan,
    [...(known ? [known] : []), ...laterPersons(plan)].map((person) => cells(plan, person, true)),
  );
}

/** Which column it is. */
const BIRTH_DATE = 2;

function cells(plan: RegisterPlan, { number, category }: SamplePerson, complete: boolean): string[] {
  // No two of one birth date share both names.
  const familyName = FAMILIES[number % FAMILIES.length] ?? '';
  const givenName = GIVEN[Math.floor(number / FAMILIES.length) % GIVEN.length] ?? '';
  const birthDate = `15.${String(1 + (number % 12)).padStart(2, '0')}.${1950 + ((number * 7) % 50)}`;
  const choices = chosenFields(plan).map(({ choices: [first] }) => (complete ? (first?.key ?? '') : ''));
  return [familyName, givenName, birthDate, `persoana${number}@example.org`, category, ...choices];
}

function csv(plan: RegisterPlan, rows: readonly string[][]): string {
  const headings = [
    'Nume',
    'Prenume',
    'Data nașterii',
    'E-mail',
    'Categoria',
    ...chosenFields(plan).map(({ key }) => key),
  ];
  return [headings, ...rows].map((row) => row.join(';')).join('\n');
}

const chosenFields = ({ participants }: RegisterPlan) =>
  participants.fields.filter(({ choices }) => choices.length > 0);
