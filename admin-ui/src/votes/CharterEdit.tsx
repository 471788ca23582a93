import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { amendVote } from '../api/commands.ts';
import type { Vote } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { CommandForm } from '../look/CommandForm.tsx';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { LONGEST_WORDS } from '../look/ReasonDialog.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useOpened } from '../look/useOpened.tsx';
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
  const { opened, notice, shown } = useOpened(vote, command);
  const [before] = useState(() => valuesOf(vote.charter));
  const [values, setValues] = useState(before);
  const [reason, setReason] = useState('');
  const leave = useLeaveWarning(values !== before || reason !== '');
  const announced = vote.state !== 'drafted';
  const faults = faultsOf(values);
  const noReason = announced && reason.trim() === '';
  const errors = command.problem?.errors;

  function errorOf(field: string, tried: boolean): string | undefined {
    const fault = tried ? faults[field] : undefined;
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
    <CommandForm
      command={shown}
      faulty={Object.keys(faults).length > 0 || noReason}
      save={say('resources.votes.charter.save')}
      back={votePath(vote.id)}
      onSave={save}
      width={760}
      notice={notice}
    >
      {(tried) => (
        <>
          <CharterForm values={values} onChange={setValues} errorOf={(field) => errorOf(field, tried)} />
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
                error={tried && noReason ? say('resources.votes.fault.required') : errors?.reason}
              />
            </Box>
          )}
        </>
      )}
    </CommandForm>
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
