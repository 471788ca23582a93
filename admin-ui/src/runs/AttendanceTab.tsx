import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { API } from '../api/http.ts';
import type { Enrolment, MarkedHow, Run, RunSession } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { useWords } from '../look/useWords.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import { MarkRows } from './MarkRows.tsx';
import type { Mark } from './markQueue.ts';
import { countMarks, leftToMark, presenceOf, sessionToShow } from './presence.ts';
import type { TabProps } from './tabProps.ts';
import { UnsavedMarks } from './UnsavedMarks.tsx';
import { isEnrolled, useEnrolments } from './useEnrolments.ts';
import { useMarks } from './useMarks.ts';
import { useRunWords } from './useRunWords.ts';

const HOW: readonly MarkedHow[] = ['tablet', 'list'];

interface ChooserProps {
  readonly run: Run;
  readonly session: RunSession;
  readonly onChoose: (id: string) => void;
}

function SessionChooser({ run, session, onChoose }: ChooserProps) {
  const { say } = useWords();
  const { times } = useRunWords();
  return (
    <TextField
      select
      label={say('resources.runs.attendance.session')}
      value={session.id}
      onChange={(event) => onChoose(event.target.value)}
      sx={{ maxWidth: 480 }}
    >
      {run.sessions.map((each, index) => (
        <MenuItem key={each.id} value={each.id} sx={{ whiteSpace: 'normal', minHeight: 48 }}>
          {index + 1}. {times(each)}
          {each.topic !== '' && ` – ${each.topic}`}
          {each.closedAt !== null && ` (${say('resources.runs.attendance.closedShort')})`}
        </MenuItem>
      ))}
    </TextField>
  );
}

function PrintButtons({ run, session }: { run: Run; session: RunSession }) {
  const { say } = useWords();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', typography: 'body2' }}>
      {say('resources.runs.attendance.print')}
      {(['ro', 'en'] as const).map((locale) => (
        <Button
          key={locale}
          size="small"
          variant="outlined"
          href={`${API}/runs/${run.id}/attendance-list.pdf?sessionId=${session.id}&locale=${locale}`}
          target="_blank"
          rel="noreferrer"
        >
          {say(`resources.runs.pdf.${locale}`)}
        </Button>
      ))}
    </Box>
  );
}

function Counts({ present, absent, unmarked }: ReturnType<typeof countMarks>) {
  const { count } = useWords();
  return (
    <Typography sx={{ fontWeight: 600 }}>
      {count('resources.runs.attendance.present', present)} · {count('resources.runs.attendance.absent', absent)} ·{' '}
      {count('resources.runs.attendance.unmarked', unmarked)}
    </Typography>
  );
}

/** Where marking stands: not begun, open, or closed. */
function Standing({ session }: { session: RunSession }): ReactNode {
  const { say, moment } = useWords();
  if (session.closedAt !== null) {
    return (
      <Alert severity="info">{say('resources.runs.attendance.closed', { moment: moment(session.closedAt) })}</Alert>
    );
  }
  if (Date.parse(session.startsAt) <= Date.now()) return null;
  return (
    <Alert severity="info">{say('resources.runs.attendance.notBegun', { moment: moment(session.startsAt) })}</Alert>
  );
}

interface ListProps {
  readonly run: Run;
  readonly enrolments: readonly Enrolment[];
  readonly readAt: number;
}

function AttendanceList({ run, enrolments, readAt }: ListProps) {
  const { say, count } = useWords();
  const [search, setSearch] = useSearchParams();
  const session = sessionToShow(run.sessions, search.get('session'));
  const { marked, queue, unsaved } = useMarks(run.id, session.id, readAt);
  const [how, setHow] = useState<MarkedHow>('tablet');
  const [correcting, setCorrecting] = useState<{ enrolment: Enrolment; present: boolean } | null>(null);
  const [closing, setClosing] = useState(false);
  const closed = session.closedAt !== null;
  const ended = Date.parse(session.endsAt) <= Date.now();
  const marks = run.allowed.includes('mark');
  const presence = presenceOf(session.id, marked);
  const counted = countMarks(enrolments, presence);
  const unmarked = leftToMark(enrolments, presence);

  function mark(enrolment: Enrolment, present: boolean) {
    if (presence(enrolment) === present) return;
    if (closed) setCorrecting({ enrolment, present });
    else queue.mark(how, [{ personId: enrolment.person.id, present }]);
  }
  function close() {
    // The address names it from here on: closed, it would otherwise give way to the next open one under the reader's eyes.
    setSearch({ session: session.id }, { replace: true });
    setClosing(true);
  }
  function markRest() {
    queue.mark(
      how,
      unmarked.map(({ person }): Mark => ({ personId: person.id, present: true })),
    );
  }

  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
        <SessionChooser run={run} session={session} onChoose={(id) => setSearch({ session: id }, { replace: true })} />
        {marks && !closed && (
          <TextField
            select
            label={say('resources.runs.attendance.how')}
            value={how}
            onChange={({ target: { value } }) => setHow(HOW.find((each) => each === value) ?? 'tablet')}
            sx={{ maxWidth: 300 }}
          >
            {HOW.map((each) => (
              <MenuItem key={each} value={each} sx={{ minHeight: 48 }}>
                {say(`resources.runs.attendance.hows.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        )}
        <PrintButtons run={run} session={session} />
      </Box>
      <Standing session={session} />
      <UnsavedMarks marked={marked} queue={queue} elsewhere={unsaved} />
      <Box
        sx={{ my: 1, display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', justifyContent: 'space-between' }}
      >
        <Counts {...counted} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {marks && !closed && unmarked.length > 0 && (
            <Button onClick={markRest}>{count('resources.runs.attendance.markRest', unmarked.length)}</Button>
          )}
          {run.allowed.includes('close') && ended && !closed && (
            <Button variant="contained" onClick={close} disabled={unsaved > 0}>
              {say('resources.runs.attendance.close')}
            </Button>
          )}
        </Box>
      </Box>
      <MarkRows enrolments={enrolments} presence={presence} marked={marked} readOnly={!marks} onMark={mark} />
      {closing && <CloseDialog run={run} session={session} counts={counted} onClose={() => setClosing(false)} />}
      {correcting && (
        <CorrectionDialog run={run} session={session} {...correcting} onClose={() => setCorrecting(null)} />
      )}
    </>
  );
}

/** Who was there, session by session; made for a tablet at the door. */
export function AttendanceTab({ run }: TabProps) {
  const { say } = useWords();
  const query = useEnrolments(run.id);
  return (
    <Loaded query={query}>
      {(all) => {
        const enrolments = all.filter(isEnrolled);
        if (enrolments.length === 0) {
          return (
            <EmptyState
              title={say('resources.runs.attendance.empty')}
              help={say('resources.runs.attendance.emptyHelp')}
            />
          );
        }
        return (
          <Paper variant="outlined" sx={{ p: { xs: 1.5, sm: 2 } }}>
            <AttendanceList run={run} enrolments={enrolments} readAt={query.dataUpdatedAt} />
          </Paper>
        );
      }}
    </Loaded>
  );
}
