import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { List, useListContext } from 'react-admin';
import type { HistoryEvent } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { ProjectFilter } from '../projects/ProjectFilter.tsx';
import { EventLine } from './EventLine.tsx';
import { newestFirst } from './eventDetails.ts';

function Lines() {
  const { data = [] } = useListContext<HistoryEvent>();
  return (
    <Paper component="ol" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
      {newestFirst(data).map((event) => (
        <EventLine key={event.id} event={event} />
      ))}
    </Paper>
  );
}

function Nothing() {
  const { say } = useWords();
  return <EmptyState title={say('resources.events.empty')} help={say('resources.messages.emptyHelp')} />;
}

/** Everything that happened, newest first. */
export function EventList() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('resources.events.title')} />
      <List
        actions={false}
        component="div"
        exporter={false}
        empty={<Nothing />}
        sort={{ field: 'at', order: 'DESC' }}
        perPage={50}
      >
        <Box sx={{ mb: 2 }}>
          <ProjectFilter />
        </Box>
        <Lines />
      </List>
    </>
  );
}
