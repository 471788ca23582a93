import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { addVoter, correctVoter } from '../api/commands.ts';
import type { Locale, Voter } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { LOCALES } from '../i18n/i18nProvider.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { PublicReason } from './PublicReason.tsx';
import { bodyOfVoter, isOther, isWhole, NOBODY, valuesOfVoter } from './voterValues.ts';

interface VoterDialogProps {
  readonly voteId: string;
  /** Whom to correct; null to add somebody. */
  readonly voter: Voter | null;
  /** The roll's date has passed. */
  readonly late: boolean;
  readonly onClose: () => void;
}

/** Adds somebody to the roll by hand, or corrects an entry. */
export function VoterDialog({ voteId, voter, late, onClose }: VoterDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [before] = useState(() => (voter === null ? NOBODY : valuesOfVoter(voter)));
  const [values, setValues] = useState(before);
  const verb = voter === null ? 'add' : 'correct';
  const published = late && isOther(before, values);
  const errors = command.problem?.errors ?? {};
  async function save() {
    const body = bodyOfVoter({ ...values, publicReason: published ? values.publicReason : '' });
    if (!(await command.run(voter === null ? addVoter(voteId, body) : correctVoter(voter.id, body)))) return;
    notify(`resources.roll.${verb}.done`, { type: 'success' });
    closeToPageTitle(onClose);
  }
  const text = (name: 'familyName' | 'givenName' | 'address' | 'email', maxLength: number, required: boolean) => (
    <TextField
      label={say(`resources.roll.fields.${name}`)}
      value={values[name]}
      onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      required={required}
      autoFocus={name === 'familyName'}
      autoComplete="off"
      error={errors[name] !== undefined}
      helperText={errors[name]}
      slotProps={{ htmlInput: { maxLength } }}
    />
  );
  return (
    <CommandDialog
      title={say(`resources.roll.${verb}.title`)}
      explain={say(`resources.roll.${verb}.explain`)}
      confirm={say(`resources.roll.${verb}.confirm`)}
      command={command}
      incomplete={!isWhole(values) || (published && values.publicReason.trim() === '')}
      onConfirm={save}
      onClose={onClose}
    >
      {text('familyName', 100, true)}
      {text('givenName', 100, true)}
      <DayField
        label={say('resources.roll.fields.birthDate')}
        value={values.birthDate}
        onChange={(birthDate) => setValues({ ...values, birthDate })}
        required
        error={errors.birthDate}
      />
      {text('address', 300, false)}
      {text('email', 254, false)}
      <TextField
        select
        label={say('resources.roll.fields.locale')}
        value={values.locale}
        onChange={(event) => setValues({ ...values, locale: event.target.value as Locale })}
      >
        {LOCALES.map((locale) => (
          <MenuItem key={locale} value={locale}>
            {say(`app.language.${locale}`)}
          </MenuItem>
        ))}
      </TextField>
      {published && (
        <PublicReason
          value={values.publicReason}
          onChange={(publicReason) => setValues({ ...values, publicReason })}
          error={errors.publicReason}
        />
      )}
    </CommandDialog>
  );
}
