import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useGetList } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { MatchRow, Milestone } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { MatchMark } from './MatchMark.tsx';
import { matchPath } from './matchPaths.ts';

function Line({ match }: { match: MatchRow }) {
  const { say, local, lei } = useWords();
  const { id, campaign, raised, due, waitsFor } = match;
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={matchPath(id)} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {say('resources.matches.of', { campaign: local(campaign.title) })}
        </Link>
        <MatchMark match={match} />
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {say('resources.matches.sums', { raised: lei(raised), due: lei(due) })}
      </Box>
      {waitsFor !== null && (
        <Box sx={{ typography: 'body2' }}>{say(`resources.matches.waits.${waitsFor}`, { due: lei(due) })}</Box>
      )}
    </Box>
  );
}

/** The match of a milestone, on its page. It comes by itself when the campaign's sum is published (R19). */
export function MatchSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const query = useGetList<MatchRow>(
    'matches',
    {
      filter: { milestoneId: milestone.id },
      sort: { field: 'createdAt', order: 'DESC' },
      pagination: { page: 1, perPage: 100 },
    },
    { enabled: milestone.kind === 'match' },
  );
  if (milestone.kind !== 'match') return null;
  return (
    <Section title={say('resources.matches.name', { smart_count: 1 })}>
      <Loaded query={query}>
        {(matches) =>
          matches.length === 0 ? (
            <Typography color="textSecondary">{say('resources.matches.none')}</Typography>
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {matches.map((match) => (
                <Line key={match.id} match={match} />
              ))}
            </Box>
          )
        }
      </Loaded>
    </Section>
  );
}
