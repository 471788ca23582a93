import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link as RouterLink } from 'react-router-dom';
import type { Project } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayReadRegister } from './access.ts';
import { registerPath } from './paths.ts';

/** On the project's page: the way to its participants. */
export function RegisterSection({ project }: { project: Project }) {
  const { say } = useWords();
  if (!mayReadRegister(project)) return null;
  return (
    <Section title={say('register.title')} help={say('register.about')}>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
        <Button component={RouterLink} to={registerPath(project.id)} variant="outlined" startIcon={<GroupsOutlined />}>
          {say('register.open')}
        </Button>
        <Button component={RouterLink} to={`/projects/${project.id}/organisations`}>
          {say('resources.organisations.name', { smart_count: 2 })}
        </Button>
      </Stack>
    </Section>
  );
}
