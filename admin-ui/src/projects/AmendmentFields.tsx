import TextField from '@mui/material/TextField';
import { DayField } from '../look/DayField.tsx';
import { useWords } from '../look/useWords.ts';

export interface AmendmentInput {
  readonly number: string;
  readonly signedOn: string;
  readonly newEnd: string;
}

export const EMPTY_AMENDMENT: AmendmentInput = { number: '', signedOn: '', newEnd: '' };

const LONGEST_NUMBER = 100;

interface AmendmentFieldsProps {
  readonly value: AmendmentInput;
  readonly onChange: (value: AmendmentInput) => void;
  /** The server's errors by field. */
  readonly errors: Readonly<Record<string, string>>;
  /** The new end has to be this day or later. */
  readonly earliestEnd?: string | undefined;
  /** Before the names of the fields in `errors`, e.g. `amendment.`. */
  readonly prefix: string;
}

/** The additional act: its number, the day it was signed, and the project's new end. */
export function AmendmentFields({ value, onChange, errors, earliestEnd, prefix }: AmendmentFieldsProps) {
  const { say, day } = useWords();
  return (
    <>
      <TextField
        label={say('resources.projects.amendments.number')}
        value={value.number}
        onChange={(event) => onChange({ ...value, number: event.target.value })}
        required
        error={errors[`${prefix}number`] !== undefined}
        helperText={errors[`${prefix}number`]}
        slotProps={{ htmlInput: { maxLength: LONGEST_NUMBER } }}
      />
      <DayField
        label={say('resources.projects.amendments.signedOn')}
        value={value.signedOn}
        onChange={(signedOn) => onChange({ ...value, signedOn })}
        required
        error={errors[`${prefix}signedOn`]}
      />
      <DayField
        label={say('resources.projects.amendments.newEnd')}
        value={value.newEnd}
        onChange={(newEnd) => onChange({ ...value, newEnd })}
        required
        help={earliestEnd && say('resources.projects.amendments.earliestEnd', { day: day(earliestEnd) })}
        error={errors[`${prefix}newEnd`]}
      />
    </>
  );
}
