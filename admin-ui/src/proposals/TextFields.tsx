import TextField from '@mui/material/TextField';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';

export interface ProposalText {
  readonly title: string;
  readonly summary: string;
}

export const isWritten = ({ title, summary }: ProposalText): boolean => title.trim() !== '' && summary.trim() !== '';

const TITLE_LENGTH = 200;
const SUMMARY_LENGTH = 4000;

interface TextFieldsProps {
  readonly value: ProposalText;
  readonly onChange: (value: ProposalText) => void;
  readonly autoFocus?: boolean;
  readonly errors: { readonly title?: string | undefined; readonly summary?: string | undefined };
}

/** Title and text of a proposal. */
export function TextFields({ value, onChange, autoFocus = false, errors }: TextFieldsProps) {
  const { say } = useWords();
  return (
    <>
      <TextField
        label={say('resources.proposals.fields.title')}
        value={value.title}
        onChange={({ target }) => onChange({ ...value, title: target.value })}
        required
        autoFocus={autoFocus}
        autoComplete="off"
        error={errors.title !== undefined}
        helperText={errors.title}
        slotProps={{ htmlInput: { maxLength: TITLE_LENGTH } }}
      />
      <LongText
        label={say('resources.proposals.fields.summary')}
        value={value.summary}
        onChange={(summary) => onChange({ ...value, summary })}
        required
        maxLength={SUMMARY_LENGTH}
        error={errors.summary}
      />
    </>
  );
}
