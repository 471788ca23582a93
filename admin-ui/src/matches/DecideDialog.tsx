import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { decideMatch } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Match, MatchDecide } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';

const OUTCOMES = ['adopted', 'rejected'] as const;
const LONGEST_WORDS = 4000;

/** R21: what the local council decided about the match; it is public. */
export function DecideDialog({ match, onClose }: { match: Match; onClose: () => void }) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const group = useId();
  const [outcome, setOutcome] = useState<MatchDecide['outcome'] | ''>('');
  const [number, setNumber] = useState('');
  const [decidedOn, setDecidedOn] = useState('');
  const [words, setWords] = useState('');
  const errors = fieldErrors(command.problem);
  const rejected = outcome === 'rejected';
  async function record() {
    if (outcome === '' || !(await command.run(decideMatch(match.id, { outcome, number, decidedOn, words })))) return;
    notify(`resources.matches.decide.done.${outcome}`, { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.matches.decide.action')}
      explain={say('resources.matches.decide.explain', { due: lei(match.due) })}
      confirm={say('resources.matches.decide.confirm')}
      command={command}
      incomplete={outcome === '' || number.trim() === '' || !isWholeDay(decidedOn) || (rejected && words.trim() === '')}
      grave={rejected}
      onConfirm={record}
      onClose={onClose}
    >
      <FormLabel id={group} sx={{ display: 'block' }}>
        {say('resources.matches.decide.outcome')}
      </FormLabel>
      <RadioGroup
        aria-labelledby={group}
        value={outcome}
        onChange={(_, chosen) => setOutcome(chosen as MatchDecide['outcome'])}
      >
        {OUTCOMES.map((value) => (
          <FormControlLabel
            key={value}
            value={value}
            control={<Radio />}
            label={say(`resources.matches.decide.outcomes.${value}`)}
          />
        ))}
      </RadioGroup>
      <ShortText
        label={say(`resources.matches.decide.${rejected ? 'minutes' : 'number'}`)}
        value={number}
        onChange={setNumber}
        maxLength={100}
        required
        error={errors.number}
      />
      <DayField
        label={say('resources.matches.decide.day')}
        value={decidedOn}
        onChange={setDecidedOn}
        required
        max={dayOfInstant(new Date().toISOString())}
        error={errors.decidedOn}
      />
      <LongText
        label={say(`resources.matches.decide.${rejected ? 'why' : 'words'}`)}
        help={say('resources.matches.publicWords')}
        value={words}
        onChange={setWords}
        required={rejected}
        maxLength={LONGEST_WORDS}
        error={errors.words}
      />
    </CommandDialog>
  );
}
