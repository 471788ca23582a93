import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router-dom';
import { changeRun } from '../api/commands.ts';
import type { Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useOpened } from '../look/useOpened.tsx';
import { useWords } from '../look/useWords.ts';
import { RunForm } from './RunForm.tsx';
import { runPath } from './RunLines.tsx';
import { bodyOf, isTold, valuesOf } from './runValues.ts';
import { ToldNotice } from './ToldNotice.tsx';

function Form({ run }: { run: Run }) {
  const { say, day } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const { opened, notice, shown } = useOpened(run, command);
  const [before] = useState(() => valuesOf(run));
  const [values, setValues] = useState(before);
  const [reason, setReason] = useState('');
  const leave = useLeaveWarning(values !== before || reason !== '');
  const told = opened.invitedAt !== null && isTold(before, values);
  async function save() {
    const body = { version: opened.version, ...bodyOf(values), ...(reason.trim() === '' ? {} : { reason }) };
    if (!(await command.run(changeRun(run.id, body)))) return;
    leave();
    notify('resources.runs.form.saved', { type: 'success' });
    navigate(runPath(run.id));
  }
  return (
    <RunForm
      kind={run.milestone.kind}
      publicAllowed={run.publicAllowed}
      values={values}
      onChange={setValues}
      command={shown}
      save={say('resources.runs.form.save')}
      back={runPath(run.id)}
      onSave={save}
    >
      {opened.notice !== null && opened.notice.publishedAt !== null && (
        <Alert severity="info" sx={{ my: 1 }}>
          {say('resources.runs.notice.anew', { day: day(opened.notice.firstDay) })}
        </Alert>
      )}
      {told && <ToldNotice runId={run.id} of="change" />}
      {told && (
        <LongText
          label={say('resources.runs.form.reason')}
          help={say('resources.runs.form.reasonHelp')}
          value={reason}
          onChange={setReason}
          error={command.problem?.errors?.reason}
        />
      )}
      {notice}
    </RunForm>
  );
}

function Page({ run }: { run: Run }) {
  const { say } = useWords();
  return (
    <>
      <PageTitle
        title={say('resources.runs.form.editTitle', { title: run.title })}
        above={
          <Link component={RouterLink} to={runPath(run.id)}>
            {run.title}
          </Link>
        }
      />
      {run.allowed.includes('change') ? (
        <Form run={run} />
      ) : (
        <EmptyState title={say('resources.runs.form.notNow')} help={say('resources.runs.form.notNowHelp')} />
      )}
    </>
  );
}

/** Changes a course, a visit or a consultation; who was invited is told of another place or time. */
export function RunEdit() {
  const { id = '' } = useParams();
  const query = useWhole('runs', id);
  return <Loaded query={query}>{(run) => <Page run={run} />}</Loaded>;
}
