import CheckCircle from '@mui/icons-material/CheckCircle';
import HourglassTop from '@mui/icons-material/HourglassTop';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ElementType, useEffect, useRef, useState } from 'react';
import { Link as RouterLink, useNavigate, useParams } from 'react-router-dom';
import { checkIn } from '../api/commands.ts';
import type { CheckedIn, Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { codeOf } from './checkInCode.ts';
import { runPath } from './RunLines.tsx';
import { useRunWords } from './useRunWords.ts';

const OUTCOMES: Readonly<Record<CheckedIn['outcome'], { Icon: ElementType; color: string }>> = {
  marked: { Icon: CheckCircle, color: 'success.main' },
  already: { Icon: InfoOutlined, color: 'info.main' },
  'waiting-list': { Icon: HourglassTop, color: 'warning.main' },
};

/** What became of it: who, in which session, and how many are there. */
function Outcome({ answer }: { answer: CheckedIn }) {
  const { say, count, moment } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { outcome, name, session, present, enrolled } = answer;
  const { Icon, color } = OUTCOMES[outcome];
  return (
    <Paper variant="outlined" sx={{ p: 2, mb: 2, borderColor: color, borderWidth: 2, textAlign: 'center' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '3.5rem' }} />
      <Typography
        variant="h2"
        ref={heading}
        tabIndex={-1}
        sx={{ fontSize: '1.6rem', overflowWrap: 'anywhere', '&:focus': { outline: 'none' } }}
      >
        {name}
      </Typography>
      <Typography sx={{ fontWeight: 600, fontSize: '1.1rem' }}>
        {say(`resources.runs.checkIn.outcome.${outcome}`)}
      </Typography>
      {outcome === 'waiting-list' && <Typography>{say('resources.runs.checkIn.waitingHelp')}</Typography>}
      <Typography color="textSecondary">
        {moment(session.startsAt)}
        {session.topic !== '' && ` – ${session.topic}`}
      </Typography>
      <Typography>{count('resources.runs.checkIn.present', enrolled, { present })}</Typography>
    </Paper>
  );
}

/** The code of somebody whose telephone shows no picture that can be scanned. */
function CodeForm({ runId }: { runId: string }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const code = codeOf(typed);
  return (
    <Box
      component="form"
      noValidate
      sx={{ mt: 3 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (code !== '') navigate(`/check-in/${runId}/${encodeURIComponent(code)}`);
      }}
    >
      <TextField
        label={say('resources.runs.checkIn.code')}
        helperText={say('resources.runs.checkIn.codeHelp')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false, maxLength: 300 } }}
      />
      <Button type="submit" variant="outlined" fullWidth disabled={code === ''} sx={{ minHeight: 48, mt: 0.5 }}>
        {say('resources.runs.checkIn.next')}
      </Button>
    </Box>
  );
}

/** Opening the address changes nothing: presence is marked by a press of the button. */
function Confirm({ run, code }: { run: Run; code: string }) {
  const { say } = useWords();
  const command = useCommand();
  const [answer, setAnswer] = useState<CheckedIn | null>(null);
  async function confirm() {
    const done = await command.run(checkIn(run.id, { code }));
    if (done) setAnswer(done.answer);
  }
  if (answer) return <Outcome answer={answer} />;
  return (
    <>
      <Button
        variant="contained"
        fullWidth
        autoFocus
        loading={command.busy}
        onClick={confirm}
        sx={{ minHeight: 96, fontSize: '1.4rem', borderRadius: 3 }}
      >
        {say('resources.runs.checkIn.confirm')}
      </Button>
      {command.problem && <ProblemNotice problem={command.problem} />}
    </>
  );
}

function Page({ run, code }: { run: Run; code: string }) {
  const { say } = useWords();
  const { days } = useRunWords();
  return (
    <Box sx={{ maxWidth: 520, mx: 'auto' }}>
      <PageTitle
        title={say('resources.runs.checkIn.title')}
        above={
          <Link component={RouterLink} to={runPath(run.id, 'attendance')}>
            {run.title}
          </Link>
        }
      />
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {days(run)} · {run.place}
      </Typography>
      {code !== '' && <Confirm key={code} run={run} code={code} />}
      <CodeForm key={`next ${code}`} runId={run.id} />
    </Box>
  );
}

/** What the personal QR code opens on the telephone of staff: `#/check-in/<run>/<code>`. */
export function CheckInPage() {
  const { runId = '', code = '' } = useParams();
  const query = useWhole('runs', runId);
  return <Loaded query={query}>{(run) => <Page run={run} code={code} />}</Loaded>;
}
