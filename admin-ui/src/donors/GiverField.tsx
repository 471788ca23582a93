import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';
import type { Donor, Problem } from '../api/types.ts';
import { RecordField } from '../look/RecordField.tsx';
import { useWords } from '../look/useWords.ts';
import { DonorFieldset } from './DonorFieldset.tsx';
import type { GiverMode, GiverValues } from './giverValues.ts';

interface GiverFieldProps {
  readonly projectId: string;
  readonly values: GiverValues;
  readonly onChange: (values: GiverValues) => void;
  /** A pledge has somebody who promises it. */
  readonly needed: boolean;
  readonly errors: NonNullable<Problem['errors']>;
  readonly autoFocus?: boolean;
}

/** Who gives: nobody by name, somebody who is known, or a new donor. */
export function GiverField({ projectId, values, onChange, needed, errors, autoFocus = false }: GiverFieldProps) {
  const { say } = useWords();
  const id = useId();
  const modes: readonly GiverMode[] = needed ? ['new', 'known'] : ['unnamed', 'new', 'known'];
  return (
    <Box sx={{ mt: 1 }}>
      <FormLabel id={id}>{say('resources.donors.giver.title')}</FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={values.mode}
        onChange={(_, mode) => onChange({ ...values, mode: mode as GiverMode })}
      >
        {modes.map((mode) => (
          <FormControlLabel
            key={mode}
            value={mode}
            control={<Radio size="small" autoFocus={autoFocus && mode === values.mode} />}
            label={say(`resources.donors.giver.mode.${mode}`)}
          />
        ))}
      </RadioGroup>
      {values.mode === 'known' && (
        <RecordField<Donor>
          resource="donors"
          filter={{ projectId }}
          sort="name"
          labelOf={({ name, email }) => name || email || say('resources.donors.unnamed')}
          label={say('resources.donors.giver.search')}
          none={say('resources.donors.giver.none')}
          value={values.donorId}
          onChange={(donor) => onChange({ ...values, donorId: donor?.id ?? '' })}
          required
          error={errors.donorId}
        />
      )}
      {values.mode === 'new' && (
        <DonorFieldset
          values={values}
          onChange={onChange}
          errorOf={(field) => errors[`donor.${field}`] ?? errors[field]}
        />
      )}
    </Box>
  );
}
