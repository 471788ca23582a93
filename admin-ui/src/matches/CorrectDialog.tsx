import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { correctMatch } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Match } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';

/** What can be put right: each decision by its place, and the contract. */
interface Paper {
  readonly decision: number | null;
  readonly number: string;
  readonly day: string;
  readonly label: string;
}

const keyOf = ({ decision }: Pick<Paper, 'decision'>): string => decision?.toString() ?? 'contract';

function usePapers({ decisions, contract }: Match): Paper[] {
  const { say, day } = useWords();
  const papers: Paper[] = decisions.map(({ place, outcome, number, decidedOn }) => ({
    decision: place,
    number,
    day: decidedOn,
    label: say(`resources.matches.decided.${outcome}`, { number, day: day(decidedOn) }),
  }));
  if (contract !== null) {
    const { number, contractedOn } = contract;
    const label = say('resources.matches.contracted', { number, day: day(contractedOn) });
    papers.push({ decision: null, number, day: contractedOn, label });
  }
  return papers;
}

/** R21: a number or a day that was written wrong; what stood there stays in sight, with the reason. */
export function CorrectDialog({ match, onClose }: { match: Match; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const papers = usePapers(match);
  const [chosen, setChosen] = useState(papers.at(-1));
  const [number, setNumber] = useState(chosen?.number ?? '');
  const [day, setDay] = useState(chosen?.day ?? '');
  const [reason, setReason] = useState('');
  const errors = fieldErrors(command.problem);
  function choose(key: string) {
    const paper = papers.find((each) => keyOf(each) === key);
    setChosen(paper);
    setNumber(paper?.number ?? '');
    setDay(paper?.day ?? '');
  }
  async function correct() {
    if (!chosen) return;
    const { decision } = chosen;
    if (!(await command.run(correctMatch(match.id, { decision, number, day, reason })))) return;
    notify('resources.matches.correct.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.matches.correct.action')}
      explain={say('resources.matches.correct.explain')}
      confirm={say('resources.matches.correct.confirm')}
      command={command}
      incomplete={!chosen || number.trim() === '' || !isWholeDay(day) || reason.trim() === ''}
      onConfirm={correct}
      onClose={onClose}
    >
      <TextField
        select
        label={say('resources.matches.correct.what')}
        value={chosen ? keyOf(chosen) : ''}
        onChange={(event) => choose(event.target.value)}
        error={errors.decision !== undefined}
        helperText={errors.decision}
      >
        {papers.map((paper) => (
          <MenuItem key={keyOf(paper)} value={keyOf(paper)}>
            {paper.label}
          </MenuItem>
        ))}
      </TextField>
      <ShortText
        label={say('resources.matches.correct.number')}
        value={number}
        onChange={setNumber}
        maxLength={100}
        required
        error={errors.number}
      />
      <DayField
        label={say('resources.matches.correct.day')}
        value={day}
        onChange={setDay}
        required
        max={dayOfInstant(new Date().toISOString())}
        error={errors.day}
      />
      <LongText
        label={say('resources.matches.correct.reason')}
        help={say('resources.matches.publicWords')}
        value={reason}
        onChange={setReason}
        required
        minRows={2}
        maxLength={500}
        error={errors.reason}
      />
    </CommandDialog>
  );
}
