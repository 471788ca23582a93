import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useWords } from '../look/useWords.ts';
import type { Moment } from './moment.ts';

interface MomentFieldProps {
  readonly label: string;
  readonly value: Moment;
  readonly onChange: (value: Moment) => void;
  readonly autoFocus?: boolean;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}

/** A day and an hour in Romania, by the browser's own pickers. */
export function MomentField({ label, value, onChange, autoFocus = false, help, error }: MomentFieldProps) {
  const { say } = useWords();
  const id = useId();
  const said = error ?? help;
  const field = (type: 'date' | 'time', text: string, key: 'day' | 'time') => (
    <TextField
      type={type}
      label={text}
      value={value[key]}
      onChange={(event) => onChange({ ...value, [key]: event.target.value })}
      required
      autoFocus={autoFocus && key === 'day'}
      error={error !== undefined}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'aria-describedby': said && id } }}
    />
  );
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, my: 1, minWidth: 0 }}>
      <Typography component="legend" sx={{ p: 0, fontWeight: 600 }}>
        {label}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', maxWidth: 420 }}>
        {field('date', say('resources.votes.moment.day'), 'day')}
        {field('time', say('resources.votes.moment.time'), 'time')}
      </Box>
      {said && (
        <Typography id={id} variant="body2" color={error ? 'error' : 'textSecondary'}>
          {said}
        </Typography>
      )}
    </Box>
  );
}
