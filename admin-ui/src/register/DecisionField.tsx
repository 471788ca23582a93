import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import type { ImportedRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { NEW } from './decisions.ts';

/** Whom a row repeats, or resembles. */
export function IsPerson({ person }: { person: NonNullable<ImportedRow['person']> }) {
  const { say, day } = useWords();
  const { name, birthDate } = person;
  const told = birthDate === null ? name : say('resources.persons.nameBorn', { name, day: day(birthDate) });
  return <>{say('register.import.isPerson', { name: told })}</>;
}

interface DecisionFieldProps {
  readonly row: ImportedRow;
  /** Undefined while nothing is decided. */
  readonly value: string | undefined;
  readonly onChange: (decision: string) => void;
}

/** Whether a doubtful row is somebody new, or the person whose record it resembles. */
export function DecisionField({ row, value, onChange }: DecisionFieldProps) {
  const { say } = useWords();
  const { person } = row;
  return (
    <RadioGroup
      row
      aria-label={say('register.import.decide.label', { row: row.row, name: row.name })}
      value={value ?? null}
      onChange={(_, decision) => onChange(decision)}
    >
      <FormControlLabel value={NEW} control={<Radio size="small" />} label={say('register.import.decide.new')} />
      {person && (
        <FormControlLabel value={person.id} control={<Radio size="small" />} label={<IsPerson person={person} />} />
      )}
    </RadioGroup>
  );
}
