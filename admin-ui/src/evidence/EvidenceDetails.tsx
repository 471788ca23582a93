import { isWholeDay } from '../format/day.ts';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';

/** What may be said about evidence beside the thing itself; empty where nothing is said. */
export interface Details {
  readonly description: string;
  readonly datedOn: string;
}

export const NO_DETAILS: Details = { description: '', datedOn: '' };

/** The details as the API takes them: what is empty is left out. */
export function withoutEmpty({ description, datedOn }: Details): { description?: string; datedOn?: string } {
  return {
    ...(description.trim() === '' ? {} : { description }),
    ...(isWholeDay(datedOn) ? { datedOn } : {}),
  };
}

interface EvidenceDetailsProps {
  readonly value: Details;
  readonly onChange: (value: Details) => void;
  readonly errors: Readonly<Record<string, string>>;
}

export function EvidenceDetails({ value, onChange, errors }: EvidenceDetailsProps) {
  const { say } = useWords();
  return (
    <>
      <DayField
        label={say('resources.evidence.add.datedOn')}
        value={value.datedOn}
        onChange={(datedOn) => onChange({ ...value, datedOn })}
        error={errors.datedOn}
      />
      <LongText
        label={say('resources.evidence.add.description')}
        value={value.description}
        onChange={(description) => onChange({ ...value, description })}
        error={errors.description}
      />
    </>
  );
}
