import Add from '@mui/icons-material/Add';
import Download from '@mui/icons-material/DownloadOutlined';
import UploadFile from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { List } from 'react-admin';
import { Link as RouterLink, useLocation, useParams } from 'react-router-dom';
import { API, get } from '../api/http.ts';
import type { Project, RegisterSummary } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { mayWriteRegister } from './access.ts';
import { OpenImports } from './OpenImports.tsx';
import { PersonFilters } from './PersonFilters.tsx';
import { PersonRows } from './PersonRows.tsx';
import { isToList, registerPath } from './paths.ts';
import { RegisterGate } from './RegisterGate.tsx';
import { RegisterPath } from './RegisterPath.tsx';
import { RegisterSummarySection } from './RegisterSummarySection.tsx';

function WriteButtons({ project }: { project: Project }) {
  const { say } = useWords();
  const path = registerPath(project.id);
  return (
    <>
      <Button component={RouterLink} to={`${path}/new`} variant="contained" startIcon={<Add />}>
        {say('register.add')}
      </Button>
      <Button component={RouterLink} to={`${path}/import`} variant="outlined" startIcon={<UploadFile />}>
        {say('register.import.action')}
      </Button>
    </>
  );
}

function Nobody({ project }: { project: Project }) {
  const { say } = useWords();
  const writes = mayWriteRegister(project);
  return (
    <EmptyState
      title={say('register.empty.title')}
      help={say(writes ? 'register.empty.help' : 'register.empty.reader')}
    >
      {writes && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'center' }}>
          <WriteButtons project={project} />
        </Box>
      )}
    </EmptyState>
  );
}

function Persons({ project }: { project: Project }) {
  const { say } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const location = useLocation();
  // Each location is another one, also where a link leads to the same address again.
  useEffect(() => {
    if (!isToList(location.state)) return;
    heading.current?.focus();
    heading.current?.scrollIntoView();
  }, [location]);
  return (
    <Box component="section" aria-labelledby="register-persons" sx={{ mt: 3 }}>
      <Typography
        variant="h2"
        id="register-persons"
        ref={heading}
        tabIndex={-1}
        // The bar stays on top of what is scrolled to.
        sx={{ mb: 1, scrollMarginTop: '80px', '&:focus': { outline: 'none' } }}
      >
        {say('register.list.title')}
      </Typography>
      <List
        resource="persons"
        // Filters of one project mean nothing in another.
        storeKey={`persons.${project.id}`}
        filter={{ projectId: project.id }}
        actions={false}
        component="div"
        exporter={false}
        sort={{ field: 'name', order: 'ASC' }}
        perPage={50}
        sx={{ '& .RaList-main, & .RaList-content': { minWidth: 0 } }}
      >
        <PersonFilters project={project} />
        <PersonRows project={project} />
      </List>
    </Box>
  );
}

function Page({ project }: { project: Project }) {
  const { say, locale } = useWords();
  const summary = useQuery({
    queryKey: ['register', project.id],
    queryFn: ({ signal }) => get<RegisterSummary>(`projects/${project.id}/register`, signal),
  });
  const nobody = summary.data?.persons === 0;
  return (
    <>
      <PageTitle title={say('register.title')} above={<RegisterPath project={project} within={false} />}>
        {!nobody && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {mayWriteRegister(project) && <WriteButtons project={project} />}
            <Button
              href={`${API}/projects/${project.id}/register.xlsx?locale=${locale}`}
              download
              startIcon={<Download />}
            >
              {say('register.export')}
            </Button>
          </Box>
        )}
      </PageTitle>
      <Box sx={{ mb: 2 }}>
        <OpenImports project={project} />
      </Box>
      <Loaded query={summary}>
        {(figures) =>
          figures.persons === 0 ? (
            <Nobody project={project} />
          ) : (
            <>
              <RegisterSummarySection project={project} summary={figures} />
              <Persons project={project} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** The participant register of a project (R2, R3): its figures, its persons, and the ways to add more. */
export function RegisterPage() {
  const { id = '' } = useParams();
  return <RegisterGate projectId={id}>{(project) => <Page project={project} />}</RegisterGate>;
}
