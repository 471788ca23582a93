import type { PersonRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

type Named = Pick<PersonRow, 'familyName' | 'givenName' | 'erased'>;

/** How a person is called: family name first, as lists and files of an office write it. */
export const fullName = ({ familyName, givenName }: Pick<Named, 'familyName' | 'givenName'>): string =>
  `${familyName} ${givenName}`.trim();

/** The name of a record; an anonymised one has none and is called what it is. */
export function usePersonName(): (person: Named) => string {
  const { say } = useWords();
  return (person) => (person.erased ? say('resources.persons.erasedName') : fullName(person));
}
