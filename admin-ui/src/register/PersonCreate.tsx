import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { addPerson } from '../api/commands.ts';
import type { Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useWords } from '../look/useWords.ts';
import { PersonForm } from './PersonForm.tsx';
import { registerPath } from './paths.ts';
import { bodyOf, emptyValues } from './personValues.ts';
import { RegisterGate } from './RegisterGate.tsx';
import { RegisterPath } from './RegisterPath.tsx';

function Page({ project }: { project: Project }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const [empty] = useState(() => emptyValues(project.participants.fields.map(({ key }) => key)));
  const [values, setValues] = useState(empty);
  const leave = useLeaveWarning(values !== empty);
  async function save() {
    const done = await command.run(addPerson({ projectId: project.id, ...bodyOf(values) }));
    if (!done) return;
    leave();
    notify('resources.persons.added', { type: 'success' });
    navigate(`/persons/${done.answer.id}/show`);
  }
  return (
    <>
      <PageTitle title={say('resources.persons.createTitle')} above={<RegisterPath project={project} />} />
      <PersonForm
        project={project}
        values={values}
        onChange={setValues}
        command={command}
        save={say('resources.persons.create')}
        back={registerPath(project.id)}
        onSave={save}
        autoFocus
      />
    </>
  );
}

/** A new record of the register. */
export function PersonCreate() {
  const { id = '' } = useParams();
  return (
    <RegisterGate projectId={id} writes>
      {(project) => <Page project={project} />}
    </RegisterGate>
  );
}
