import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Milestone } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { CampaignSection } from '../campaigns/CampaignSection.tsx';
import { SumSection } from '../campaigns/SumSection.tsx';
import { EvidenceSection } from '../evidence/EvidenceSection.tsx';
import { FundSection } from '../funds/FundSection.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { DueMark, StateMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';
import { MatchSection } from '../matches/MatchSection.tsx';
import { OutreachSection } from '../outreach/OutreachSection.tsx';
import { ProposalsSection } from '../proposals/ProposalsSection.tsx';
import { RunsSection } from '../runs/RunsSection.tsx';
import { VoteSection } from '../votes/VoteSection.tsx';
import { DueDatesSection } from './DueDatesSection.tsx';
import { GateSection } from './GateSection.tsx';
import { MilestoneActions } from './MilestoneActions.tsx';
import { MilestoneEvents } from './MilestoneEvents.tsx';
import { MilestoneFacts } from './MilestoneFacts.tsx';
import { QuantitiesSection } from './QuantitiesSection.tsx';
import { RemindersSection } from './RemindersSection.tsx';

function Heading({ milestone }: { milestone: Milestone }) {
  const { say, local } = useWords();
  const { key, title, projectId, projectTitle, state, dueAt, late, description, returnReason } = milestone;
  return (
    <>
      <PageTitle
        title={`${key} · ${local(title)}`}
        above={
          <Link component={RouterLink} to={`/projects/${projectId}/show`}>
            {local(projectTitle)}
          </Link>
        }
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, mb: 1, fontWeight: 600 }}>
        <StateMark state={state} />
        <DueMark dueAt={dueAt} late={late} />
      </Box>
      <Typography color="textSecondary">{say(`app.stateMeans.${state}`)}</Typography>
      {description && <Typography sx={{ mt: 1, whiteSpace: 'pre-line' }}>{local(description)}</Typography>}
      {returnReason && (
        <Alert severity="warning" sx={{ mt: 1, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {say('resources.milestones.show.returned')} {returnReason}
        </Alert>
      )}
    </>
  );
}

function Page({ milestone }: { milestone: Milestone }) {
  return (
    <>
      <Heading milestone={milestone} />
      <Box
        sx={{
          mt: 2,
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' },
          gridTemplateRows: { md: 'auto 1fr' },
          gridTemplateAreas: { xs: '"actions" "work" "facts"', md: '"work actions" "work facts"' },
        }}
      >
        <Box sx={{ gridArea: 'actions' }}>
          <MilestoneActions milestone={milestone} />
        </Box>
        <Stack spacing={2} sx={{ gridArea: 'work', minWidth: 0 }}>
          <GateSection milestone={milestone} />
          <RunsSection milestone={milestone} />
          <ProposalsSection milestone={milestone} />
          <VoteSection milestone={milestone} />
          <CampaignSection milestone={milestone} />
          <SumSection milestone={milestone} />
          <MatchSection milestone={milestone} />
          <FundSection milestone={milestone} />
          <OutreachSection milestone={milestone} />
          <EvidenceSection milestone={milestone} />
          <QuantitiesSection milestone={milestone} />
          <MilestoneEvents milestoneId={milestone.id} projectId={milestone.projectId} />
        </Stack>
        <Stack spacing={2} sx={{ gridArea: 'facts', minWidth: 0 }}>
          <MilestoneFacts milestone={milestone} />
          <RemindersSection milestone={milestone} />
          <DueDatesSection milestone={milestone} />
        </Stack>
      </Box>
    </>
  );
}

/** One milestone: where it stands, what proves it, what is missing, and what this person may do. */
export function MilestoneShow() {
  const { id = '' } = useParams();
  const query = useWhole('milestones', id);
  return <Loaded query={query}>{(milestone) => <Page milestone={milestone} />}</Loaded>;
}
