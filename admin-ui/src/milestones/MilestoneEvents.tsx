import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useGetList } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { HistoryEvent } from '../api/types.ts';
import { EventLine } from '../events/EventLine.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

const SHOWN = 20;

/** What happened to the milestone, newest first. */
export function MilestoneEvents({ milestoneId, projectId }: { milestoneId: string; projectId: string }) {
  const { say } = useWords();
  const query = useGetList<HistoryEvent>('events', {
    filter: { milestoneId },
    sort: { field: 'seq', order: 'DESC' },
    pagination: { page: 1, perPage: SHOWN },
  });
  const all = `/events?filter=${encodeURIComponent(JSON.stringify({ projectId }))}`;
  return (
    <Section
      title={say('resources.milestones.events.title')}
      actions={
        <Link component={RouterLink} to={all}>
          {say('resources.milestones.events.all')}
        </Link>
      }
    >
      <Loaded query={query}>
        {(events) =>
          events.length === 0 ? (
            say('resources.milestones.events.none')
          ) : (
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {events.map((event) => (
                <EventLine key={event.id} event={event} withMilestone={false} />
              ))}
            </Box>
          )
        }
      </Loaded>
    </Section>
  );
}
