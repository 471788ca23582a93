import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Campaign } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { Loaded } from '../look/Loaded.tsx';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { PublicPage } from '../look/PublicPage.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayReadRegister } from '../register/access.ts';
import { AboutSection } from './AboutSection.tsx';
import { CampaignMark } from './CampaignMark.tsx';
import { bankPath, donorsPath, ledgerPath } from './campaignPaths.ts';
import { FiguresSection } from './FiguresSection.tsx';
import { StandingSection } from './StandingSection.tsx';

function Records({ campaign }: { campaign: Campaign }) {
  const { say, count, day } = useWords();
  const { data: project } = useWhole('projects', campaign.projectId);
  const { openLines, statementsUntil } = campaign.bank;
  const readsDonors = project !== undefined && mayReadRegister(project);
  return (
    <Section title={say('resources.campaigns.records.title')}>
      <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
        <Button component={RouterLink} to={ledgerPath(campaign.ledgerId)} variant="outlined">
          {say('resources.ledgers.open')}
        </Button>
        {readsDonors && (
          <>
            <Button component={RouterLink} to={donorsPath(campaign.id)} variant="outlined">
              {say('resources.donors.name', { smart_count: 2 })}
            </Button>
            <Button component={RouterLink} to={bankPath(campaign.id)} variant="outlined">
              {say('resources.bank.open')}
            </Button>
          </>
        )}
      </Stack>
      <Typography variant="body2" sx={{ mt: 1 }}>
        {statementsUntil === null
          ? say('resources.bank.noneYet')
          : say('resources.bank.until', { day: day(statementsUntil) })}
        {openLines > 0 && ` ${count('resources.bank.openLines', openLines)}`}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {count('resources.campaigns.subscribers', campaign.subscribers)}
      </Typography>
    </Section>
  );
}

function Page({ campaign }: { campaign: Campaign }) {
  const { say, local, day } = useWords();
  const { title, number, opensOn, closesOn } = campaign;
  return (
    <>
      <PageTitle
        title={local(title) || say('resources.campaigns.unnamed', { number })}
        above={<MilestoneWay milestone={campaign.milestone} />}
      />
      <Box sx={{ fontWeight: 600 }}>
        <CampaignMark campaign={campaign} />
      </Box>
      <Typography>{say('resources.campaigns.window', { from: day(opensOn), to: day(closesOn) })}</Typography>
      <Box
        sx={{
          mt: 2,
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <StandingSection campaign={campaign} />
          <FiguresSection campaign={campaign} />
          <AboutSection campaign={campaign} />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Records campaign={campaign} />
          <PublicPage url={campaign.publicUrl} shows={say('resources.campaigns.publicShows')} />
        </Stack>
      </Box>
    </>
  );
}

/** One campaign: where it stands, what comes next, its figures and records (R20, R22). */
export function CampaignShow() {
  const { id = '' } = useParams();
  const query = useWhole('campaigns', id);
  return <Loaded query={query}>{(campaign) => <Page campaign={campaign} />}</Loaded>;
}
