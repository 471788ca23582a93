import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
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

type Channel = 'bank' | 'cash';

interface SettleDialogProps {
  readonly campaign: Campaign;
  /** Null where the pledge is told by its code. */
  readonly pledge: LedgerEntry | null;
  readonly onClose: () => void;
}

/** R20: a pledge is paid, mostly in cash; what comes by bank is found in the statements by its code. */
export function SettleDialog({ campaign, pledge, onClose }: SettleDialogProps) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const today = dayOfInstant(new Date().toISOString());
  const [reference, setReference] = useState('');
  const [channel, setChannel] = useState<Channel>('cash');
  const [amount, setAmount] = useState(() => (pledge?.unpaid ? typedAmount(pledge.unpaid) : ''));
  const [bookedOn, setBookedOn] = useState(today);
  const [document, setDocument] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const errors = fieldErrors(command.problem);
  const about = pledge === null ? { reference } : { aboutId: pledge.id };
  async function settle() {
    const body = { kind: 'settlement', channel, amount, bookedOn, document, ...about } as const;
    const done = await command.run(enterInLedger(campaign.ledgerId, { ...body, ...proofOf(evidenceId) }));
    if (!done) return;
    notify('resources.ledgers.enter.done', { type: 'success', messageArgs: { number: done.answer.number } });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.ledgers.settle.action')}
      explain={
        pledge === null
          ? say('resources.ledgers.settle.explainCode')
          : say('resources.ledgers.settle.explain', { number: pledge.number, unpaid: lei(pledge.unpaid ?? 0) })
      }
      confirm={say('resources.ledgers.enter.confirm')}
      command={command}
      incomplete={
        amount.trim() === '' ||
        document.trim() === '' ||
        !isWholeDay(bookedOn) ||
        (pledge === null && reference.trim() === '')
      }
      onConfirm={settle}
      onClose={onClose}
    >
      {pledge === null && (
        <ShortText
          label={say('resources.ledgers.settle.reference')}
          help={say('resources.ledgers.settle.referenceHelp')}
          value={reference}
          onChange={setReference}
          maxLength={100}
          required
          autoFocus
          error={errors.reference}
        />
      )}
      <AmountField
        label={say('resources.ledgers.fields.amount')}
        value={amount}
        onChange={setAmount}
        autoFocus={pledge !== null}
        error={errors.amount}
      />
      <TextField
        select
        label={say('resources.ledgers.fields.channel')}
        value={channel}
        onChange={(event) => setChannel(event.target.value as Channel)}
        helperText={errors.channel}
        error={errors.channel !== undefined}
      >
        {(['cash', 'bank'] as const).map((value) => (
          <MenuItem key={value} value={value}>
            {say(`resources.ledgers.channel.${value}`)}
          </MenuItem>
        ))}
      </TextField>
      <ShortText
        label={say(channel === 'cash' ? 'resources.ledgers.enter.cash.document' : 'resources.ledgers.fields.document')}
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
        min={campaign.opensOn}
        max={today}
        error={errors.bookedOn}
      />
    </CommandDialog>
  );
}
