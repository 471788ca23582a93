import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import { type CharterValues, FIGURES, type Figure, type MOMENTS } from './charterValues.ts';
import { MomentField } from './MomentField.tsx';

const LONGEST_WORDS = 500;

interface CharterFormProps {
  readonly values: CharterValues;
  readonly onChange: (values: CharterValues) => void;
  /** What is wrong with a field of the charter, in words, by its name. */
  readonly errorOf: (field: string) => string | undefined;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ mt: 2 }}>
      <Typography variant="h2" id={id} sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** The fields of a vote's charter, in the order of the charter's own articles. */
export function CharterForm({ values, onChange, errorOf }: CharterFormProps) {
  const { say } = useWords();
  const label = (field: string) => say(`resources.votes.charter.fields.${field}`);
  const help = (field: string) => say(`resources.votes.charter.help.${field}`);

  const words = (name: 'question' | 'residence') => (
    <>
      {(['ro', 'en'] as const).map((locale) => (
        <LongText
          key={locale}
          label={say('resources.votes.charter.inLanguage', {
            field: label(name),
            language: say(`app.language.${locale}`),
          })}
          value={values[name][locale]}
          onChange={(text) => onChange({ ...values, [name]: { ...values[name], [locale]: text } })}
          required
          minRows={1}
          maxLength={LONGEST_WORDS}
          error={errorOf(`${name}.${locale}`)}
        />
      ))}
    </>
  );
  const moment = (name: (typeof MOMENTS)[number]) => (
    <MomentField
      label={label(name)}
      value={values[name]}
      onChange={(changed) => onChange({ ...values, [name]: changed })}
      help={help(name)}
      error={errorOf(name)}
    />
  );
  const figure = (name: Figure) => {
    const error = errorOf(name);
    return (
      <TextField
        label={label(name)}
        value={values[name]}
        onChange={(event) => onChange({ ...values, [name]: event.target.value })}
        required
        error={error !== undefined}
        helperText={error ?? help(name)}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: String(FIGURES[name][1]).length } }}
      />
    );
  };
  const choice = (name: 'blankAllowed' | 'turnoutShown') => (
    <Box sx={{ mt: 1 }}>
      <FormControlLabel
        control={
          <Checkbox
            checked={values[name]}
            onChange={(_, checked) => onChange({ ...values, [name]: checked })}
            slotProps={{ input: { 'aria-describedby': `charter-${name}` } }}
          />
        }
        label={label(name)}
      />
      <Typography id={`charter-${name}`} variant="body2" color="textSecondary">
        {help(name)}
      </Typography>
    </Box>
  );

  return (
    <>
      <Group title={say('resources.votes.charter.groups.question')}>{words('question')}</Group>
      <Group title={say('resources.votes.charter.groups.who')}>
        {figure('minimumAge')}
        {words('residence')}
      </Group>
      <Group title={say('resources.votes.charter.groups.when')}>
        <Typography variant="body2" color="textSecondary">
          {say('resources.votes.charter.romanianTime')}
        </Typography>
        {moment('challengesUntil')}
        {moment('opensAt')}
        {moment('closesAt')}
        {figure('extensionDays')}
      </Group>
      <Group title={say('resources.votes.charter.groups.decides')}>
        {figure('quorumPercent')}
        {figure('minimumVotes')}
        {choice('blankAllowed')}
        {figure('runOffDays')}
        {figure('witnesses')}
      </Group>
      <Group title={say('resources.votes.charter.groups.seen')}>{choice('turnoutShown')}</Group>
    </>
  );
}
