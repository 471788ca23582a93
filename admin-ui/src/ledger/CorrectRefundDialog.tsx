import { useState } from 'react';
import { useNotify } from 'react-admin';
import { enterInLedger } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Campaign, LedgerEntry } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { EvidenceField, proofOf } from '../evidence/EvidenceField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';

interface CorrectRefundDialogProps {
  readonly campaign: Campaign;
  readonly refund: Pick<LedgerEntry, 'id' | 'number'>;
  /** It was booked from a line of a bank statement, which waits to be booked anew then. */
  readonly byBank: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** R20: a refund on the wrong gift stays, and is corrected whole; the right one is entered anew. */
export function CorrectRefundDialog({ campaign, refund, byBank, onDone, onClose }: CorrectRefundDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [note, setNote] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const errors = fieldErrors(command.problem);
  async function correct() {
    const body = { kind: 'correction', aboutId: refund.id, amount: '0', note, ...proofOf(evidenceId) } as const;
    const done = await command.run(enterInLedger(campaign.ledgerId, body));
    if (!done) return;
    notify('resources.ledgers.enter.done', { type: 'success', messageArgs: { number: done.answer.number } });
    onDone();
  }
  return (
    <CommandDialog
      title={say('resources.ledgers.correctRefund.action')}
      explain={say(`resources.ledgers.correctRefund.explain.${byBank ? 'bank' : 'other'}`, { number: refund.number })}
      confirm={say('resources.ledgers.correct.confirm')}
      command={command}
      incomplete={note.trim() === ''}
      onConfirm={correct}
      onClose={onClose}
    >
      <LongText
        label={say('resources.ledgers.correct.reason')}
        help={say('resources.matches.publicWords')}
        value={note}
        onChange={setNote}
        required
        autoFocus
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
