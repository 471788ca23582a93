import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGetList, useGetOne } from 'react-admin';
import { useWords } from './useWords.ts';

/** How many are offered; typing finds the others. */
const OFFERED = 25;

interface Identified {
  readonly id: string;
}
/** What was typed and is not there yet. */
interface Added {
  readonly added: string;
}
type Option<T> = T | Added;

const isAdded = <T extends Identified>(option: Option<T>): option is Added => 'added' in option;
const sameWords = (a: string, b: string): boolean => a.localeCompare(b, 'ro', { sensitivity: 'base' }) === 0;

interface RecordFieldProps<T extends Identified> {
  readonly resource: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: string;
  readonly labelOf: (record: T) => string;
  readonly label: string;
  readonly none: string;
  /** Id of the record, or empty. */
  readonly value: string;
  readonly onChange: (record: T | null) => void;
  /** Records that are not offered. */
  readonly without?: string;
  /** Where one may be added: what the offer says, and what to do with what was typed. */
  readonly adding?: { readonly offer: (text: string) => string; readonly onAdd: (text: string) => void } | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}

/** Chooses a record by a few letters; the server searches, without regard to diacritics. */
export function RecordField<T extends Identified>(props: RecordFieldProps<T>) {
  const { resource, filter, sort, labelOf, value, without, adding } = props;
  const { say } = useWords();
  const [text, setText] = useState('');
  const q = text.trim();
  const { data: chosen } = useGetOne<T>(resource, { id: value as T['id'] }, { enabled: value !== '' });
  const known = value === '' ? null : (chosen ?? null);
  const typing = q !== '' && (known === null || q !== labelOf(known));
  const { data: found = [], isFetching } = useGetList<T>(resource, {
    filter: { ...filter, ...(typing ? { q } : {}) },
    pagination: { page: 1, perPage: OFFERED },
    sort: { field: sort, order: 'ASC' },
  });
  const offered = found.filter(({ id }) => id !== without);
  const isNew = adding !== undefined && typing && !isFetching && !offered.some((each) => sameWords(labelOf(each), q));
  const options: Option<T>[] = [...offered, ...(isNew ? [{ added: q }] : [])];
  return (
    <Autocomplete<Option<T>>
      options={options}
      loading={isFetching}
      filterOptions={(all) => all}
      value={known}
      inputValue={text}
      onInputChange={(_, typed) => setText(typed)}
      onChange={(_, option) => {
        if (option !== null && isAdded(option)) adding?.onAdd(option.added);
        else props.onChange(option);
      }}
      isOptionEqualToValue={(option, other) => !isAdded(option) && !isAdded(other) && option.id === other.id}
      getOptionLabel={(option) => (isAdded(option) ? (adding?.offer(option.added) ?? '') : labelOf(option))}
      getOptionKey={(option) => (isAdded(option) ? '' : option.id)}
      noOptionsText={props.none}
      loadingText={say('app.loading')}
      clearText={say('ra.action.clear_input_value')}
      openText={say('ra.action.open')}
      closeText={say('ra.action.close')}
      renderInput={(params) => (
        <TextField
          {...params}
          label={props.label}
          required={props.required ?? false}
          autoFocus={props.autoFocus ?? false}
          error={props.error !== undefined}
          helperText={props.error ?? props.help}
          slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}
