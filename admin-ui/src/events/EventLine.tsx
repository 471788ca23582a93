import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { HistoryEvent } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { eventDetails, eventTexts } from './eventDetails.ts';

interface EventLineProps {
  readonly event: HistoryEvent;
  /** On a milestone's own page its name is not said again. */
  readonly withMilestone?: boolean;
}

/** One event in words: what, on what, by whom, when, and why. */
export function EventLine({ event, withMilestone = true }: EventLineProps) {
  const words = useWords();
  const { say, local, moment } = words;
  const { type, at, actor, milestone, seq, hash } = event;
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
      <Box sx={{ fontWeight: 600 }}>
        {say(`resources.events.types.${type}`, { _: say('resources.events.other', { type }) })}
      </Box>
      {withMilestone && milestone && (
        <Link component={RouterLink} to={`/milestones/${milestone.id}/show`}>
          {milestone.key} · {local(milestone.title)}
        </Link>
      )}
      {eventDetails(event, words).map((detail) => (
        <div key={detail}>{detail}</div>
      ))}
      {eventTexts(event).map(({ name, text }) => (
        <Box key={name} sx={{ whiteSpace: 'pre-line' }}>
          {say(`resources.events.${name}`)}: {text}
        </Box>
      ))}
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        <span title={`${say('resources.events.hash')}: ${hash}`}>#{seq}</span> · {moment(at)} ·{' '}
        {actor?.name ?? say('resources.events.bySystem')}
      </Box>
    </Box>
  );
}
