import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Campaign } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { bankPath } from './campaignPaths.ts';
import { type Blocker, blockersOf } from './campaignStanding.ts';

/** R20, R22: what is still to be done before the sum can be published, and where. */
export function Blockers({ campaign }: { campaign: Campaign }) {
  const { say, count, day } = useWords();
  const { bank, opensOn, closesOn } = campaign;
  const need = day(closesOn);
  function wordsOf(blocker: Blocker): string {
    if (blocker.key === 'lines') return count('resources.campaigns.blocked.lines', blocker.count);
    if (blocker.key === 'late')
      return say('resources.campaigns.blocked.late', { from: day(blocker.from), need: day(opensOn) });
    return bank.statementsUntil === null
      ? say('resources.campaigns.blocked.noStatement', { need })
      : say('resources.campaigns.blocked.statements', { until: day(bank.statementsUntil), need });
  }
  const blockers = blockersOf(campaign);
  if (blockers.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mt: 1 }}>
      {say('resources.campaigns.blocked.title')}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {blockers.map((blocker) => (
          <li key={blocker.key}>{wordsOf(blocker)}</li>
        ))}
      </Box>
      <Link component={RouterLink} to={bankPath(campaign.id)}>
        {say('resources.bank.open')}
      </Link>
    </Alert>
  );
}
