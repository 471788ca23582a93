import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Match } from '../api/types.ts';
import { entryPath } from '../campaigns/campaignPaths.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** R20: refunds after the close, and what each of them changed of the match. */
export function AdjustmentsSection({ match: { adjustments } }: { match: Match }) {
  const { say, lei, day } = useWords();
  if (adjustments.length === 0) return null;
  return (
    <Section title={say('resources.matches.adjustments.title')} help={say('resources.matches.adjustments.help')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {adjustments.map(({ id, entry, raisedBefore, raisedAfter, dueBefore, dueAfter, state, settledEntryId }) => (
          <Box
            component="li"
            key={id}
            sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
          >
            <Link component={RouterLink} to={entryPath(entry.id)} sx={{ fontWeight: 600 }}>
              {say('resources.matches.adjustments.entry', {
                number: entry.number,
                amount: lei(entry.amount),
                day: day(entry.bookedOn),
              })}
            </Link>
            <div>{say('resources.matches.adjustments.raised', { from: lei(raisedBefore), to: lei(raisedAfter) })}</div>
            <div>{say('resources.matches.adjustments.due', { from: lei(dueBefore), to: lei(dueAfter) })}</div>
            <Box sx={{ typography: 'body2', color: state === 'open' ? 'warning.main' : 'text.secondary' }}>
              {say(`resources.matches.adjustments.state.${state}`)}
              {settledEntryId !== null && (
                <>
                  {' '}
                  <Link component={RouterLink} to={entryPath(settledEntryId)}>
                    {say('resources.matches.adjustments.settledBy')}
                  </Link>
                </>
              )}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
