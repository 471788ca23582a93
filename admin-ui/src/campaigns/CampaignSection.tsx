import VolunteerActivismOutlined from '@mui/icons-material/VolunteerActivismOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useGetList, useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router-dom';
import { draftCampaign } from '../api/commands.ts';
import type { CampaignRow, Milestone } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { Loaded } from '../look/Loaded.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { CampaignMark } from './CampaignMark.tsx';
import { campaignPath } from './campaignPaths.ts';

/** One campaign of a list: its name, where it stands, and its sum. */
export function CampaignLine({ campaign }: { campaign: CampaignRow }) {
  const { say, local, day, lei } = useWords();
  const { id, title, number, opensOn, closesOn, state, figures } = campaign;
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={campaignPath(id)} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {local(title) || say('resources.campaigns.unnamed', { number })}
        </Link>
        <CampaignMark campaign={campaign} />
      </Box>
      {state !== 'cancelled' && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {say('resources.campaigns.window', { from: day(opensOn), to: day(closesOn) })}
          {state !== 'drafted' &&
            state !== 'announced' &&
            ` · ${say('resources.campaigns.raisedIs', { amount: lei(figures.raised) })}`}
        </Box>
      )}
    </Box>
  );
}

/** Begins a campaign, with what it will need. */
function Prepare({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  async function prepare() {
    const done = await command.run(draftCampaign(milestone.id));
    if (!done) return;
    notify('resources.campaigns.prepare.done', { type: 'success' });
    navigate(campaignPath(done.answer.id));
  }
  return (
    <>
      <Typography>{say('resources.campaigns.prepare.help')}</Typography>
      <Box component="ul" sx={{ mt: 0.5, mb: 1.5, pl: 2.5 }}>
        {(['purpose', 'account', 'dates'] as const).map((key) => (
          <li key={key}>{say(`resources.campaigns.prepare.needs.${key}`)}</li>
        ))}
      </Box>
      {milestone.allowed.includes('evidence') ? (
        <Button variant="contained" startIcon={<VolunteerActivismOutlined />} loading={command.busy} onClick={prepare}>
          {say('resources.campaigns.prepare.action')}
        </Button>
      ) : (
        <Typography color="textSecondary">{say('resources.campaigns.prepare.notYours')}</Typography>
      )}
      {command.problem && <ProblemNotice problem={command.problem} />}
    </>
  );
}

/** The campaign of a milestone, on its page. */
export function CampaignSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const query = useGetList<CampaignRow>(
    'campaigns',
    {
      filter: { milestoneId: milestone.id },
      sort: { field: 'number', order: 'DESC' },
      pagination: { page: 1, perPage: 100 },
    },
    { enabled: milestone.kind === 'fundraising' },
  );
  if (milestone.kind !== 'fundraising') return null;
  return (
    <Section title={say('resources.campaigns.name', { smart_count: 1 })}>
      <Loaded query={query}>
        {(campaigns) => (
          <>
            {campaigns.length > 0 && (
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {campaigns.map((campaign) => (
                  <CampaignLine key={campaign.id} campaign={campaign} />
                ))}
              </Box>
            )}
            {campaigns.every(({ state }) => state === 'cancelled') && <Prepare milestone={milestone} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}
