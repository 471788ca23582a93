import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { amendProject } from '../api/commands.ts';
import type { Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { isWholeDay } from '../format/day.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { AmendmentFields, type AmendmentInput, EMPTY_AMENDMENT } from './AmendmentFields.tsx';

function AmendDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { say, day } = useWords();
  const command = useCommand();
  const [amendment, setAmendment] = useState<AmendmentInput>(EMPTY_AMENDMENT);
  const [reason, setReason] = useState('');
  async function save() {
    if (await command.run(amendProject(project.id, { ...amendment, reason }))) onClose();
  }
  const complete = amendment.number !== '' && isWholeDay(amendment.signedOn) && isWholeDay(amendment.newEnd);
  return (
    <CommandDialog
      title={say('resources.projects.amendments.add')}
      explain={`${say('resources.projects.amendments.oldEnd')}: ${day(project.endsOn)}.`}
      confirm={say('resources.projects.amendments.save')}
      command={command}
      incomplete={!complete || reason.trim() === ''}
      onConfirm={save}
      onClose={onClose}
    >
      <AmendmentFields value={amendment} onChange={setAmendment} errors={command.problem?.errors ?? {}} prefix="" />
      <LongText
        label={say('resources.projects.amendments.reason')}
        value={reason}
        onChange={setReason}
        required
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}

/** The additional acts that moved the project's end. */
export function AmendmentsSection({ project }: { project: Project }) {
  const { say, day } = useWords();
  const [adding, setAdding] = useState(false);
  const { amendments } = project;
  return (
    <Section
      title={say('resources.projects.amendments.title')}
      actions={
        project.state === 'running' && project.myRole === 'manager' ? (
          <Button startIcon={<Add />} onClick={() => setAdding(true)}>
            {say('resources.projects.amendments.add')}
          </Button>
        ) : null
      }
    >
      {amendments.length === 0 ? (
        <Typography color="textSecondary">{say('resources.projects.amendments.none')}</Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {amendments.map(({ number, signedOn, oldEnd, newEnd, reason }) => (
            <li key={number}>
              {say('resources.projects.amendments.said', {
                number,
                signedOn: day(signedOn),
                oldEnd: day(oldEnd),
                newEnd: day(newEnd),
              })}
              {reason && (
                <Typography variant="body2" color="textSecondary">
                  {say('resources.projects.amendments.reason')}: {reason}
                </Typography>
              )}
            </li>
          ))}
        </Box>
      )}
      {adding && <AmendDialog project={project} onClose={() => setAdding(false)} />}
    </Section>
  );
}
