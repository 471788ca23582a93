import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { enterInLedger } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Campaign, LedgerEntry } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { EvidenceField, proofOf } from '../evidence/EvidenceField.tsx';
import { typedAmount } from '../format/amount.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { AmountField } from '../look/AmountField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';

interface RefundDialogProps {
  readonly campaign: Campaign;
  readonly entry: LedgerEntry;
  readonly onClose: () => void;
}

/** R20: what came is given back; after the close it is an adjustment, and the match follows it. */
export function RefundDialog({ campaign, entry, onClose }: RefundDialogProps) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const today = dayOfInstant(new Date().toISOString());
  const [amount, setAmount] = useState(() => typedAmount(entry.left));
  const [bookedOn, setBookedOn] = useState(today);
  const [document, setDocument] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const [note, setNote] = useState('');
  const errors = fieldErrors(command.problem);
  const over = campaign.state === 'closed' || campaign.state === 'published';
  async function refund() {
    const written = { ...(note.trim() === '' ? {} : { note }), ...proofOf(evidenceId) };
    // What goes back by bank is booked from its statement's line (R23).
    const channel = entry.nature === 'money' ? 'cash' : 'none';
    const body = { kind: 'refund', aboutId: entry.id, channel, amount, bookedOn, document, ...written } as const;
    const done = await command.run(enterInLedger(campaign.ledgerId, body));
    if (!done) return;
    notify('resources.ledgers.enter.done', { type: 'success', messageArgs: { number: done.answer.number } });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.ledgers.refund.action')}
      explain={say(`resources.ledgers.refund.explain.${over ? 'after' : 'before'}`, {
        number: entry.number,
        left: lei(entry.left),
      })}
      confirm={say('resources.ledgers.refund.confirm')}
      command={command}
      incomplete={amount.trim() === '' || document.trim() === '' || !isWholeDay(bookedOn)}
      onConfirm={refund}
      onClose={onClose}
    >
      <AmountField
        label={say('resources.ledgers.fields.amount')}
        value={amount}
        onChange={setAmount}
        autoFocus
        error={errors.amount}
      />
      {entry.nature === 'money' && <Typography>{say('resources.ledgers.refund.byBank')}</Typography>}
      <ShortText
        label={say('resources.ledgers.fields.document')}
        help={say('resources.ledgers.refund.documentHelp')}
        value={document}
        onChange={setDocument}
        maxLength={200}
        required
        error={errors.document}
      />
      <EvidenceField
        milestoneId={campaign.milestone.id}
        value={evidenceId}
        onChange={setEvidenceId}
        error={errors.evidenceId}
      />
      <DayField
        label={say('resources.ledgers.fields.bookedOn')}
        value={bookedOn}
        onChange={setBookedOn}
        required
        min={entry.bookedOn}
        max={today}
        error={errors.bookedOn}
      />
      <ShortText
        label={say('resources.ledgers.fields.note')}
        help={say('resources.matches.publicWords')}
        value={note}
        onChange={setNote}
        maxLength={500}
        error={errors.note}
      />
    </CommandDialog>
  );
}
