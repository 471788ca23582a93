import TextField from '@mui/material/TextField';

interface DayFieldProps {
  readonly label: string;
  /** YYYY-MM-DD, or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly min?: string;
  readonly max?: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}

/** A calendar day, by the browser's own picker. */
export function DayField(props: DayFieldProps) {
  const { label, value, onChange, required = false, autoFocus = false, min, max, help, error } = props;
  return (
    <TextField
      label={label}
      type="date"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required={required}
      autoFocus={autoFocus}
      error={error !== undefined}
      helperText={error ?? help}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { min, max } }}
    />
  );
}
