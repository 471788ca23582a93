import { useState } from 'react';
import { useNotify } from 'react-admin';
import { markAttendance } from '../api/commands.ts';
import type { Enrolment, Run, RunSession } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { usePersonName } from '../register/usePersonName.ts';

interface CorrectionDialogProps {
  readonly run: Run;
  readonly session: RunSession;
  readonly enrolment: Enrolment;
  readonly present: boolean;
  readonly onClose: () => void;
}

/** After attendance was closed a change is a correction, on record with its reason. */
export function CorrectionDialog({ run, session, enrolment, present, onClose }: CorrectionDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const name = usePersonName()(enrolment.person);
  async function confirm() {
    const marks = [{ personId: enrolment.person.id, present }];
    if (!(await command.run(markAttendance(run.id, { sessionId: session.id, how: 'list', marks, reason })))) return;
    notify('resources.runs.correction.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.correction.title')}
      explain={say(`resources.runs.correction.${present ? 'toPresent' : 'toAbsent'}`, { name })}
      confirm={say('resources.runs.correction.confirm')}
      command={command}
      incomplete={reason.trim() === ''}
      onConfirm={confirm}
      onClose={onClose}
    >
      <LongText
        label={say('resources.runs.correction.reason')}
        help={say('resources.runs.correction.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}
