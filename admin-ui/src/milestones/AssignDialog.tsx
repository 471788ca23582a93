import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { assignMilestone } from '../api/commands.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { useWords } from '../look/useWords.ts';
import type { ActionProps } from './MilestoneActions.tsx';

/** Gives the milestone to another member of the project. */
export function AssignDialog({ milestone, onDone, onClose }: ActionProps) {
  const { say } = useWords();
  const command = useCommand();
  const { data: project } = useWhole('projects', milestone.projectId);
  const [ownerId, setOwnerId] = useState(milestone.owner?.id ?? '');
  // Only who may add evidence and submit can answer for it.
  const members = project?.members.filter(({ role }) => milestone.ownerRoles.includes(role)) ?? [];
  const known = members.some(({ id }) => id === ownerId);
  async function confirm() {
    if (await command.run(assignMilestone(milestone.id, { ownerId }))) onDone();
  }
  return (
    <CommandDialog
      title={say('resources.milestones.assign.title')}
      explain={say('resources.milestones.assign.explain')}
      confirm={say('resources.milestones.assign.confirm')}
      command={command}
      incomplete={!known || ownerId === milestone.owner?.id}
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextField
        select
        required
        autoFocus
        label={say('resources.milestones.assign.owner')}
        value={known ? ownerId : ''}
        onChange={(event) => setOwnerId(event.target.value)}
        error={command.problem?.errors?.ownerId !== undefined}
        helperText={command.problem?.errors?.ownerId}
      >
        {members.map(({ id, name, role }) => (
          <MenuItem key={id} value={id}>
            {name}, {say(`app.role.${role}`)}
          </MenuItem>
        ))}
      </TextField>
    </CommandDialog>
  );
}
