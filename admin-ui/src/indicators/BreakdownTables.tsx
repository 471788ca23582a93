import Box from '@mui/material/Box';
import type { Breakdown, Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { mayReadRegister } from '../register/access.ts';
import { CategoryTable } from '../register/CategoryTable.tsx';
import { CountTable } from '../register/CountTable.tsx';
import { registerOf } from '../register/paths.ts';
import type { PersonFilter } from './figures.ts';

interface BreakdownTablesProps {
  readonly project: Project;
  readonly breakdown: Breakdown;
  /** What leads to all persons of this figure. */
  readonly persons: PersonFilter;
}

/** The persons of one figure by category (R1), age group, and each field that the plan asks for; folded at first. */
export function BreakdownTables({ project, breakdown, persons }: BreakdownTablesProps) {
  const { say, local } = useWords();
  const linked = mayReadRegister(project);
  const listed = (filter: PersonFilter) =>
    linked ? registerOf(project.id, { ...persons, ...filter, complete: true }) : null;
  return (
    <Box component="details" sx={{ mt: 1, '& > summary': { cursor: 'pointer', py: 0.5 } }}>
      <summary>{say('indicators.breakdown')}</summary>
      <Box sx={{ mt: 1 }}>
        <CategoryTable
          projectId={project.id}
          categories={breakdown.byCategory.map(({ title, ...category }) => ({ ...category, name: title }))}
          filter={persons}
          linked={linked}
        />
      </Box>
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
          counts={breakdown.byAgeGroup.map(({ key, title, persons: many }) => ({
            key,
            title: local(title),
            persons: many,
            to: listed({ ageGroup: [key] }),
          }))}
        />
        {breakdown.byField.map(({ key, title, counts }) => (
          <CountTable
            key={key}
            title={local(title)}
            counts={counts.map(({ key: choice, title: name, persons: many }) => ({
              key: choice,
              title: local(name),
              persons: many,
              to: listed({ fields: { [key]: choice } }),
            }))}
          />
        ))}
      </Box>
    </Box>
  );
}
