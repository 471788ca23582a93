import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useGetList } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { HistoryEvent, MessageRow, Run } from '../api/types.ts';
import { EventLine } from '../events/EventLine.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { MessageMark } from '../messages/MessageMark.tsx';
import { mayReadRegister } from '../register/access.ts';
import type { TabProps } from './tabProps.ts';

const SHOWN = 200;

function Messages({ run, project }: TabProps) {
  const { say, moment } = useWords();
  const query = useGetList<MessageRow>('messages', {
    filter: { runId: run.id },
    sort: { field: 'createdAt', order: 'DESC' },
    pagination: { page: 1, perPage: SHOWN },
  });
  return (
    <Section title={say('resources.messages.name', { smart_count: 2 })}>
      <Loaded query={query}>
        {(messages) =>
          messages.length === 0 ? (
            say(`resources.runs.history.${mayReadRegister(project) ? 'noMessages' : 'notYours'}`)
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {messages.map(({ id, subject, to, state, createdAt }) => (
                <Box
                  component="li"
                  key={id}
                  sx={{
                    py: 1,
                    borderTop: 1,
                    borderColor: 'divider',
                    overflowWrap: 'anywhere',
                    '&:first-of-type': { borderTop: 0 },
                  }}
                >
                  <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
                    <Link component={RouterLink} to={`/messages/${id}/show`} sx={{ fontWeight: 600 }}>
                      {subject}
                    </Link>
                    <MessageMark state={state} />
                  </Box>
                  <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
                    {say('resources.messages.fields.to')}: {to} · {moment(createdAt)}
                  </Box>
                </Box>
              ))}
            </Box>
          )
        }
      </Loaded>
    </Section>
  );
}

function Events({ run }: { run: Run }) {
  const { say } = useWords();
  const query = useGetList<HistoryEvent>('events', {
    filter: { runId: run.id },
    sort: { field: 'seq', order: 'DESC' },
    pagination: { page: 1, perPage: SHOWN },
  });
  return (
    <Section title={say('resources.milestones.events.title')}>
      <Loaded query={query}>
        {(events) => (
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {events.map((event) => (
              <EventLine key={event.id} event={event} withMilestone={false} />
            ))}
          </Box>
        )}
      </Loaded>
    </Section>
  );
}

/** What was told to whom, and what happened, newest first. */
export function RunHistory({ run, project }: TabProps) {
  return (
    <Stack spacing={2}>
      <Messages run={run} project={project} />
      <Events run={run} />
    </Stack>
  );
}
