import Add from '@mui/icons-material/Add';
import WarningAmber from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { List, useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { ProjectRow } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { DueMark, ProjectMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';

const NewProject = () => {
  const { say } = useWords();
  return (
    <Button component={RouterLink} to="/projects/create" variant="contained" startIcon={<Add />}>
      {say('resources.projects.create.title')}
    </Button>
  );
};

function Progress({ done, total }: { done: number; total: number }) {
  const { say } = useWords();
  const words = say('app.done', { done, total });
  return (
    <>
      <LinearProgress
        variant="determinate"
        value={total === 0 ? 0 : (100 * done) / total}
        aria-label={words}
        sx={{ height: 8, borderRadius: 4, my: 0.5 }}
      />
      {words}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <Box>
      <Typography variant="body2" color="textSecondary" component="dt">
        {name}
      </Typography>
      <Box component="dd" sx={{ m: 0 }}>
        {children}
      </Box>
    </Box>
  );
}

function Row({ project }: { project: ProjectRow }) {
  const { say, count, local, day } = useWords();
  const { nextDeadline, lateCount } = project;
  return (
    <Paper component="li" variant="outlined" sx={{ p: 2 }}>
      <Typography variant="h2" gutterBottom>
        <Link component={RouterLink} to={`/projects/${project.id}/show`}>
          {local(project.title)}
        </Link>
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mb: 1, color: 'text.secondary' }}>
        <ProjectMark state={project.state} />
        <span>{say('resources.projects.list.period', { from: day(project.startsOn), to: day(project.endsOn) })}</span>
        <span>{project.slug}</span>
        {lateCount > 0 && (
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color: 'error.main' }}>
            <WarningAmber aria-hidden fontSize="small" />
            {count('resources.projects.list.late', lateCount)}
          </Box>
        )}
      </Box>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 2fr 1fr' } }}>
        <Fact name={say('resources.projects.list.stage')}>{local(project.stage.name)}</Fact>
        <Fact name={say('resources.projects.list.next')}>
          {nextDeadline === null ? (
            say('resources.projects.list.noNext')
          ) : (
            <>
              <Link component={RouterLink} to={`/milestones/${nextDeadline.milestoneId}/show`}>
                {nextDeadline.key} · {local(nextDeadline.title)}
              </Link>
              <br />
              <DueMark dueAt={nextDeadline.dueAt} late={nextDeadline.late} />
            </>
          )}
        </Fact>
        <Fact name={say('resources.projects.list.progress')}>
          <Progress done={project.done} total={project.total} />
        </Fact>
      </Box>
    </Paper>
  );
}

function Rows() {
  const { data = [] } = useListContext<ProjectRow>();
  return (
    <Stack component="ul" spacing={2} sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {data.map((project) => (
        <Row key={project.id} project={project} />
      ))}
    </Stack>
  );
}

function Empty() {
  const { say } = useWords();
  const me = useMe();
  return (
    <EmptyState
      title={say('resources.projects.list.empty')}
      help={say(me?.isAdmin ? 'resources.projects.list.emptyAdmin' : 'resources.projects.list.emptyOther')}
    >
      {me?.isAdmin && <NewProject />}
    </EmptyState>
  );
}

/** The projects of the signed-in person: where each stands and what is due next. */
export function ProjectList() {
  const { say } = useWords();
  const me = useMe();
  return (
    <>
      <PageTitle title={say('resources.projects.name', { smart_count: 2 })}>{me?.isAdmin && <NewProject />}</PageTitle>
      <List
        actions={false}
        component="div"
        empty={<Empty />}
        sort={{ field: 'startsOn', order: 'DESC' }}
        perPage={25}
        exporter={false}
      >
        <Rows />
      </List>
    </>
  );
}
