import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { challengeRoll, decideChallenge } from '../api/commands.ts';
import type { Challenge, Voter } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ReasonDialog } from '../look/ReasonDialog.tsx';
import { RecordField } from '../look/RecordField.tsx';
import { useWords } from '../look/useWords.ts';
import { nameOf } from './voterName.ts';

const KINDS: readonly Challenge['kind'][] = ['missing', 'wrong', 'not-entitled'];

/** Records that somebody says the roll is wrong. */
export function ChallengeDialog({ voteId, onClose }: { voteId: string; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [kind, setKind] = useState<Challenge['kind']>('missing');
  const [voterId, setVoterId] = useState('');
  const [text, setText] = useState('');
  // Who is missing is not on the roll.
  const about = kind === 'missing' ? '' : voterId;
  async function save() {
    const body = { kind, voterId: about === '' ? null : about, text };
    if (!(await command.run(challengeRoll(voteId, body)))) return;
    notify('resources.roll.challenge.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.roll.challenge.action')}
      explain={say('resources.roll.challenge.explain')}
      confirm={say('resources.roll.challenge.confirm')}
      command={command}
      incomplete={text.trim() === '' || (kind !== 'missing' && about === '')}
      onConfirm={save}
      onClose={onClose}
    >
      <TextField
        select
        label={say('resources.roll.challenge.kind')}
        value={kind}
        onChange={({ target: { value } }) => setKind(KINDS.find((each) => each === value) ?? 'missing')}
        autoFocus
      >
        {KINDS.map((each) => (
          <MenuItem key={each} value={each} sx={{ whiteSpace: 'normal' }}>
            {say(`resources.roll.challenge.kinds.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {kind !== 'missing' && (
        <RecordField<Voter>
          resource="voters"
          filter={{ voteId }}
          sort="name"
          labelOf={(voter) => `${voter.number}. ${nameOf(voter)}`}
          label={say('resources.roll.challenge.voter')}
          none={say('resources.roll.desk.nobody')}
          value={voterId}
          onChange={(voter) => setVoterId(voter?.id ?? '')}
          required
          error={command.problem?.errors?.voterId}
        />
      )}
      <LongText
        label={say('resources.roll.challenge.text')}
        help={say('resources.roll.challenge.textHelp')}
        value={text}
        onChange={setText}
        required
        error={command.problem?.errors?.text}
      />
    </CommandDialog>
  );
}

interface DecideDialogProps {
  readonly challenge: Challenge;
  readonly accepted: boolean;
  readonly onClose: () => void;
}

/** Decides a challenge with a reason; what follows from it is done on the roll. */
export function DecideDialog({ challenge, accepted, onClose }: DecideDialogProps) {
  const { say } = useWords();
  const decision = accepted ? 'accept' : 'refuse';
  return (
    <ReasonDialog
      title={say(`resources.roll.challenge.${decision}Title`)}
      explain={`${challenge.text}\n${say(`resources.roll.challenge.${decision}Explain`)}`}
      label={say('resources.roll.reason')}
      confirm={say(`resources.roll.challenge.${decision}`)}
      done="resources.roll.challenge.decidedDone"
      command={(reason) => decideChallenge(challenge.id, { accepted, reason })}
      onClose={onClose}
    />
  );
}
