import TextField from '@mui/material/TextField';

interface ShortTextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}

/** One line: a number of a document, a name. */
export function ShortText(props: ShortTextProps) {
  const { label, value, onChange, maxLength, required = false, autoFocus = false, help, error } = props;
  return (
    <TextField
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required={required}
      autoFocus={autoFocus}
      autoComplete="off"
      error={error !== undefined}
      helperText={error ?? help}
      slotProps={{ htmlInput: { maxLength } }}
    />
  );
}
