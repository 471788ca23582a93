import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { Run } from '../api/types.ts';
import { CopyButton } from '../look/CopyButton.tsx';
import { Facts } from '../look/Facts.tsx';
import { useWords } from '../look/useWords.ts';
import { useRunWords } from './useRunWords.ts';

function Sessions({ run }: { run: Run }) {
  const { say } = useWords();
  const { times } = useRunWords();
  return (
    <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
      {run.sessions.map((session) => (
        <li key={session.id}>
          {times(session)}
          {session.topic !== '' && ` – ${session.topic}`}
          {session.closedAt !== null && ` (${say('resources.runs.attendance.closedShort')})`}
        </li>
      ))}
    </Box>
  );
}

/** The public page where people enrol themselves. */
function PublicPage({ url }: { url: string }) {
  const { say } = useWords();
  return (
    <>
      <Link href={url} target="_blank" rel="noreferrer" sx={{ overflowWrap: 'anywhere' }}>
        {url}
      </Link>
      <Box sx={{ typography: 'body2', color: 'text.secondary', mb: 0.5 }}>{say('resources.runs.publicPageHelp')}</Box>
      <CopyButton text={url} />
    </>
  );
}

/** What the line under the title does not say: each session, with whom, what was and will be sent. */
export function RunFacts({ run }: { run: Run }) {
  const { say, moment } = useWords();
  const { milestone, ledBy, invitedAt, nextNoticeAt, enrolmentUrl } = run;
  return (
    <Facts
      facts={[
        { name: say('resources.runs.fields.sessions'), value: <Sessions run={run} /> },
        ...(ledBy === '' ? [] : [{ name: say(`resources.runs.kind.${milestone.kind}.ledBy`), value: ledBy }]),
        {
          name: say('resources.runs.fields.invitedAt'),
          value: invitedAt === null ? say('resources.runs.notInvited') : moment(invitedAt),
        },
        ...(nextNoticeAt === null
          ? []
          : [{ name: say('resources.runs.fields.nextNoticeAt'), value: moment(nextNoticeAt) }]),
        ...(enrolmentUrl === null
          ? []
          : [{ name: say('resources.runs.publicPage'), value: <PublicPage url={enrolmentUrl} /> }]),
      ]}
    />
  );
}
