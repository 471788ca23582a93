import { useState } from 'react';
import { adoptMilestone } from '../api/commands.ts';
import { useCommand } from '../api/useCommand.ts';
import { isWholeDay } from '../format/day.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import type { ActionProps } from './MilestoneActions.tsx';

/** Records that the milestone was completed before the software knew the project. */
export function AdoptDialog({ milestone, onDone, onClose }: ActionProps) {
  const { say } = useWords();
  const command = useCommand();
  const [completedOn, setCompletedOn] = useState('');
  const [reason, setReason] = useState('');
  async function confirm() {
    if (await command.run(adoptMilestone(milestone.id, { completedOn, reason }))) onDone();
  }
  return (
    <CommandDialog
      title={say('resources.milestones.adopt.title')}
      explain={say('resources.milestones.adopt.explain')}
      confirm={say('resources.milestones.adopt.confirm')}
      command={command}
      incomplete={!isWholeDay(completedOn) || reason.trim() === ''}
      onConfirm={confirm}
      onClose={onClose}
    >
      <DayField
        label={say('resources.milestones.adopt.completedOn')}
        value={completedOn}
        onChange={setCompletedOn}
        required
        autoFocus
        error={command.problem?.errors?.completedOn}
      />
      <LongText
        label={say('resources.milestones.adopt.reason')}
        value={reason}
        onChange={setReason}
        required
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}
