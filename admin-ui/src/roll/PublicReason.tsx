import Alert from '@mui/material/Alert';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';

interface PublicReasonProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly error?: string | undefined;
}

/** R13: after the roll's date a change is published with its reason. */
export function PublicReason({ value, onChange, error }: PublicReasonProps) {
  const { say } = useWords();
  return (
    <>
      <Alert severity="warning" sx={{ my: 1 }}>
        {say('resources.roll.late')}
      </Alert>
      <LongText
        label={say('resources.votes.publicReason')}
        help={say('resources.roll.publicReasonHelp')}
        value={value}
        onChange={onChange}
        required
        error={error}
      />
    </>
  );
}
