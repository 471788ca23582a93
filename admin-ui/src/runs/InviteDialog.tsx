import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { inviteToRun } from '../api/commands.ts';
import type { Enrolment, Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { WithoutAddress } from './ToldNotice.tsx';
import { unreachableOf } from './useEnrolments.ts';

interface InviteDialogProps {
  readonly run: Run;
  readonly enrolments: readonly Enrolment[];
  readonly onClose: () => void;
}

/** Writes to everybody who is enrolled and was not written to yet. */
export function InviteDialog({ run, enrolments, onClose }: InviteDialogProps) {
  const { say, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const enrolled = enrolments.filter(({ state }) => state === 'enrolled');
  const invited = enrolled.filter((each) => each.invited).length;
  const toInvite = enrolled.filter((each) => !each.invited && each.person.reachable).length;
  async function confirm() {
    if (!(await command.run(inviteToRun(run.id)))) return;
    notify('resources.runs.invite.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.invite.title')}
      explain={say('resources.runs.invite.explain')}
      confirm={say('resources.runs.invite.confirm')}
      command={command}
      incomplete={toInvite === 0}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Typography sx={{ fontWeight: 600 }}>{count('resources.runs.invite.toInvite', toInvite)}</Typography>
      {invited > 0 && <Typography>{count('resources.runs.invite.already', invited)}</Typography>}
      <WithoutAddress enrolments={unreachableOf(enrolled)} />
    </CommandDialog>
  );
}
