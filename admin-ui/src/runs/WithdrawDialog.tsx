import { useNotify } from 'react-admin';
import { withdrawEnrolment } from '../api/commands.ts';
import type { Enrolment, Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { usePersonName } from '../register/usePersonName.ts';

interface WithdrawDialogProps {
  readonly run: Run;
  readonly enrolment: Enrolment;
  /** How many wait for a place. */
  readonly waiting: number;
  readonly onClose: () => void;
}

/** Takes somebody off the list; the next one who waits gets the place. */
export function WithdrawDialog({ run, enrolment, waiting, onClose }: WithdrawDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const name = usePersonName()(enrolment.person);
  const next = enrolment.state === 'enrolled' && run.capacity !== null && waiting > 0;
  async function confirm() {
    if (!(await command.run(withdrawEnrolment(enrolment.id)))) return;
    notify('resources.runs.withdraw.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.withdraw.title')}
      explain={[
        say('resources.runs.withdraw.explain', { name }),
        ...(next ? [say('resources.runs.withdraw.next')] : []),
      ].join(' ')}
      confirm={say('resources.runs.withdraw.confirm')}
      command={command}
      grave
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
