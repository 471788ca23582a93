import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { certifyRun } from '../api/commands.ts';
import type { Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

/** R4: issues the certificates that were earned and are not there yet. */
export function CertifyDialog({ run, many, onClose }: { run: Run; many: number; onClose: () => void }) {
  const { say, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  async function confirm() {
    if (!(await command.run(certifyRun(run.id)))) return;
    notify('resources.runs.certify.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.certify.title')}
      explain={say('resources.runs.certify.explain')}
      confirm={say('resources.runs.certify.confirm')}
      command={command}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Typography sx={{ fontWeight: 600 }}>{count('resources.runs.certify.many', many)}</Typography>
    </CommandDialog>
  );
}
