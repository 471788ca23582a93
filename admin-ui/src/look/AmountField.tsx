import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { readAmount } from '../format/amount.ts';
import { useWords } from './useWords.ts';

/** Longer than any amount that is taken. */
const LONGEST = 60;

interface AmountFieldProps {
  readonly label: string;
  /** As it is typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly help?: string | undefined;
  /** What the server said of the amount that was sent. */
  readonly error?: string | undefined;
}

/** An amount in lei, as people write it (R18), with how it is read below. */
export function AmountField({
  label,
  value,
  onChange,
  required = true,
  autoFocus = false,
  help,
  error,
}: AmountFieldProps) {
  const { say, lei } = useWords();
  const read = readAmount(value);
  const hint = read === null ? (help ?? say('app.amount.help')) : say('app.amount.read', { amount: lei(read) });
  return (
    <TextField
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required={required}
      autoFocus={autoFocus}
      autoComplete="off"
      error={error !== undefined}
      helperText={error ?? hint}
      slotProps={{
        htmlInput: { inputMode: 'decimal', maxLength: LONGEST },
        input: { endAdornment: <InputAdornment position="end">lei</InputAdornment> },
        formHelperText: { 'aria-live': 'polite' },
      }}
    />
  );
}
