import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

export const registerPath = (projectId: string): string => `/projects/${projectId}/register`;

/** The register's address with only those persons in the list. */
export function registerOf(projectId: string, filter: Readonly<Record<string, unknown>>): string {
  return `${registerPath(projectId)}?filter=${encodeURIComponent(JSON.stringify(filter))}&page=1`;
}

/** State of a link that leads to the list of persons, which stands far down on its page. */
export const TO_LIST = { toList: true };

export function isToList(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'toList' in state;
}

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
