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
  readonly maxLength?: number;
  readonly minRows?: number;
}

/** A few sentences: a reason, a note, a description. */
export function LongText(props: LongTextProps) {
  const { label, value, onChange, required = false, autoFocus = false, help, error } = props;
  const { maxLength = MAX_LENGTH, minRows = 3 } = props;
  return (
    <TextField
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required={required}
      autoFocus={autoFocus}
      multiline
      minRows={minRows}
      error={error !== undefined}
      helperText={error ?? help}
      slotProps={{ htmlInput: { maxLength } }}
    />
  );
}
