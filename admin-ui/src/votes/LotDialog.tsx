import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { recordLot } from '../api/commands.ts';
import type { Vote } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { LONGEST_WORDS } from '../look/ReasonDialog.tsx';
import { useWords } from '../look/useWords.ts';
import { MomentField } from './MomentField.tsx';
import { instantIn, NO_MOMENT } from './moment.ts';
import { currentRound } from './voteStanding.ts';
import { witnessesIn } from './witnesses.ts';

/** R17: records the public lot after the second tie. */
export function LotDialog({ vote, onClose }: { vote: Vote; onClose: () => void }) {
  const { say, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const winnerLabel = useId();
  const [held, setHeld] = useState(NO_MOMENT);
  const [place, setPlace] = useState('');
  const [witnesses, setWitnesses] = useState('');
  const [winner, setWinner] = useState<number | null>(null);
  const [text, setText] = useState('');
  const outcome = currentRound(vote)?.result?.outcome;
  const tied = outcome?.kind === 'tie' ? outcome.between : [];
  const names = witnessesIn(witnesses);
  const need = vote.charter.witnesses;
  const heldAt = instantIn(held);
  const errors = command.problem?.errors ?? {};
  async function record() {
    if (heldAt === null || winner === null) return;
    if (!(await command.run(recordLot(vote.id, { heldAt, place, witnesses: names, winner, text })))) return;
    notify('resources.votes.lot.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.votes.lot.title')}
      explain={say('resources.votes.lot.explain')}
      confirm={say('resources.votes.lot.confirm')}
      command={command}
      incomplete={
        heldAt === null || winner === null || names.length < need || place.trim() === '' || text.trim() === ''
      }
      wide
      onConfirm={record}
      onClose={onClose}
    >
      <MomentField
        label={say('resources.votes.lot.heldAt')}
        value={held}
        onChange={setHeld}
        autoFocus
        error={errors.heldAt}
      />
      <TextField
        label={say('resources.votes.lot.place')}
        value={place}
        onChange={(event) => setPlace(event.target.value)}
        required
        error={errors.place !== undefined}
        helperText={errors.place}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
      <LongText
        label={say('resources.votes.lot.witnesses')}
        help={count('resources.votes.lot.witnessesHelp', need, { have: names.length })}
        value={witnesses}
        onChange={setWitnesses}
        required
        error={errors.witnesses}
      />
      <FormControl required error={errors.winner !== undefined}>
        <FormLabel id={winnerLabel}>{say('resources.votes.lot.winner')}</FormLabel>
        <RadioGroup
          aria-labelledby={winnerLabel}
          value={winner ?? ''}
          onChange={(_, value) => setWinner(Number(value))}
        >
          {vote.options
            .filter(({ number }) => tied.includes(number))
            .map(({ number, title }) => (
              <FormControlLabel key={number} value={number} control={<Radio />} label={`${number}. ${title}`} />
            ))}
        </RadioGroup>
      </FormControl>
      <LongText
        label={say('resources.votes.lot.text')}
        help={say('resources.votes.lot.textHelp')}
        value={text}
        onChange={setText}
        required
        maxLength={LONGEST_WORDS}
        error={errors.text}
      />
    </CommandDialog>
  );
}
