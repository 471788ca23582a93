import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { expireRegister } from '../api/commands.ts';
import type { Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

/** R28: erases what the register holds of persons, once it need not be kept any more; the short name is typed to confirm. */
export function ExpireDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { say, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  async function confirm() {
    const done = await command.run(expireRegister(project.id, { reason }));
    if (!done) return;
    notify(count('register.expire.done', done.answer.persons), { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('register.expire.title')}
      explain={say('register.expire.explain')}
      confirm={say('register.expire.confirm')}
      command={command}
      incomplete={reason.trim() === '' || typed.trim().toLowerCase() !== project.slug}
      grave
      onConfirm={confirm}
      onClose={onClose}
    >
      {(['goes', 'stays'] as const).map((part) => (
        <Box key={part} sx={{ mb: 1.5 }}>
          <Typography variant="h3">{say(`register.expire.${part}.title`)}</Typography>
          <Typography>{say(`register.expire.${part}.text`)}</Typography>
        </Box>
      ))}
      <LongText
        label={say('register.expire.reason')}
        help={say('register.expire.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={command.problem?.errors?.reason}
      />
      <TextField
        label={say('register.expire.typed', { slug: project.slug })}
        value={typed}
        onChange={({ target: { value } }) => setTyped(value)}
        required
        autoComplete="off"
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </CommandDialog>
  );
}
