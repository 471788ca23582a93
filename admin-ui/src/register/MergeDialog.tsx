import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { mergePerson } from '../api/commands.ts';
import type { Person, Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { MergePreview } from './MergePreview.tsx';
import { PersonField } from './PersonField.tsx';
import { fullName } from './usePersonName.ts';

type Side = 'this' | 'other';

interface SidesProps {
  readonly project: Project;
  readonly person: Person;
  readonly otherId: string;
  readonly stays: Side;
  readonly onChange: (stays: Side) => void;
}

/** Which of the two stays, and what it will hold. */
function Sides({ project, person, otherId, stays, onChange }: SidesProps) {
  const { say, moment } = useWords();
  const other = useWhole('persons', otherId);
  const label = (side: Person) =>
    say('resources.persons.merge.recordOf', { name: fullName(side), moment: moment(side.createdAt) });
  return (
    <Loaded query={other}>
      {(found) => (
        <>
          <FormControl sx={{ mt: 1 }}>
            <FormLabel id="merge-stays">{say('resources.persons.merge.stays')}</FormLabel>
            <RadioGroup
              aria-labelledby="merge-stays"
              value={stays}
              onChange={(_, value) => onChange(value === 'this' ? 'this' : 'other')}
            >
              <FormControlLabel value="this" control={<Radio size="small" />} label={label(person)} />
              <FormControlLabel value="other" control={<Radio size="small" />} label={label(found)} />
            </RadioGroup>
          </FormControl>
          <MergePreview
            project={project}
            stays={stays === 'this' ? person : found}
            goes={stays === 'this' ? found : person}
          />
        </>
      )}
    </Loaded>
  );
}

interface MergeDialogProps {
  readonly project: Project;
  readonly person: Person;
  readonly onClose: () => void;
}

/** R2: two records of one person become one; what will be kept is shown before. */
export function MergeDialog({ project, person, onClose }: MergeDialogProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const [otherId, setOtherId] = useState('');
  const [stays, setStays] = useState<Side>('this');
  const [reason, setReason] = useState('');
  async function confirm() {
    const [goes, into] = stays === 'this' ? [otherId, person.id] : [person.id, otherId];
    if (!(await command.run(mergePerson(goes, { into, reason })))) return;
    notify('resources.persons.merge.done', { type: 'success' });
    closeToPageTitle(onClose);
    navigate(`/persons/${into}/show`);
  }
  return (
    <CommandDialog
      title={say('resources.persons.merge.title', { name: fullName(person) })}
      explain={say('resources.persons.merge.explain')}
      confirm={say('resources.persons.merge.confirm')}
      command={command}
      incomplete={otherId === '' || reason.trim() === ''}
      wide
      onConfirm={confirm}
      onClose={onClose}
    >
      <PersonField
        projectId={project.id}
        label={say('resources.persons.merge.with')}
        value={otherId}
        onChange={(other) => {
          command.forget();
          setOtherId(other?.id ?? '');
        }}
        without={person.id}
      />
      {otherId !== '' && (
        <Sides project={project} person={person} otherId={otherId} stays={stays} onChange={setStays} />
      )}
      <LongText
        label={say('resources.persons.merge.reason')}
        help={say('resources.persons.merge.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}
