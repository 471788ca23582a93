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

/** R11: whether the notice is public, and if not, until when it can be. */
function Notice({ notice, url }: { notice: NonNullable<Run['notice']>; url: string | null }) {
  const { say, day, moment } = useWords();
  const { publishedAt, lastDay } = notice;
  if (publishedAt === null) return <>{say('resources.runs.notice.due', { day: day(lastDay) })}</>;
  return (
    <>
      {say('resources.runs.notice.published', { moment: moment(publishedAt) })}
      {url !== null && (
        <>
          {' · '}
          <Link href={url} target="_blank" rel="noreferrer">
            {say('resources.runs.notice.open')}
          </Link>
        </>
      )}
    </>
  );
}

/** R11: when the minutes are due and when they came; late ones are said. */
function Minutes({ minutes: { dueOn, givenAt, lateDays } }: { minutes: NonNullable<Run['minutes']> }) {
  const { say, count, day, moment } = useWords();
  return (
    <>
      {givenAt === null
        ? say('resources.runs.minutes.due', { day: day(dueOn) })
        : say('resources.runs.minutes.given', { moment: moment(givenAt), day: day(dueOn) })}
      {lateDays > 0 && (
        <Box component="strong" sx={{ display: 'block', color: 'warning.main' }}>
          {count('resources.runs.minutes.late', lateDays)}
        </Box>
      )}
    </>
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
  const { milestone, ledBy, invitedAt, nextNoticeAt, enrolmentUrl, notice, noticeUrl, minutes } = run;
  return (
    <Facts
      facts={[
        { name: say('resources.runs.fields.sessions'), value: <Sessions run={run} /> },
        ...(ledBy === '' ? [] : [{ name: say(`resources.runs.kind.${milestone.kind}.ledBy`), value: ledBy }]),
        ...(notice === null
          ? []
          : [{ name: say('resources.runs.notice.name'), value: <Notice notice={notice} url={noticeUrl} /> }]),
        ...(minutes === null
          ? []
          : [{ name: say('resources.runs.minutes.name'), value: <Minutes minutes={minutes} /> }]),
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
