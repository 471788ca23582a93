import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { setPassword } from '../api/commands.ts';
import type { Me } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { forgetSession } from './session.ts';
import { useMe } from './useMe.ts';

const SHORTEST_PASSWORD = 12;

function PasswordForm({ me }: { me: Me }) {
  const { say } = useWords();
  const { run, busy, problem } = useCommand();
  const notify = useNotify();
  const refresh = useRefresh();
  const [current, setCurrent] = useState('');
  const [password, setNew] = useState('');
  async function save() {
    if (!(await run(setPassword(me.hasPassword ? { current, password } : { password })))) return;
    setCurrent('');
    setNew('');
    forgetSession();
    refresh();
    notify('auth.account.saved', { type: 'success' });
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {!me.hasPassword && <Typography gutterBottom>{say('auth.account.noPassword')}</Typography>}
      <input type="hidden" autoComplete="username" value={me.email} readOnly />
      {me.hasPassword && (
        <TextField
          label={say('auth.account.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          error={problem?.errors?.current !== undefined}
          helperText={problem?.errors?.current}
        />
      )}
      <TextField
        label={say('auth.account.new')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setNew(event.target.value)}
        error={problem?.errors?.password !== undefined}
        helperText={problem?.errors?.password ?? say('auth.account.rule')}
      />
      {problem && <ProblemNotice problem={problem} />}
      <Button
        type="submit"
        variant="contained"
        loading={busy}
        disabled={password.length < SHORTEST_PASSWORD}
        sx={{ mt: 1 }}
      >
        {say('auth.account.save')}
      </Button>
    </form>
  );
}

function Roles({ me }: { me: Me }) {
  const { say } = useWords();
  return (
    <Section title={say('auth.account.roles')}>
      {me.isAdmin && <Typography gutterBottom>{say('auth.account.admin')}</Typography>}
      {me.memberships.length === 0 && !me.isAdmin && <Typography>{say('auth.account.noRoles')}</Typography>}
      <ul style={{ margin: 0 }}>
        {me.memberships.map(({ projectId, slug, role }) => (
          <li key={projectId}>
            <Link component={RouterLink} to={`/projects/${projectId}/show`}>
              {slug}
            </Link>
            : {say(`app.role.${role}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The signed-in person's own page: password and roles. */
export function AccountPage() {
  const { say } = useWords();
  const me = useMe();
  return (
    <>
      <PageTitle title={say('auth.account.title')} />
      {me && (
        <Stack spacing={2} sx={{ maxWidth: 640 }}>
          <Typography>
            {me.name} ({me.email})
          </Typography>
          <Section title={say(me.hasPassword ? 'auth.account.hasPassword' : 'auth.secret')}>
            <PasswordForm me={me} />
          </Section>
          <Roles me={me} />
        </Stack>
      )}
    </>
  );
}
