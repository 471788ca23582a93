import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { List, useListContext } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Organisation, Project } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { SearchField } from '../look/SearchField.tsx';
import { useWords } from '../look/useWords.ts';
import { mayWriteRegister } from '../register/access.ts';
import { registerOf, TO_LIST } from '../register/paths.ts';
import { RegisterGate } from '../register/RegisterGate.tsx';
import { RegisterPath } from '../register/RegisterPath.tsx';
import { OrganisationDialog } from './OrganisationDialog.tsx';

function Row({ organisation, onEdit }: { organisation: Organisation; onEdit: (() => void) | null }) {
  const { say, count } = useWords();
  const { id, projectId, name, email, phone, note, persons } = organisation;
  const contact = [email, phone].filter((each) => each !== null);
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        display: 'flex',
        gap: 1,
        alignItems: 'flex-start',
        justifyContent: 'space-between',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={`/organisations/${id}/show`} sx={{ fontWeight: 600 }}>
          {name}
        </Link>
        {contact.length > 0 && <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{contact.join(' · ')}</Box>}
        {note !== '' && <Box sx={{ typography: 'body2', whiteSpace: 'pre-line' }}>{note}</Box>}
        {persons === 0 ? (
          <Box sx={{ typography: 'body2' }}>{say('resources.organisations.nobody')}</Box>
        ) : (
          <Link
            component={RouterLink}
            variant="body2"
            to={registerOf(projectId, { organisationId: id })}
            state={TO_LIST}
          >
            {count('resources.organisations.persons', persons)}
          </Link>
        )}
      </Box>
      {onEdit && (
        <Button
          size="small"
          onClick={onEdit}
          sx={{ flexShrink: 0 }}
          aria-label={say('resources.organisations.editTitle', { name })}
        >
          {say('ra.action.edit')}
        </Button>
      )}
    </Box>
  );
}

function Rows({ onEdit }: { onEdit: ((organisation: Organisation) => void) | null }) {
  const { say } = useWords();
  const { data = [], isPending } = useListContext<Organisation>();
  if (!isPending && data.length === 0) {
    return <Typography role="status">{say('ra.navigation.no_filtered_results')}</Typography>;
  }
  return (
    <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
      {data.map((organisation) => (
        <Row key={organisation.id} organisation={organisation} onEdit={onEdit && (() => onEdit(organisation))} />
      ))}
    </Paper>
  );
}

function Page({ project }: { project: Project }) {
  const { say } = useWords();
  const [edited, setEdited] = useState<{ organisation: Organisation | null } | null>(null);
  const writes = mayWriteRegister(project);
  const close = () => setEdited(null);
  const add = writes && (
    <Button variant="contained" startIcon={<Add />} onClick={() => setEdited({ organisation: null })}>
      {say('resources.organisations.createTitle')}
    </Button>
  );
  return (
    <>
      <PageTitle
        title={say('resources.organisations.name', { smart_count: 2 })}
        above={<RegisterPath project={project} />}
      >
        {add}
      </PageTitle>
      <List
        resource="organisations"
        storeKey={`organisations.${project.id}`}
        filter={{ projectId: project.id }}
        actions={false}
        component="div"
        exporter={false}
        empty={
          <EmptyState
            title={say('resources.organisations.empty')}
            help={say(writes ? 'resources.organisations.emptyHelp' : 'resources.organisations.emptyReader')}
          />
        }
        sort={{ field: 'name', order: 'ASC' }}
        perPage={50}
      >
        <Box role="search" sx={{ mb: 1 }}>
          <SearchField label={say('resources.organisations.search')} />
        </Box>
        <Rows onEdit={writes ? (organisation) => setEdited({ organisation }) : null} />
      </List>
      {edited && <OrganisationDialog projectId={project.id} {...edited} onDone={close} onClose={close} />}
    </>
  );
}

/** The organisations whose people take part. */
export function OrganisationList() {
  const { id = '' } = useParams();
  return <RegisterGate projectId={id}>{(project) => <Page project={project} />}</RegisterGate>;
}
