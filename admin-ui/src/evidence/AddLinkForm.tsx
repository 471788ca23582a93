import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { addEvidenceLink } from '../api/commands.ts';
import { useCommand } from '../api/useCommand.ts';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { type Details, EvidenceDetails, NO_DETAILS, withoutEmpty } from './EvidenceDetails.tsx';

interface AddLinkFormProps {
  readonly milestoneId: string;
  readonly requirement: string;
  readonly onDone: () => void;
}

/** A public page as evidence. */
export function AddLinkForm({ milestoneId, requirement, onDone }: AddLinkFormProps) {
  const { say } = useWords();
  const { run, busy, problem } = useCommand();
  const [link, setLink] = useState('');
  const [name, setName] = useState('');
  const [details, setDetails] = useState<Details>(NO_DETAILS);
  const errors = problem?.errors ?? {};
  async function save() {
    if (await run(addEvidenceLink(milestoneId, { requirement, link, name, ...withoutEmpty(details) }))) onDone();
  }
  return (
    <Box
      component="form"
      noValidate
      sx={{ mt: 1 }}
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
      <EvidenceDetails value={details} onChange={setDetails} errors={errors} />
      {problem && <ProblemNotice problem={problem} />}
      <Button type="submit" variant="contained" loading={busy} disabled={link.trim() === '' || name.trim() === ''}>
        {say('resources.evidence.add.save')}
      </Button>
    </Box>
  );
}
