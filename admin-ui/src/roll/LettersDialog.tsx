import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { CommandKey } from '../api/commandKey.ts';
import { downloadFrom } from '../api/download.ts';
import { lookAgain } from '../api/refresh.ts';
import type { LettersFor, Problem, Roll, Voter } from '../api/types.ts';
import { problemOf } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { nameOf } from './voterName.ts';

interface LettersDialogProps {
  readonly roll: Pick<Roll, 'voteId'>;
  /** Those without an address or a code, or one person. */
  readonly who: Exclude<LettersFor['who'], string[]> | Voter;
  readonly onClose: () => void;
}

/** Draws codes and prints them as letters. The codes exist in that file alone. */
export function LettersDialog({ roll, who, onClose }: LettersDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [key] = useState(() => new CommandKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reissue, setReissue] = useState(false);
  const one = typeof who === 'string' ? null : who;
  const again = one !== null && one.code !== null;

  async function print() {
    const path = `votes/${roll.voteId}/letters`;
    const body: LettersFor = {
      who: typeof who === 'string' ? who : [who.id],
      reissue: one === null ? reissue : again,
    };
    setBusy(true);
    setProblem(null);
    try {
      await downloadFrom(path, body, key.for([path, body]), say('resources.roll.letters.fileName'));
      key.answered(200);
    } catch (error) {
      const found = problemOf(error);
      key.answered(found.status);
      setProblem(found);
      return;
    } finally {
      setBusy(false);
      void lookAgain(queryClient);
    }
    notify('resources.roll.letters.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.roll.letters.dialogTitle')}
      explain={
        one === null
          ? say(`resources.roll.letters.explain.${who as string}`)
          : say('resources.roll.letters.explain.one', { name: nameOf(one), number: one.number })
      }
      confirm={say('resources.roll.letters.confirm')}
      command={{ busy, problem }}
      onConfirm={print}
      onClose={onClose}
    >
      <Typography>{say('resources.roll.letters.how')}</Typography>
      {one === null && (
        <FormControlLabel
          sx={{ mt: 1 }}
          control={<Checkbox checked={reissue} onChange={(_, checked) => setReissue(checked)} />}
          label={say('resources.roll.letters.reissue')}
        />
      )}
      {(reissue || again) && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {say('resources.roll.letters.cancels')}
        </Alert>
      )}
    </CommandDialog>
  );
}
