import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useLocaleState } from 'react-admin';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { askForLink } from '../api/commands.ts';
import { problemName } from '../api/problem.ts';
import type { Problem } from '../api/types.ts';
import { problemOf, useCommand } from '../api/useCommand.ts';
import { LanguageSwitch } from '../layout/LanguageSwitch.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { authProvider, type Credentials } from './authProvider.ts';
import { session } from './session.ts';

/** Where react-admin says that the person was sent here from. */
interface CameFrom {
  readonly nextPathname?: string;
  readonly nextSearch?: string;
}

/** Signs in and goes where the person wanted to, in the person's language. */
function useSignIn() {
  const navigate = useNavigate();
  const { nextPathname = '/', nextSearch = '' } = (useLocation().state as CameFrom | null) ?? {};
  const queryClient = useQueryClient();
  const [, setLocale] = useLocaleState();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function signIn(credentials: Credentials) {
    setBusy(true);
    setProblem(null);
    try {
      await authProvider.login(credentials);
      const { locale } = await session();
      // Nothing that was known before, least of all "nobody is signed in", holds any longer.
      await queryClient.resetQueries();
      setLocale(locale);
      navigate(`${nextPathname}${nextSearch}`, { replace: true });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  return { signIn, busy, problem };
}

function Way({ title, children, onSubmit }: { title: string; children: ReactNode; onSubmit: () => void }) {
  const id = useId();
  return (
    <Box
      component="form"
      noValidate
      aria-labelledby={id}
      sx={{ mt: 3 }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Typography variant="h2" id={id} gutterBottom>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** A link is used on a press of the button: a program that only looks at links must not use it up. */
function ByLink({ token }: { token: string }) {
  const { say } = useWords();
  const { signIn, busy, problem } = useSignIn();
  // What the server has refused once it refuses again: only the other ways lead on.
  const usedUp = problem !== null && problemName(problem) === 'link-not-valid';
  return (
    <Way title={say('auth.link.title')} onSubmit={() => signIn({ token })}>
      <Typography color="textSecondary">{say('auth.link.explain')}</Typography>
      {problem && <ProblemNotice problem={problem} />}
      {usedUp ? (
        <Typography>{say('auth.link.way')}</Typography>
      ) : (
        <Button type="submit" variant="contained" size="large" fullWidth loading={busy} sx={{ mt: 1.5 }} autoFocus>
          {say('auth.link.use')}
        </Button>
      )}
    </Way>
  );
}

function ByPassword() {
  const { say } = useWords();
  const { signIn, busy, problem } = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Way title={say('auth.password.title')} onSubmit={() => signIn({ email, password })}>
      <TextField
        label={say('auth.email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={say('auth.secret')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {problem && <ProblemNotice problem={problem} />}
      <Button
        type="submit"
        variant="contained"
        fullWidth
        loading={busy}
        disabled={email === '' || password === ''}
        sx={{ mt: 1 }}
      >
        {say('auth.password.use')}
      </Button>
    </Way>
  );
}

function AskForLink() {
  const { say } = useWords();
  const { run, busy, problem } = useCommand();
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  async function ask() {
    setSentTo(null);
    if (await run(askForLink(email))) setSentTo(email);
  }
  return (
    <Way title={say('auth.ask.title')} onSubmit={ask}>
      <Typography color="textSecondary">{say('auth.ask.explain')}</Typography>
      <TextField
        label={say('auth.email')}
        type="email"
        autoComplete="email"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div role="status">{sentTo && <Alert severity="success">{say('auth.ask.sent', { email: sentTo })}</Alert>}</div>
      {problem && <ProblemNotice problem={problem} />}
      <Button type="submit" variant="outlined" fullWidth loading={busy} disabled={email === ''} sx={{ mt: 1 }}>
        {say('auth.ask.use')}
      </Button>
    </Way>
  );
}

/** `#/sign-in`, or `#/sign-in?token=…` from a single-use link. */
export function SignInPage() {
  const { say, locale } = useWords();
  const [search] = useSearchParams();
  const token = search.get('token');
  useEffect(() => {
    document.title = `${say('auth.title')} · Jalon`;
    document.documentElement.lang = locale;
  }, [say, locale]);
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', bgcolor: 'background.default', p: 2 }}
    >
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 4 }, width: '100%', maxWidth: 460 }}>
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <LanguageSwitch />
        </Box>
        <Typography variant="h1">{say('auth.title')}</Typography>
        <Typography color="textSecondary">{say('auth.subtitle')}</Typography>
        {token && <ByLink token={token} />}
        <ByPassword />
        <AskForLink />
      </Paper>
    </Box>
  );
}
