import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink, useParams } from 'react-router-dom';
import { get } from '../api/http.ts';
import type { Indicators, Project } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { RegisterPath } from '../register/RegisterPath.tsx';
import { byMilestone, isReached } from './figures.ts';
import { IndicatorItem } from './IndicatorItem.tsx';
import { SnapshotSection } from './SnapshotSection.tsx';

function Figures({ project, figures }: { project: Project; figures: Indicators }) {
  const { say, count, local, moment } = useWords();
  const { asOf, indicators, snapshot } = figures;
  if (indicators.length === 0) {
    return <EmptyState title={say('indicators.none')} help={say('indicators.noneHelp')} />;
  }
  return (
    <>
      <Typography sx={{ mb: 2 }}>
        <strong>
          {count('indicators.targets', indicators.length, { reached: indicators.filter(isReached).length })}
        </strong>{' '}
        {say('indicators.asOf', { moment: moment(asOf) })}
      </Typography>
      <Stack spacing={2}>
        {snapshot && <SnapshotSection snapshot={snapshot} today={indicators} />}
        {byMilestone(indicators).map(({ milestone, of }) => (
          <Section
            key={milestone.id}
            title={`${milestone.key} · ${local(milestone.title)}`}
            actions={
              <Link component={RouterLink} to={`/milestones/${milestone.id}/show`}>
                {say('indicators.toMilestone', { key: milestone.key })}
              </Link>
            }
          >
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {of.map((indicator) => (
                <IndicatorItem key={indicator.key} project={project} indicator={indicator} />
              ))}
            </Box>
          </Section>
        ))}
      </Stack>
    </>
  );
}

function Page({ project }: { project: Project }) {
  const { say } = useWords();
  const query = useQuery({
    queryKey: ['indicators', project.id],
    queryFn: ({ signal }) => get<Indicators>(`projects/${project.id}/indicators`, signal),
  });
  return (
    <>
      <PageTitle title={say('indicators.title')} above={<RegisterPath project={project} within={false} />} />
      <Typography color="textSecondary" sx={{ mb: 1 }}>
        {say('indicators.about')}
      </Typography>
      <Loaded query={query}>{(figures) => <Figures project={project} figures={figures} />}</Loaded>
    </>
  );
}

/** The figures of a project's plan, each with what was counted behind it (R1, R3, R25). */
export function IndicatorsPage() {
  const { id = '' } = useParams();
  const query = useWhole('projects', id);
  return <Loaded query={query}>{(project) => <Page project={project} />}</Loaded>;
}
