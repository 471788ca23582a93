import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import { useGetList } from 'react-admin';
import { Navigate, Link as RouterLink } from 'react-router-dom';
import type { ProjectRow } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { registersOf } from './access.ts';
import { registerPath } from './paths.ts';

function Choice({ ids }: { ids: ReadonlySet<string> }) {
  const { say, local } = useWords();
  const query = useGetList<ProjectRow>('projects', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'startsOn', order: 'DESC' },
  });
  return (
    <>
      <PageTitle title={say('register.title')} />
      <Loaded query={query}>
        {(projects) => (
          <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
            {projects
              .filter(({ id }) => ids.has(id))
              .map(({ id, title }) => (
                <Box component="li" key={id} sx={{ py: 1 }}>
                  <Link component={RouterLink} to={registerPath(id)}>
                    {local(title)}
                  </Link>
                </Box>
              ))}
          </Paper>
        )}
      </Loaded>
    </>
  );
}

/** The register of the one project that somebody works on; who works on several chooses. */
export function RegisterChooser() {
  const { say } = useWords();
  const me = useMe();
  if (!me) return null;
  const [first, ...others] = registersOf(me);
  if (first === undefined) {
    return (
      <>
        <PageTitle title={say('register.title')} />
        <EmptyState title={say('register.closed.title')} help={say('register.closed.read')} />
      </>
    );
  }
  if (others.length === 0) return <Navigate to={registerPath(first)} replace />;
  return <Choice ids={new Set([first, ...others])} />;
}
