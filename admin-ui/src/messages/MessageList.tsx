import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { List, useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { MessageRow, MessageState } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { ProjectFilter } from '../projects/ProjectFilter.tsx';
import { MessageMark } from './MessageMark.tsx';

const STATES: readonly MessageState[] = ['pending', 'sending', 'sent', 'failed', 'unknown'];

function StateFilter() {
  const { say } = useWords();
  const { filterValues, setFilters } = useListContext();
  return (
    <TextField
      select
      label={say('resources.messages.fields.state')}
      value={filterValues.state ?? ''}
      onChange={({ target: { value } }) => {
        const { state: _, ...others } = filterValues;
        setFilters(value === '' ? others : { ...others, state: value });
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ maxWidth: 220 }}
    >
      <MenuItem value="">{say('resources.messages.all')}</MenuItem>
      {STATES.map((state) => (
        <MenuItem key={state} value={state}>
          {say(`resources.messages.state.${state}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Row({ message }: { message: MessageRow }) {
  const { say, moment } = useWords();
  const { id, subject, to, state, error, eventType, createdAt } = message;
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
        <Link component={RouterLink} to={`/messages/${id}/show`} sx={{ fontWeight: 600 }}>
          {subject}
        </Link>
        <MessageMark state={state} />
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary', display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
        <span>
          {say('resources.messages.fields.to')}: {to}
        </span>
        <span>{moment(createdAt)}</span>
        <span>{say(`resources.events.types.${eventType}`, { _: eventType })}</span>
      </Box>
      {error && (
        <Box sx={{ typography: 'body2', color: 'error.main' }}>
          {say('resources.messages.answer')}: {error}
        </Box>
      )}
    </Box>
  );
}

function Rows() {
  const { data = [] } = useListContext<MessageRow>();
  return (
    <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
      {data.map((message) => (
        <Row key={message.id} message={message} />
      ))}
    </Paper>
  );
}

function Nothing() {
  const { say } = useWords();
  return <EmptyState title={say('resources.messages.empty')} help={say('resources.messages.emptyHelp')} />;
}

/** The messages that were or will be sent, newest first. */
export function MessageList() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('resources.messages.name', { smart_count: 2 })} />
      <List
        actions={false}
        component="div"
        exporter={false}
        empty={<Nothing />}
        sort={{ field: 'createdAt', order: 'DESC' }}
        perPage={50}
      >
        <Box sx={{ mb: 2, display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          <ProjectFilter />
          <StateFilter />
        </Box>
        <Rows />
      </List>
    </>
  );
}
