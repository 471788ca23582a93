import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import { resendMessage } from '../api/commands.ts';
import type { Message } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { MessageMark } from './MessageMark.tsx';

function Resend({ id }: { id: string }) {
  const { say } = useWords();
  const { run, busy, problem } = useCommand();
  const notify = useNotify();
  async function resend() {
    if (await run(resendMessage(id))) notify('resources.messages.resend.done', { type: 'success' });
  }
  return (
    <Box sx={{ mt: 2 }}>
      <Typography gutterBottom>{say('resources.messages.resend.explain')}</Typography>
      <Button variant="contained" loading={busy} onClick={resend}>
        {say('resources.messages.resend.action')}
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </Box>
  );
}

function MilestoneLink({ id }: { id: string }) {
  const { local } = useWords();
  const { data } = useWhole('milestones', id);
  return (
    <Link component={RouterLink} to={`/milestones/${id}/show`}>
      {data ? `${data.key} · ${local(data.title)}` : id}
    </Link>
  );
}

function Delivery({ message }: { message: Message }) {
  const { say, count, moment } = useWords();
  const { id, to, locale, state, attempts, error, createdAt, sentAt, eventType, milestoneId } = message;
  const facts = [
    { name: say('resources.messages.fields.to'), value: to },
    { name: say('resources.messages.language'), value: say(`app.language.${locale}`) },
    {
      name: say('resources.messages.fields.eventType'),
      value: say(`resources.events.types.${eventType}`, { _: eventType }),
    },
    ...(milestoneId ? [{ name: say('resources.messages.about'), value: <MilestoneLink id={milestoneId} /> }] : []),
    { name: say('resources.messages.fields.createdAt'), value: moment(createdAt) },
    ...(sentAt ? [{ name: say('resources.messages.fields.sentAt'), value: moment(sentAt) }] : []),
    {
      name: say('resources.messages.fields.state'),
      value: (
        <>
          <MessageMark state={state} /> ({count('resources.messages.attempts', attempts)})
          <br />
          {say(`resources.messages.stateMeans.${state}`)}
        </>
      ),
    },
    ...(error ? [{ name: say('resources.messages.answer'), value: error }] : []),
  ];
  return (
    <Section title={say('resources.messages.fields.state')}>
      <Facts facts={facts} />
      {(state === 'failed' || state === 'unknown') && <Resend id={id} />}
    </Section>
  );
}

/** A message as it was written: the HTML part in a frame where nothing runs, the text part beside it. */
function Parts({ message }: { message: Message }) {
  const { say } = useWords();
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' } }}
    >
      <Section title={say('resources.messages.html')}>
        <Box
          component="iframe"
          title={say('resources.messages.htmlTitle')}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={message.html}
          sx={{ width: '100%', height: 720, border: 1, borderColor: 'divider', bgcolor: '#ffffff' }}
        />
      </Section>
      <Section title={say('resources.messages.text')}>
        <Box
          component="pre"
          sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: 'monospace', fontSize: '0.875rem' }}
        >
          {message.text}
        </Box>
      </Section>
    </Box>
  );
}

export function MessageShow() {
  const { id = '' } = useParams();
  const query = useWhole('messages', id);
  return (
    <Loaded query={query}>
      {(message) => (
        <>
          <PageTitle title={message.subject} />
          <Stack spacing={2}>
            <Delivery message={message} />
            <Parts message={message} />
          </Stack>
        </>
      )}
    </Loaded>
  );
}
