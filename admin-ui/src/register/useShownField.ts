import type { Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { planField } from './personValues.ts';
import { categoryName, fieldValue } from './planWords.ts';

interface ShownField {
  /** The field's name as the form labels it. */
  readonly label: string;
  /** Its value as people read it. */
  readonly value: (value: string) => string;
}

const DAYS = ['birthDate', 'consentedOn', 'startedOn'];

/** How a field of the form, and what it holds, are said in words. */
export function useShownField(project: Project): (name: string) => ShownField {
  const { say, local, day } = useWords();
  const filledIn = (show: (value: string) => string) => (value: string) =>
    value === '' ? say('resources.persons.notFilledIn') : show(value);
  return (name) => {
    const field = project.participants.fields.find(({ key }) => planField(key) === name);
    if (field) return { label: local(field.title), value: filledIn((value) => fieldValue(field, value, local)) };
    const label = say(`resources.persons.fields.${name}`);
    if (DAYS.includes(name)) return { label, value: filledIn(day) };
    if (name !== 'category') return { label, value: filledIn((value) => value) };
    const category = (key: string) =>
      key === '' ? say('resources.persons.noCategory') : categoryName(project, key, local);
    return { label, value: category };
  };
}
