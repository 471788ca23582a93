import type { Organisation } from '../api/types.ts';
import { RecordField } from '../look/RecordField.tsx';
import { useWords } from '../look/useWords.ts';

interface OrganisationFieldProps {
  readonly projectId: string;
  /** Id of the organisation, or empty. */
  readonly value: string;
  readonly onChange: (organisation: Organisation | null) => void;
  /** Where one may be added: what to do with the name that was typed. */
  readonly onAdd?: (name: string) => void;
  readonly required?: boolean;
  readonly error?: string | undefined;
}

/** Chooses an organisation of the project. */
export function OrganisationField({ projectId, value, onChange, onAdd, required, error }: OrganisationFieldProps) {
  const { say } = useWords();
  return (
    <RecordField<Organisation>
      resource="organisations"
      filter={{ projectId }}
      sort="name"
      labelOf={({ name }) => name}
      label={say('resources.persons.fields.organisationId')}
      none={say('resources.organisations.none')}
      value={value}
      onChange={onChange}
      adding={onAdd && { offer: (name) => say('resources.organisations.addNamed', { name }), onAdd }}
      required={required ?? false}
      help={onAdd && say('resources.organisations.fieldHelp')}
      error={error}
    />
  );
}
