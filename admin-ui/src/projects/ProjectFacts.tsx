import Typography from '@mui/material/Typography';
import type { Project } from '../api/types.ts';
import { Facts } from '../look/Facts.tsx';
import { Section } from '../look/Section.tsx';
import { ProjectMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';

/** What the contract says: period, codes, funder. */
export function ProjectFacts({ project }: { project: Project }) {
  const { say, local, day } = useWords();
  const facts = [
    {
      name: say('resources.projects.show.period'),
      value: say('resources.projects.list.period', { from: day(project.startsOn), to: day(project.endsOn) }),
    },
    { name: say('resources.projects.show.state'), value: <ProjectMark state={project.state} /> },
    { name: say('resources.projects.show.funder'), value: local(project.funder.name) },
    { name: say('resources.projects.show.programme'), value: local(project.funder.programme) },
    ...project.codes.map(({ name, value }) => ({ name, value })),
  ];
  return (
    <Section title={say('resources.projects.show.about')}>
      <Typography sx={{ mb: 1.5, whiteSpace: 'pre-line' }}>{local(project.summary)}</Typography>
      <Facts facts={facts} />
    </Section>
  );
}
