import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { cancelProject } from '../api/commands.ts';
import type { Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

function CancelDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { say } = useWords();
  const command = useCommand();
  const [reason, setReason] = useState('');
  async function confirm() {
    if (!(await command.run(cancelProject(project.id, { reason })))) return;
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.projects.cancel.title')}
      explain={say('resources.projects.cancel.explain')}
      confirm={say('resources.projects.cancel.confirm')}
      command={command}
      incomplete={reason.trim() === ''}
      grave
      onConfirm={confirm}
      onClose={onClose}
    >
      <LongText
        label={say('resources.projects.cancel.reason')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}

/** The manager's way to end a project before its time. */
export function CancelProject({ project }: { project: Project }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  if (project.state !== 'running' || project.myRole !== 'manager') return null;
  return (
    <Box sx={{ mt: 2, textAlign: 'right' }}>
      <Button color="error" onClick={() => setOpen(true)}>
        {say('resources.projects.cancel.title')}
      </Button>
      {open && <CancelDialog project={project} onClose={() => setOpen(false)} />}
    </Box>
  );
}
