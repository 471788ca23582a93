import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { changePerson } from '../api/commands.ts';
import { rebase } from '../api/rebase.ts';
import type { Person, Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useWords } from '../look/useWords.ts';
import { ChangedMeanwhile, type Met } from './ChangedMeanwhile.tsx';
import { PersonForm } from './PersonForm.tsx';
import { bodyOf, valuesOf } from './personValues.ts';
import { RegisterGate } from './RegisterGate.tsx';
import { RegisterPath } from './RegisterPath.tsx';
import { fullName } from './usePersonName.ts';

interface EditProps {
  readonly project: Project;
  readonly person: Person;
  /** Reads the record again; a change made from a stale version was refused. */
  readonly onRefused: () => Promise<unknown>;
}

function EditForm({ project, person, onRefused }: EditProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const keys = project.participants.fields.map(({ key }) => key);
  const [base, setBase] = useState(person);
  const [values, setValues] = useState(() => valuesOf(person, keys));
  const [met, setMet] = useState<Met | null>(null);
  const before = valuesOf(base, keys);
  const unsaved = Object.entries(before).some(([field, value]) => values[field] !== value);
  const leave = useLeaveWarning(unsaved);
  const back = `/persons/${person.id}/show`;

  // Read anew while the form is open, after a refusal or because the server told of a change.
  if (person.version !== base.version && !command.busy) {
    const now = valuesOf(person, keys);
    const { values: rebased, clashes, taken } = rebase(before, values, now);
    setBase(person);
    setValues(rebased);
    const refused = command.problem?.status === 409;
    setMet({ refused, before, now, clashes, taken });
    if (refused) command.forget();
  }

  async function save() {
    const done = await command.run(changePerson(person.id, { version: base.version, ...bodyOf(values) }));
    if (!done) {
      await onRefused();
      return;
    }
    leave();
    notify('resources.persons.saved', { type: 'success' });
    navigate(back);
  }

  return (
    <PersonForm
      project={project}
      values={values}
      onChange={setValues}
      command={command}
      save={say('ra.action.save')}
      back={back}
      onSave={save}
    >
      {met && <ChangedMeanwhile project={project} met={met} />}
    </PersonForm>
  );
}

/** Changes a record of the register. */
export function PersonEdit() {
  const { id = '' } = useParams();
  const { say } = useWords();
  const query = useWhole('persons', id);
  return (
    <Loaded query={query}>
      {(person) => (
        <RegisterGate projectId={person.projectId} writes>
          {(project) => (
            <>
              <PageTitle
                title={say('resources.persons.editTitle', { name: fullName(person) })}
                above={<RegisterPath project={project} />}
              />
              {person.erased ? (
                <EmptyState title={say('resources.persons.erasedName')} help={say('resources.persons.erasedHelp')} />
              ) : (
                <EditForm project={project} person={person} onRefused={query.refetch} />
              )}
            </>
          )}
        </RegisterGate>
      )}
    </Loaded>
  );
}
