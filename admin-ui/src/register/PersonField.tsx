import type { PersonRow } from '../api/types.ts';
import { RecordField } from '../look/RecordField.tsx';
import { useWords } from '../look/useWords.ts';
import { fullName } from './usePersonName.ts';

interface PersonFieldProps {
  readonly projectId: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (person: PersonRow | null) => void;
  /** The person who is not offered. */
  readonly without: string;
}

/** Chooses a person of the register by name; the birth date tells namesakes apart. */
export function PersonField({ projectId, label, value, onChange, without }: PersonFieldProps) {
  const { say, day } = useWords();
  return (
    <RecordField<PersonRow>
      resource="persons"
      filter={{ projectId, erased: false }}
      sort="name"
      labelOf={(person) =>
        person.birthDate === null
          ? fullName(person)
          : say('resources.persons.nameBorn', { name: fullName(person), day: day(person.birthDate) })
      }
      label={label}
      none={say('ra.navigation.no_results')}
      value={value}
      onChange={onChange}
      without={without}
      required
      autoFocus
    />
  );
}
