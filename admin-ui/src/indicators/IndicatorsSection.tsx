import BarChart from '@mui/icons-material/BarChart';
import Button from '@mui/material/Button';
import { Link as RouterLink } from 'react-router-dom';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** On the project's page: the way to its indicators. */
export function IndicatorsSection({ projectId }: { projectId: string }) {
  const { say } = useWords();
  return (
    <Section title={say('indicators.title')} help={say('indicators.about')}>
      <Button
        component={RouterLink}
        to={`/projects/${projectId}/indicators`}
        variant="outlined"
        startIcon={<BarChart />}
      >
        {say('indicators.open')}
      </Button>
    </Section>
  );
}
