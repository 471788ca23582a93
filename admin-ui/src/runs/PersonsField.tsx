import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { PersonRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { fullName } from '../register/usePersonName.ts';

/** How many are offered; typing finds the others. */
const OFFERED = 25;

interface PersonsFieldProps {
  readonly projectId: string;
  readonly value: readonly PersonRow[];
  readonly onChange: (persons: readonly PersonRow[]) => void;
  /** Ids of persons who are not offered. */
  readonly without: ReadonlySet<string>;
  readonly error?: string | undefined;
}

/** Chooses persons of the register by a few letters; the server searches, without regard to diacritics. */
export function PersonsField({ projectId, value, onChange, without, error }: PersonsFieldProps) {
  const { say, day } = useWords();
  const [text, setText] = useState('');
  const q = text.trim();
  const { data = [], isFetching } = useGetList<PersonRow>('persons', {
    filter: { projectId, ...(q === '' ? {} : { q }) },
    pagination: { page: 1, perPage: OFFERED + without.size },
    sort: { field: 'name', order: 'ASC' },
  });
  const offered = data.filter(({ id, erased }) => !erased && !without.has(id));
  const chosen = new Set(value.map(({ id }) => id));
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={[...value, ...offered.filter(({ id }) => !chosen.has(id))]}
      filterSelectedOptions
      loading={isFetching}
      filterOptions={(all) => all.filter(({ id }) => !chosen.has(id))}
      value={[...value]}
      inputValue={text}
      onInputChange={(_, typed) => setText(typed)}
      onChange={(_, persons) => onChange(persons)}
      isOptionEqualToValue={(option, other) => option.id === other.id}
      getOptionLabel={fullName}
      getOptionKey={({ id }) => id}
      renderOption={({ key, ...option }, person) => (
        <li key={key} {...option}>
          {person.birthDate === null
            ? fullName(person)
            : say('resources.persons.nameBorn', { name: fullName(person), day: day(person.birthDate) })}
        </li>
      )}
      noOptionsText={say('resources.runs.enrol.nobodyFound')}
      loadingText={say('app.loading')}
      clearText={say('ra.action.clear_input_value')}
      openText={say('ra.action.open')}
      closeText={say('ra.action.close')}
      renderInput={(params) => (
        <TextField
          {...params}
          label={say('resources.runs.enrol.persons')}
          autoFocus
          error={error !== undefined}
          helperText={error ?? say('resources.runs.enrol.personsHelp')}
          slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}
