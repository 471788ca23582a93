import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router-dom';
import { amendVote } from '../api/commands.ts';
import { problemName } from '../api/problem.ts';
import type { Vote } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { LONGEST_WORDS } from '../look/ReasonDialog.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useWords } from '../look/useWords.ts';
import { CharterForm } from './CharterForm.tsx';
import { charterOf, FIGURES, type Figure, faultsOf, valuesOf } from './charterValues.ts';
import { MilestoneOfVote } from './MilestoneOfVote.tsx';
import { votePath } from './votePaths.ts';

function Form({ vote }: { vote: Vote }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const form = useRef<HTMLFormElement>(null);
  // What the form was opened with stays, also when somebody else changes the charter meanwhile.
  const [opened, setOpened] = useState(vote);
  const [before] = useState(() => valuesOf(vote.charter));
  const [values, setValues] = useState(before);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(0);
  const leave = useLeaveWarning(values !== before || reason !== '');
  const announced = vote.state !== 'drafted';
  const faults = faultsOf(values);
  const faulty = Object.keys(faults).length > 0 || (announced && reason.trim() === '');
  const errors = command.problem?.errors;
  const stale = command.problem !== null && problemName(command.problem) === 'record-changed';
  const meanwhile = vote.version !== opened.version;
  // The field may stand far above the button that was pressed.
  useEffect(() => {
    if (tried > 0 || errors) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried, errors]);

  function errorOf(field: string): string | undefined {
    const fault = tried > 0 ? faults[field] : undefined;
    if (fault === undefined) return errors?.[`charter.${field}`];
    const [least, most] = field in FIGURES ? FIGURES[field as Figure] : [0, 0];
    return say(`resources.votes.fault.${fault}`, { least, most });
  }
  async function save() {
    const written = reason.trim();
    const body = {
      version: opened.version,
      charter: charterOf(values),
      ...(announced && written !== '' ? { reason: written } : {}),
    };
    if (!(await command.run(amendVote(vote.id, body)))) return;
    leave();
    notify('resources.votes.charter.saved', { type: 'success' });
    navigate(votePath(vote.id));
  }

  return (
    <Box sx={{ maxWidth: 760 }}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (command.busy) return;
          if (faulty) setTried(tried + 1);
          else void save();
        }}
      >
        <CharterForm values={values} onChange={setValues} errorOf={errorOf} />
        {announced && (
          <Box sx={{ mt: 2 }}>
            <Alert severity="warning" sx={{ mb: 1 }}>
              {say('resources.votes.charter.publicChange')}
            </Alert>
            <LongText
              label={say('resources.votes.publicReason')}
              help={say('resources.votes.publicReasonHelp')}
              value={reason}
              onChange={setReason}
              required
              maxLength={LONGEST_WORDS}
              error={tried > 0 && reason.trim() === '' ? say('resources.votes.fault.required') : errors?.reason}
            />
          </Box>
        )}
        {(meanwhile || stale) && (
          <Alert severity="warning" role="alert" sx={{ my: 1 }}>
            {say('resources.votes.charter.changedMeanwhile')}{' '}
            {meanwhile && (
              <Link
                component="button"
                type="button"
                onClick={() => {
                  command.forget();
                  setOpened(vote);
                }}
              >
                {say('resources.runs.form.keepMine')}
              </Link>
            )}
          </Alert>
        )}
        {tried > 0 && faulty && (
          <Typography color="error" role="alert">
            {say('resources.runs.form.faulty')}
          </Typography>
        )}
        {command.problem && !stale && <ProblemNotice problem={command.problem} />}
        <Box sx={{ display: 'flex', gap: 1, mt: 2 }}>
          <Button type="submit" variant="contained" loading={command.busy}>
            {say('resources.votes.charter.save')}
          </Button>
          <Button component={RouterLink} to={votePath(vote.id)}>
            {say('app.cancel')}
          </Button>
        </Box>
      </form>
    </Box>
  );
}

function Page({ vote }: { vote: Vote }) {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('resources.votes.charter.action')} above={<MilestoneOfVote vote={vote} withVote />} />
      {vote.allowed.includes('amend') ? (
        <Form vote={vote} />
      ) : (
        <EmptyState title={say('resources.votes.charter.notNow')} help={say('resources.votes.charter.notNowHelp')} />
      )}
    </>
  );
}

/** R13: changes the charter; once the vote is announced with a reason that is published. */
export function CharterEdit() {
  const { id = '' } = useParams();
  const query = useWhole('votes', id);
  return <Loaded query={query}>{(vote) => <Page vote={vote} />}</Loaded>;
}
