import { useState } from 'react';
import { useNotify } from 'react-admin';
import { enterInLedger } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Campaign, LedgerEntry } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { EvidenceField, proofOf } from '../evidence/EvidenceField.tsx';
import { typedAmount } from '../format/amount.ts';
import { AmountField } from '../look/AmountField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

interface CorrectDialogProps {
  readonly campaign: Campaign;
  readonly entry: LedgerEntry;
  readonly onClose: () => void;
}

/** R20: a wrong entry stays; another one says what should have stood there, and why. */
export function CorrectDialog({ campaign, entry, onClose }: CorrectDialogProps) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [amount, setAmount] = useState(() => typedAmount(entry.left));
  const [note, setNote] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const errors = fieldErrors(command.problem);
  async function correct() {
    const body = { kind: 'correction', aboutId: entry.id, amount, note, ...proofOf(evidenceId) } as const;
    const done = await command.run(enterInLedger(campaign.ledgerId, body));
    if (!done) return;
    notify('resources.ledgers.enter.done', { type: 'success', messageArgs: { number: done.answer.number } });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.ledgers.correct.action')}
      explain={say('resources.ledgers.correct.explain', { number: entry.number, left: lei(entry.left) })}
      confirm={say('resources.ledgers.correct.confirm')}
      command={command}
      incomplete={amount.trim() === '' || amount === typedAmount(entry.left) || note.trim() === ''}
      onConfirm={correct}
      onClose={onClose}
    >
      <AmountField
        label={say('resources.ledgers.correct.amount')}
        value={amount}
        onChange={setAmount}
        autoFocus
        error={errors.amount}
      />
      <LongText
        label={say('resources.ledgers.correct.reason')}
        help={say('resources.matches.publicWords')}
        value={note}
        onChange={setNote}
        required
        minRows={2}
        maxLength={500}
        error={errors.note}
      />
      <EvidenceField
        milestoneId={campaign.milestone.id}
        value={evidenceId}
        onChange={setEvidenceId}
        error={errors.evidenceId}
      />
    </CommandDialog>
  );
}
