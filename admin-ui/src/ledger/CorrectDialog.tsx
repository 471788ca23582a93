import { useState } from 'react';
import type { Campaign, LedgerEntry } from '../api/types.ts';
import { typedAmount } from '../format/amount.ts';
import { AmountField } from '../look/AmountField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { useCorrection } from './useCorrection.tsx';

interface CorrectDialogProps {
  readonly campaign: Campaign;
  readonly entry: LedgerEntry;
  readonly onClose: () => void;
}

/** R20: a wrong entry stays; another one says what should have stood there, and why. */
export function CorrectDialog({ campaign, entry, onClose }: CorrectDialogProps) {
  const { say, lei } = useWords();
  const { command, errors, reasoned, correct, fields } = useCorrection(campaign, entry.id, false);
  const [amount, setAmount] = useState(() => typedAmount(entry.left));
  async function confirm() {
    if (await correct(amount)) closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.ledgers.correct.action')}
      explain={say('resources.ledgers.correct.explain', { number: entry.number, left: lei(entry.left) })}
      confirm={say('resources.ledgers.correct.confirm')}
      command={command}
      incomplete={amount.trim() === '' || amount === typedAmount(entry.left) || !reasoned}
      onConfirm={confirm}
      onClose={onClose}
    >
      <AmountField
        label={say('resources.ledgers.correct.amount')}
        value={amount}
        onChange={setAmount}
        autoFocus
        error={errors.amount}
      />
      {fields}
    </CommandDialog>
  );
}
