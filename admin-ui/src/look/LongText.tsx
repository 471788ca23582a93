import TextField from '@mui/material/TextField';

/** The server's limit for a reason or a note. */
const MAX_LENGTH = 2000;

interface LongTextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}

/** A few sentences: a reason, a note, a description. */
export function LongText({ label, value, onChange, required = false, autoFocus = false, help, error }: LongTextProps) {
  return (
    <TextField
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required={required}
      autoFocus={autoFocus}
      multiline
      minRows={3}
      error={error !== undefined}
      helperText={error ?? help}
      slotProps={{ htmlInput: { maxLength: MAX_LENGTH } }}
    />
  );
}
