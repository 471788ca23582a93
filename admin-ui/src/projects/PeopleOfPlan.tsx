import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Project } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** Who the plan is by and for: partners and target group. */
export function PeopleOfPlan({ project }: { project: Project }) {
  const { say, count, local } = useWords();
  const { partners, targetGroup } = project;
  return (
    <Section title={say('resources.projects.partners.title')}>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {partners.map(({ key, role, name }) => (
          <li key={`${key} ${role}`}>
            {local(name)} ({say(`resources.projects.partners.${role}`)})
          </li>
        ))}
      </Box>
      <Typography variant="h3" sx={{ mt: 2 }}>
        {say('resources.projects.targetGroup.title')}:{' '}
        {count('resources.projects.targetGroup.total', targetGroup.total)}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {targetGroup.categories.map(({ key, name, who, quantity }) => (
          <li key={key}>
            {local(name)}: {count('resources.projects.targetGroup.total', quantity)}
            <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
              {local(who)}
            </Typography>
          </li>
        ))}
      </Box>
    </Section>
  );
}
