import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { erasePerson } from '../api/commands.ts';
import type { Person } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { sameName } from './sameName.ts';
import { fullName } from './usePersonName.ts';

/** R28: anonymises a person; what goes and what stays is said before, and the name is typed to confirm. */
export function EraseDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const name = fullName(person);
  async function confirm() {
    if (!(await command.run(erasePerson(person.id, { reason })))) return;
    notify('resources.persons.erase.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.persons.erase.title')}
      explain={say('resources.persons.erase.explain', { name })}
      confirm={say('resources.persons.erase.confirm')}
      command={command}
      incomplete={reason.trim() === '' || !sameName(typed, name)}
      grave
      onConfirm={confirm}
      onClose={onClose}
    >
      {(['goes', 'stays'] as const).map((part) => (
        <Box key={part} sx={{ mb: 1.5 }}>
          <Typography variant="h3">{say(`resources.persons.erase.${part}.title`)}</Typography>
          <Typography>{say(`resources.persons.erase.${part}.text`)}</Typography>
        </Box>
      ))}
      <LongText
        label={say('resources.persons.erase.reason')}
        help={say('resources.persons.erase.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={command.problem?.errors?.reason}
      />
      <TextField
        label={say('resources.persons.erase.typed', { name })}
        value={typed}
        onChange={({ target: { value } }) => setTyped(value)}
        required
        autoComplete="off"
        helperText={say('resources.persons.erase.typedHelp')}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </CommandDialog>
  );
}
