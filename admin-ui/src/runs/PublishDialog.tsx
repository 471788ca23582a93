import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { publishRun } from '../api/commands.ts';
import type { Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { isNoticeLate } from './notice.ts';
import { useRunWords } from './useRunWords.ts';

/** R11: what becomes public, and whether it is still in time, said before it is done. */
export function PublishDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { say, day } = useWords();
  const { days } = useRunWords();
  const notify = useNotify();
  const command = useCommand();
  const late = isNoticeLate(run);
  async function confirm() {
    if (!(await command.run(publishRun(run.id)))) return;
    notify('resources.runs.publish.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.publish.action')}
      explain={say('resources.runs.publish.explain')}
      confirm={say('resources.runs.publish.confirm')}
      command={command}
      incomplete={late}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Typography sx={{ fontWeight: 600 }}>{run.title}</Typography>
      <Typography>
        {days(run)} · {run.place}
      </Typography>
      {late && run.notice && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {say('resources.runs.publish.late', { last: day(run.notice.lastDay), first: day(run.notice.firstDay) })}
        </Alert>
      )}
    </CommandDialog>
  );
}
