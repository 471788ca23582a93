import Alert from '@mui/material/Alert';
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

/** When, where, with whom, how many. */
export function RunFacts({ run }: { run: Run }) {
  const { say, moment } = useWords();
  const { places } = useRunWords();
  const { milestone, place, ledBy, invitedAt, cancelledAt, nextNoticeAt, enrolmentUrl } = run;
  return (
    <>
      {cancelledAt !== null && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {say('resources.runs.cancelledAt', { moment: moment(cancelledAt) })}
        </Alert>
      )}
      <Facts
        facts={[
          { name: say('resources.runs.fields.sessions'), value: <Sessions run={run} /> },
          { name: say('resources.runs.fields.place'), value: place },
          ...(ledBy === '' ? [] : [{ name: say(`resources.runs.kind.${milestone.kind}.ledBy`), value: ledBy }]),
          { name: say('resources.runs.fields.enrolled'), value: places(run) },
          {
            name: say('resources.runs.fields.invitedAt'),
            value: invitedAt === null ? say('resources.runs.notInvited') : moment(invitedAt),
          },
          ...(enrolmentUrl === null
            ? []
            : [{ name: say('resources.runs.publicPage'), value: <PublicPage url={enrolmentUrl} /> }]),
          ...(nextNoticeAt === null
            ? []
            : [{ name: say('resources.runs.fields.nextNoticeAt'), value: moment(nextNoticeAt) }]),
        ]}
      />
    </>
  );
}
