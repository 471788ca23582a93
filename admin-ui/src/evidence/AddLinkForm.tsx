import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { addEvidenceLink } from '../api/commands.ts';
import { useCommand } from '../api/useCommand.ts';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { GivingFields } from './GivingFields.tsx';
import { type Beside, fieldsOf, givingTo, type Place } from './giving.ts';

interface AddLinkFormProps {
  readonly place: Place;
  readonly beside: Beside;
  readonly onDone: () => void;
}

/** A public page as evidence. */
export function AddLinkForm({ place, beside, onDone }: AddLinkFormProps) {
  const { say } = useWords();
  const { run, busy, problem } = useCommand();
  const [link, setLink] = useState('');
  const [name, setName] = useState('');
  const [giving, setGiving] = useState(() => givingTo(place));
  const errors = problem?.errors ?? {};
  const fields = fieldsOf(place, beside, giving);
  const complete = fields !== null && link.trim() !== '' && name.trim() !== '';
  async function save() {
    if (complete && (await run(addEvidenceLink(place.milestoneId, { ...fields, link, name })))) onDone();
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={say('resources.evidence.add.address')}
        type="url"
        required
        autoFocus
        value={link}
        onChange={(event) => setLink(event.target.value)}
        error={errors.link !== undefined}
        helperText={errors.link ?? say('resources.evidence.add.addressHelp')}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <TextField
        label={say('resources.evidence.add.name')}
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={errors.name !== undefined}
        helperText={errors.name}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <GivingFields place={place} beside={beside} value={giving} onChange={setGiving} errors={errors} />
      {problem && <ProblemNotice problem={problem} />}
      <Button type="submit" variant="contained" loading={busy} disabled={!complete}>
        {say('resources.evidence.add.save')}
      </Button>
    </Box>
  );
}
