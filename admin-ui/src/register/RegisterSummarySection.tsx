import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import type { Project, RegisterSummary } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { CategoryTable } from './CategoryTable.tsx';
import { CountTable } from './CountTable.tsx';
import { KeptUntil } from './KeptUntil.tsx';
import { registerOf, TO_LIST } from './paths.ts';

function Completeness({ project, summary }: { project: Project; summary: RegisterSummary }) {
  const { say, count } = useWords();
  const { persons, incomplete, erased, organisations } = summary;
  return (
    <Box sx={{ mb: 1.5 }}>
      <Typography sx={{ fontWeight: 650 }}>{count('register.summary.total', persons)}</Typography>
      <Typography>
        {incomplete === 0 ? (
          say('register.summary.allComplete')
        ) : (
          <>
            {count('register.summary.incomplete', incomplete)}{' '}
            <Link component={RouterLink} to={registerOf(project.id, { complete: false })} state={TO_LIST}>
              {say('register.summary.showIncomplete')}
            </Link>
          </>
        )}
      </Typography>
      {erased > 0 && <Typography>{count('register.summary.erased', erased)}</Typography>}
      <KeptUntil project={project} summary={summary} />
      <Typography>
        <Link component={RouterLink} to={`/projects/${project.id}/organisations`}>
          {count('register.summary.organisations', organisations)}
        </Link>
      </Typography>
    </Box>
  );
}

/** R2, R3: the register in figures. */
export function RegisterSummarySection({ project, summary }: { project: Project; summary: RegisterSummary }) {
  const { say, local } = useWords();
  const { byCategory, byField, byAgeGroup } = summary;
  // Figures count complete records only (R3).
  const listed = (filter: Readonly<Record<string, unknown>>) => registerOf(project.id, { ...filter, complete: true });
  return (
    <Section title={say('register.summary.title')} help={say('register.summary.help')}>
      <Completeness project={project} summary={summary} />
      <CategoryTable projectId={project.id} categories={byCategory} />
      <Box
        sx={{
          mt: 2,
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            sm: 'repeat(2, minmax(0, 1fr))',
            lg: 'repeat(4, minmax(0, 1fr))',
          },
        }}
      >
        <CountTable
          title={say('register.summary.ageGroup')}
          counts={byAgeGroup.map(({ key, title, persons }) => ({
            key,
            title: local(title),
            persons,
            to: listed({ ageGroup: [key] }),
          }))}
        />
        {byField.map(({ key, title, counts }) => (
          <CountTable
            key={key}
            title={local(title)}
            counts={counts.map(({ choice, title: name, persons }) => ({
              key: choice,
              title: local(name),
              persons,
              to: listed({ fields: { [key]: choice } }),
            }))}
          />
        ))}
      </Box>
    </Section>
  );
}
