import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Donor, Locale } from '../api/types.ts';
import { LOCALES } from '../i18n/i18nProvider.ts';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';
import type { GiverValues } from './giverValues.ts';

const KINDS: readonly Donor['kind'][] = ['person', 'organisation'];
const SHOWN: readonly Donor['shown'][] = ['anonymous', 'initials', 'name'];

type Values = Omit<GiverValues, 'mode' | 'donorId'>;

interface DonorFieldsetProps<V extends Values> {
  readonly values: V;
  readonly onChange: (values: V) => void;
  /** What the server said of a field, by its name. */
  readonly errorOf: (field: keyof Values) => string | undefined;
  readonly autoFocus?: boolean;
}

/** The fields of a donor; what is published of the name is chosen here (R22). */
export function DonorFieldset<V extends Values>(props: DonorFieldsetProps<V>) {
  const { values, onChange, errorOf, autoFocus = false } = props;
  const { say } = useWords();
  const choice = (
    name: 'kind' | 'shown' | 'locale',
    options: readonly string[],
    wordsOf: (option: string) => string,
  ) => (
    <TextField
      select
      label={say(`resources.donors.fields.${name}`)}
      value={values[name]}
      onChange={(event) => onChange({ ...values, [name]: event.target.value as Locale })}
      error={errorOf(name) !== undefined}
      helperText={errorOf(name) ?? (name === 'shown' ? say('resources.donors.help.shown') : undefined)}
    >
      {options.map((option) => (
        <MenuItem key={option} value={option}>
          {wordsOf(option)}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Box>
      {choice('kind', KINDS, (kind) => say(`resources.donors.kind.${kind}`))}
      <ShortText
        label={say('resources.donors.fields.name')}
        value={values.name}
        onChange={(name) => onChange({ ...values, name })}
        maxLength={200}
        autoFocus={autoFocus}
        error={errorOf('name')}
      />
      <ShortText
        label={say('resources.donors.fields.email')}
        help={say('resources.donors.help.email')}
        value={values.email}
        onChange={(email) => onChange({ ...values, email })}
        maxLength={254}
        error={errorOf('email')}
      />
      {choice('locale', LOCALES, (locale) => say(`app.language.${locale}`))}
      {choice('shown', SHOWN, (shown) => say(`resources.donors.shown.${shown}`))}
    </Box>
  );
}
