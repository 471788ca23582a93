import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { type ReactNode, useState } from 'react';
import { approveMilestone, type Command, returnMilestone, submitMilestone, waiveMilestone } from '../api/commands.ts';
import type { Milestone, MilestoneDone } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import type { ActionProps } from './MilestoneActions.tsx';
import { missingId } from './missingPlace.ts';

interface TextDialogProps extends ActionProps {
  readonly action: 'submit' | 'approve' | 'return' | 'waive';
  /** What the person writes: a reason has to be given, a note may be. */
  readonly field: 'reason' | 'note';
  readonly command: (text: string) => Command<MilestoneDone>;
  readonly grave?: boolean;
  /** Said before the person tries; a refusal says it better. */
  readonly before?: ReactNode;
}

/** A command with one text. */
function TextDialog({ action, field, command: make, grave = false, onDone, onClose, before }: TextDialogProps) {
  const { say } = useWords();
  const command = useCommand();
  const [text, setText] = useState('');
  const required = field === 'reason';
  async function confirm() {
    if (await command.run(make(text))) onDone();
  }
  return (
    <CommandDialog
      title={say(`resources.milestones.${action}.title`)}
      explain={say(`resources.milestones.${action}.explain`)}
      confirm={say(`resources.milestones.${action}.confirm`)}
      command={command}
      incomplete={required && text.trim() === ''}
      grave={grave}
      onConfirm={confirm}
      onClose={onClose}
    >
      {command.problem === null && before}
      <LongText
        label={say(`resources.milestones.${action}.${field}`)}
        value={text}
        onChange={setText}
        required={required}
        autoFocus
        error={command.problem?.errors?.[field]}
      />
    </CommandDialog>
  );
}

const note = (text: string): { note?: string } => (text.trim() === '' ? {} : { note: text });

function StillMissing({ missing }: Pick<Milestone, 'missing'>) {
  const { say } = useWords();
  if (missing.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 1 }}>
      {say('resources.milestones.submit.stillMissing')}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {missing.map((each) => (
          <li key={missingId(each)}>{each.text}</li>
        ))}
      </Box>
    </Alert>
  );
}

export function SubmitDialog(props: ActionProps) {
  const { id, missing } = props.milestone;
  return (
    <TextDialog
      {...props}
      action="submit"
      field="note"
      command={(text) => submitMilestone(id, note(text))}
      before={<StillMissing missing={missing} />}
    />
  );
}

export function ApproveDialog(props: ActionProps) {
  return (
    <TextDialog
      {...props}
      action="approve"
      field="note"
      command={(text) => approveMilestone(props.milestone.id, note(text))}
    />
  );
}

export function ReturnDialog(props: ActionProps) {
  return (
    <TextDialog
      {...props}
      action="return"
      field="reason"
      command={(reason) => returnMilestone(props.milestone.id, { reason })}
    />
  );
}

export function WaiveDialog(props: ActionProps) {
  return (
    <TextDialog
      {...props}
      action="waive"
      field="reason"
      grave
      command={(reason) => waiveMilestone(props.milestone.id, { reason })}
    />
  );
}
