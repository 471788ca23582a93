import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useGetList } from 'react-admin';
import type { CampaignRow, Milestone } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { CampaignLine } from './CampaignSection.tsx';

function Standing({ campaign: { state, sumDueAt, publishedAt } }: { campaign: CampaignRow }) {
  const { say, due, moment } = useWords();
  if (state === 'published' && publishedAt !== null) {
    return <div>{say('resources.campaigns.sum.published', { moment: moment(publishedAt) })}</div>;
  }
  if (state === 'closed' && sumDueAt !== null) {
    return <div>{say('resources.campaigns.sum.due', { day: due(sumDueAt) })}</div>;
  }
  return <div>{say('resources.campaigns.sum.notYet')}</div>;
}

/** R22: the public statement of the sum is published from the campaign's page; its milestone leads there. */
export function SumSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const query = useGetList<CampaignRow>(
    'campaigns',
    {
      filter: { projectId: milestone.projectId },
      sort: { field: 'number', order: 'DESC' },
      pagination: { page: 1, perPage: 100 },
    },
    { enabled: milestone.kind === 'statement' },
  );
  if (milestone.kind !== 'statement') return null;
  return (
    <Section title={say('resources.campaigns.sum.title')} help={say('resources.campaigns.sum.help')}>
      <Loaded query={query}>
        {(campaigns) => {
          const standing = campaigns.filter(({ state }) => state !== 'cancelled');
          return standing.length === 0 ? (
            <Typography color="textSecondary">{say('resources.campaigns.sum.none')}</Typography>
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {standing.map((campaign) => (
                <Box key={campaign.id} component="li">
                  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                    <CampaignLine campaign={campaign} />
                  </Box>
                  <Standing campaign={campaign} />
                </Box>
              ))}
            </Box>
          );
        }}
      </Loaded>
    </Section>
  );
}
