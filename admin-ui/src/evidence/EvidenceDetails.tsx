import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import type { Details } from './details.ts';

interface EvidenceDetailsProps<D extends Details> {
  readonly value: D;
  readonly onChange: (value: D) => void;
  readonly errors: Readonly<Record<string, string>>;
  /** R5: without its date it proves nothing. */
  readonly dated?: boolean;
}

/** The date on the document, and a few words about it. */
export function EvidenceDetails<D extends Details>({
  value,
  onChange,
  errors,
  dated = false,
}: EvidenceDetailsProps<D>) {
  const { say } = useWords();
  return (
    <>
      <DayField
        label={say(`resources.evidence.add.${dated ? 'datedOnNeeded' : 'datedOn'}`)}
        value={value.datedOn}
        onChange={(datedOn) => onChange({ ...value, datedOn })}
        required={dated}
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
