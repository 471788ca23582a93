import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate, useSearchParams } from 'react-router-dom';
import { scheduleRun } from '../api/commands.ts';
import type { Milestone, RunKind, RunRow } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useWords } from '../look/useWords.ts';
import { RunForm } from './RunForm.tsx';
import { runPath } from './RunLines.tsx';
import { isRunKind } from './runKind.ts';
import { bodyOf, emptyRun } from './runValues.ts';
import { useRunsOf } from './useRunsOf.ts';

const LONGEST_TITLE = 200;

interface FormProps {
  readonly milestone: Milestone;
  readonly kind: RunKind;
  readonly runs: readonly RunRow[];
}

function Form({ milestone, kind, runs }: FormProps) {
  const { say, local } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const number = 1 + Math.max(0, ...runs.map((run) => run.number));
  const [empty] = useState(() => {
    const title = say(`resources.runs.kind.${kind}.proposed`, { number, title: local(milestone.title) });
    const isPublic = kind === 'consultation' && milestone.runs?.enrolment === 'public';
    return { ...emptyRun(title.slice(0, LONGEST_TITLE)), public: isPublic };
  });
  const [values, setValues] = useState(empty);
  const leave = useLeaveWarning(values !== empty);
  async function save() {
    const done = await command.run(scheduleRun(milestone.id, bodyOf(values)));
    if (!done) return;
    leave();
    notify(`resources.runs.kind.${kind}.scheduled`, { type: 'success' });
    navigate(runPath(done.answer.id));
  }
  return (
    <RunForm
      kind={kind}
      publicAllowed={milestone.runs?.enrolment === 'public'}
      values={values}
      onChange={setValues}
      command={command}
      save={say('resources.runs.form.schedule')}
      back={`/milestones/${milestone.id}/show`}
      onSave={save}
    >
      {kind === 'consultation' && (
        <Alert severity="info" sx={{ my: 1 }}>
          {say('resources.runs.notice.ahead')}
        </Alert>
      )}
    </RunForm>
  );
}

function Page({ milestone }: { milestone: Milestone }) {
  const { say, local } = useWords();
  const { id, key, title, kind } = milestone;
  const runs = useRunsOf(id);
  const above = (
    <Link component={RouterLink} to={`/milestones/${id}/show`}>
      {key} · {local(title)}
    </Link>
  );
  if (milestone.runs === null || !isRunKind(kind)) {
    return (
      <>
        <PageTitle title={say('resources.runs.form.noRunsTitle')} above={above} />
        <EmptyState title={say('resources.runs.form.noRuns')} help={say('resources.runs.form.noRunsHelp')} />
      </>
    );
  }
  return (
    <>
      <PageTitle title={say(`resources.runs.kind.${kind}.schedule`)} above={above} />
      {milestone.allowed.includes('evidence') ? (
        <Loaded query={runs}>{(found) => <Form milestone={milestone} kind={kind} runs={found} />}</Loaded>
      ) : (
        <EmptyState
          title={say('resources.runs.form.closed')}
          help={say('resources.runs.form.closedHelp', { state: say(`app.state.${milestone.state}`) })}
        />
      )}
    </>
  );
}

function OfMilestone({ id }: { id: string }) {
  const query = useWhole('milestones', id);
  return <Loaded query={query}>{(milestone) => <Page milestone={milestone} />}</Loaded>;
}

/** Schedules a course, a visit or a consultation of a milestone: `#/runs/create?milestoneId=…`. */
export function RunCreate() {
  const { say } = useWords();
  const [search] = useSearchParams();
  const id = search.get('milestoneId');
  if (id) return <OfMilestone id={id} />;
  return (
    <>
      <PageTitle title={say('resources.runs.name', { smart_count: 2 })} />
      <EmptyState title={say('resources.runs.form.noMilestone')} help={say('resources.runs.list.emptyHelp')} />
    </>
  );
}
