import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import type { Campaign } from '../api/types.ts';
import { dayOfInstant } from '../format/day.ts';
import { useWords } from '../look/useWords.ts';
import { needsOf } from './campaignStanding.ts';

/** What the announcement needs, each with where it stands. */
export function Checklist({ campaign }: { campaign: Campaign }) {
  const { say, day } = useWords();
  const { opensOn, closesOn } = campaign;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {needsOf(campaign, dayOfInstant(new Date().toISOString())).map(({ key, met }) => (
        <Box component="li" key={key} sx={{ display: 'flex', gap: 1, py: 0.5, overflowWrap: 'anywhere' }}>
          <Box
            component={met ? CheckCircle : RadioButtonUnchecked}
            aria-hidden
            sx={{ color: met ? 'success.main' : 'warning.main', flexShrink: 0 }}
          />
          <span>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {say(`resources.campaigns.need.${met ? 'met' : 'unmet'}`)}
            </Box>{' '}
            {say(`resources.campaigns.need.${key}`, { from: day(opensOn), to: day(closesOn) })}
          </span>
        </Box>
      ))}
    </Box>
  );
}
