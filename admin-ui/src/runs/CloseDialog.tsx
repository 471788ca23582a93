import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { closeSession } from '../api/commands.ts';
import type { Run, RunSession } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import type { MarkCounts } from './presence.ts';
import { useRunWords } from './useRunWords.ts';

interface CloseDialogProps {
  readonly run: Run;
  readonly session: RunSession;
  readonly counts: MarkCounts;
  readonly onClose: () => void;
}

/** Attendance of a session is complete: who is not marked was absent. */
export function CloseDialog({ run, session, counts, onClose }: CloseDialogProps) {
  const { say, count } = useWords();
  const { times } = useRunWords();
  const notify = useNotify();
  const command = useCommand();
  const { present, unmarked } = counts;
  async function confirm() {
    if (!(await command.run(closeSession(run.id, { sessionId: session.id })))) return;
    notify('resources.runs.attendance.closeDone', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.attendance.close')}
      explain={say('resources.runs.attendance.closeExplain', { session: times(session) })}
      confirm={say('resources.runs.attendance.close')}
      command={command}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Typography>{count('resources.runs.attendance.present', present)}.</Typography>
      <Typography sx={{ fontWeight: 600 }}>
        {unmarked === 0
          ? say('resources.runs.attendance.allMarked')
          : count('resources.runs.attendance.becomeAbsent', unmarked)}
      </Typography>
    </CommandDialog>
  );
}
