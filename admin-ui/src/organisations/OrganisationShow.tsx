import Edit from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Organisation, Project } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayWriteRegister } from '../register/access.ts';
import { registerOf, TO_LIST } from '../register/paths.ts';
import { RegisterGate } from '../register/RegisterGate.tsx';
import { RegisterPath } from '../register/RegisterPath.tsx';
import { OrganisationDialog } from './OrganisationDialog.tsx';

function Persons({ organisation: { id, projectId, persons } }: { organisation: Organisation }) {
  const { say, count } = useWords();
  if (persons === 0) return <>{say('resources.organisations.nobody')}</>;
  return (
    <Link component={RouterLink} to={registerOf(projectId, { organisationId: id })} state={TO_LIST}>
      {count('resources.organisations.persons', persons)}
    </Link>
  );
}

function Page({ project, organisation }: { project: Project; organisation: Organisation }) {
  const { say } = useWords();
  const [editing, setEditing] = useState(false);
  const close = () => setEditing(false);
  const { name, email, phone, note } = organisation;
  const none = say('resources.persons.notFilledIn');
  return (
    <>
      <PageTitle
        title={name}
        above={
          <Box>
            <RegisterPath project={project} />
            <Link component={RouterLink} to={`/projects/${project.id}/organisations`}>
              {say('resources.organisations.name', { smart_count: 2 })}
            </Link>
          </Box>
        }
      >
        {mayWriteRegister(project) && (
          <Button variant="contained" startIcon={<Edit />} onClick={() => setEditing(true)}>
            {say('ra.action.edit')}
          </Button>
        )}
      </PageTitle>
      <Section title={say('resources.organisations.name', { smart_count: 1 })}>
        <Facts
          facts={[
            { name: say('resources.organisations.fields.email'), value: email ?? none },
            { name: say('resources.organisations.fields.phone'), value: phone ?? none },
            {
              name: say('resources.organisations.fields.note'),
              value: <Box sx={{ whiteSpace: 'pre-line' }}>{note === '' ? none : note}</Box>,
            },
            { name: say('register.menu'), value: <Persons organisation={organisation} /> },
          ]}
        />
      </Section>
      {editing && (
        <OrganisationDialog projectId={project.id} organisation={organisation} onDone={close} onClose={close} />
      )}
    </>
  );
}

/** One organisation of the register: how to reach it, and who comes from it. */
export function OrganisationShow() {
  const { id = '' } = useParams();
  const query = useWhole('organisations', id);
  return (
    <Loaded query={query}>
      {(organisation) => (
        <RegisterGate projectId={organisation.projectId}>
          {(project) => <Page project={project} organisation={organisation} />}
        </RegisterGate>
      )}
    </Loaded>
  );
}
