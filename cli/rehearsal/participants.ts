/** A rehearsal's participants: invented persons in a list, with the mistakes that lists have. */

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
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly category: string;
}

const FAMILIES = ['Exemplu', 'Model', 'Probă', 'Ședință', 'Țintă', 'Încercare', 'Mostră'];
const GIVEN = ['Ana', 'Ion', 'Ștefan', 'Ioana', 'Țucu', 'Maria', 'Vlad', 'Elena', 'Radu'];

/** Enough for every category and one more, who is a citizen outside of the target group. */
function samplePersons({ targetGroup }: RegisterPlan): SamplePerson[] {
  const categories = [
    ...targetGroup.categories.flatMap(({ key, quantity }) => Array.from({ length: quantity }, () => key)),
    '',
  ];
  return categories.map((category, number) => ({
    // No two share both names, and the birth dates lie far apart.
    familyName: FAMILIES[number % FAMILIES.length] ?? '',
    givenName: GIVEN[Math.floor(number / FAMILIES.length) % GIVEN.length] ?? '',
    birthDate: `${1950 + ((number * 7) % 50)}-${String(1 + (number % 12)).padStart(2, '0')}-15`,
    category,
  }));
}

/** How the list is at first: with a row twice and a day that does not exist; afterwards both are mended. */
export type ListState = 'spoilt' | 'mended';

/** The list as CSV. The last person lacks what is required, so the record is incomplete (R3). */
export function participantsCsv(plan: RegisterPlan, state: ListState): string {
  const fields = plan.participants.fields.filter(({ choices }) => choices.length > 0);
  const persons = samplePersons(plan);
  const rows = persons.map(({ familyName, givenName, birthDate, category }, number) => {
    const choices = fields.map(({ choices: [first] }) => (number === persons.length - 1 ? '' : (first?.key ?? '')));
    const day = state === 'spoilt' && number === 1 ? '31.02.1990' : birthDate.split('-').reverse().join('.');
    return [familyName, givenName, day, category, ...choices];
  });
  const repeated = state === 'spoilt' ? rows.slice(0, 1) : [];
  const headings = ['Nume', 'Prenume', 'Data nașterii', 'Categoria', ...fields.map(({ key }) => key)];
  return [headings, ...rows, ...repeated].map((cells) => cells.join(';')).join('\n');
}
