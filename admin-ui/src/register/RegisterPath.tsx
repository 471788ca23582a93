import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { registerPath } from './paths.ts';

/** The way back: the project and, from a page within the register, the register. */
export function RegisterPath({ project, within = true }: { project: Project; within?: boolean }) {
  const { say, local } = useWords();
  return (
    <Box component="nav" aria-label={say('register.path')}>
      <Link component={RouterLink} to={`/projects/${project.id}/show`}>
        {local(project.title)}
      </Link>
      {within && (
        <>
          {' / '}
          <Link component={RouterLink} to={registerPath(project.id)}>
            {say('register.title')}
          </Link>
        </>
      )}
    </Box>
  );
}
