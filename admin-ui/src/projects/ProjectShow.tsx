import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useParams } from 'react-router-dom';
import type { Project } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { IndicatorsSection } from '../indicators/IndicatorsSection.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { ProjectMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';
import { RegisterSection } from '../register/RegisterSection.tsx';
import { AmendmentsSection } from './AmendmentsSection.tsx';
import { BudgetSection } from './BudgetSection.tsx';
import { CancelProject } from './CancelProject.tsx';
import { DeadlineSection } from './DeadlineSection.tsx';
import { MembersSection } from './MembersSection.tsx';
import { lateMilestones, nextMilestones } from './order.ts';
import { PeopleOfPlan } from './PeopleOfPlan.tsx';
import { ProjectFacts } from './ProjectFacts.tsx';
import { ProjectMap } from './ProjectMap.tsx';
import { ReportSection } from './ReportSection.tsx';
import { SettingsSection } from './SettingsSection.tsx';

const NEXT_SHOWN = 5;

function Page({ project }: { project: Project }) {
  const { say, local } = useWords();
  const late = lateMilestones(project);
  return (
    <>
      <PageTitle title={local(project.title)}>
        <Typography component="div">
          <ProjectMark state={project.state} /> · {say('app.done', { done: project.done, total: project.total })}
        </Typography>
      </PageTitle>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 1fr) 300px' } }}>
        <Box
          sx={{
            order: { xs: 0, xl: 1 },
            display: 'grid',
            gap: 2,
            alignContent: 'start',
            gridTemplateColumns: {
              xs: 'minmax(0, 1fr)',
              // A line that says "nothing is late" needs no half of the page.
              ...(late.length > 0 && { md: 'repeat(2, minmax(0, 1fr))' }),
              xl: 'minmax(0, 1fr)',
            },
          }}
        >
          <DeadlineSection
            title={say('resources.projects.show.late.title')}
            none={say('resources.projects.show.late.none')}
            milestones={late}
          />
          <DeadlineSection
            title={say('resources.projects.show.next.title')}
            none={say('resources.projects.show.next.none')}
            milestones={nextMilestones(project, NEXT_SHOWN)}
          />
        </Box>
        <Section title={say('resources.projects.show.map')} help={say('resources.projects.show.mapHelp')}>
          <ProjectMap project={project} />
        </Section>
      </Box>
      <Box
        sx={{
          mt: 2,
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        {/* Two columns of their own, so that a short part leaves no hole beside a long one. */}
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <ProjectFacts project={project} />
          <PeopleOfPlan project={project} />
          <RegisterSection project={project} />
          <MembersSection project={project} />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <IndicatorsSection projectId={project.id} />
          <ReportSection projectId={project.id} />
          <BudgetSection budget={project.budget} />
          <AmendmentsSection project={project} />
          <SettingsSection settings={project.settings} />
        </Stack>
      </Box>
      <CancelProject project={project} />
      <Box component="footer" sx={{ mt: 3, pt: 2, borderTop: 1, borderColor: 'divider' }}>
        <Typography variant="body2" color="textSecondary">
          {local(project.publicity)}
        </Typography>
      </Box>
    </>
  );
}

/** One project: its picture, what is late and what comes next, and everything its plan says. */
export function ProjectShow() {
  const { id = '' } = useParams();
  const query = useWhole('projects', id);
  return <Loaded query={query}>{(project) => <Page project={project} />}</Loaded>;
}
