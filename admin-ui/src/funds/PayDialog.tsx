import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { payFromFund } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Fund } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { EvidenceField, proofOf } from '../evidence/EvidenceField.tsx';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { AmountField } from '../look/AmountField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';

const CHANNELS = ['bank', 'cash'] as const;

/** R23: a payment of the fund to the initiative, with its document. */
export function PayDialog({ fund, onClose }: { fund: Fund; onClose: () => void }) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [amount, setAmount] = useState('');
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('bank');
  const [document, setDocument] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const [bookedOn, setBookedOn] = useState('');
  const [note, setNote] = useState('');
  const errors = fieldErrors(command.problem);
  async function pay() {
    const body = { amount, channel, document, bookedOn, note, ...proofOf(evidenceId) };
    if (!(await command.run(payFromFund(fund.id, body)))) return;
    notify('resources.funds.pay.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.funds.pay.action')}
      explain={say('resources.funds.pay.explain', { balance: lei(fund.balance) })}
      confirm={say('resources.funds.pay.confirm')}
      command={command}
      incomplete={[amount, document, note].some((text) => text.trim() === '') || !isWholeDay(bookedOn)}
      onConfirm={pay}
      onClose={onClose}
    >
      <AmountField
        label={say('resources.funds.fields.amount')}
        value={amount}
        onChange={setAmount}
        autoFocus
        error={errors.amount}
      />
      <TextField
        select
        label={say('resources.funds.fields.channel')}
        value={channel}
        onChange={(event) => setChannel(event.target.value as (typeof CHANNELS)[number])}
      >
        {CHANNELS.map((value) => (
          <MenuItem key={value} value={value}>
            {say(`resources.ledgers.channel.${value}`)}
          </MenuItem>
        ))}
      </TextField>
      <ShortText
        label={say('resources.funds.fields.document')}
        help={say('resources.funds.pay.documentHelp')}
        value={document}
        onChange={setDocument}
        maxLength={200}
        required
        error={errors.document}
      />
      <EvidenceField
        milestoneId={fund.milestone.id}
        value={evidenceId}
        onChange={setEvidenceId}
        error={errors.evidenceId}
      />
      <DayField
        label={say('resources.funds.fields.bookedOn')}
        value={bookedOn}
        onChange={setBookedOn}
        required
        max={dayOfInstant(new Date().toISOString())}
        error={errors.bookedOn}
      />
      <LongText
        label={say('resources.funds.pay.note')}
        help={say('resources.matches.publicWords')}
        value={note}
        onChange={setNote}
        required
        minRows={2}
        maxLength={500}
        error={errors.note}
      />
    </CommandDialog>
  );
}
