import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { LedgerEntry } from '../api/types.ts';
import { entryPath } from '../campaigns/campaignPaths.ts';
import { useWords } from '../look/useWords.ts';
import { useEntryWords } from './useEntryWords.ts';

/** One entry of a list: what it is, its amount, its day and document, and what it is about. */
export function EntryRow({ entry }: { entry: LedgerEntry }) {
  const { say, lei, day, local } = useWords();
  const { kindOf, donorOf } = useEntryWords();
  const { id, number, amount, bookedOn, about, corrects, correctedBy, note, afterClose, kind } = entry;
  const donor = donorOf(entry);
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={entryPath(id)} sx={{ fontWeight: 600 }}>
          {say('resources.ledgers.numbered', { number, kind: kindOf(entry) })}
        </Link>
        <Box
          component="span"
          sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: kind === 'pledge' ? 400 : 600, whiteSpace: 'nowrap' }}
        >
          {lei(amount)}
        </Box>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {[day(bookedOn), local(entry.shownDocument), ...(donor === null ? [] : [donor])].join(' · ')}
        {about !== null && (
          <>
            {' · '}
            <Link component={RouterLink} to={entryPath(about.id)}>
              {say('resources.ledgers.about', { number: about.number })}
            </Link>
          </>
        )}
        {corrects !== null && ` · ${say('resources.ledgers.corrects', { number: corrects.number })}`}
        {correctedBy !== null && ` · ${say('resources.ledgers.correctedBy', { number: correctedBy.number })}`}
        {afterClose && kind !== 'adjustment' && ` · ${say('resources.ledgers.afterClose')}`}
      </Box>
      {note !== '' && <Box sx={{ typography: 'body2' }}>{note}</Box>}
    </Box>
  );
}
