import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { transferToFund } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Fund } from '../api/types.ts';
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

type Way = 'in' | 'out';

/** R23: money goes from the campaign's or the match's ledger into the fund, or back for a refund; both ledgers show it. */
export function TransferDialog({ fund, onClose }: { fund: Fund; onClose: () => void }) {
  const { say, local, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const group = useId();
  const [way, setWay] = useState<Way>('in');
  const [ledgerId, setLedgerId] = useState(() => fund.sources.find(({ available }) => available > 0)?.ledgerId ?? '');
  const chosen = fund.sources.find((source) => source.ledgerId === ledgerId);
  const [amount, setAmount] = useState(() => (chosen && chosen.available > 0 ? typedAmount(chosen.available) : ''));
  const [bookedOn, setBookedOn] = useState('');
  const [document, setDocument] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const errors = fieldErrors(command.problem);
  async function transfer() {
    const body = { way, ledgerId, amount, bookedOn, document, ...proofOf(evidenceId) };
    if (!(await command.run(transferToFund(fund.id, body)))) return;
    notify('resources.funds.transfer.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.funds.transfer.action')}
      explain={say('resources.funds.transfer.explain')}
      confirm={say('resources.funds.transfer.confirm')}
      command={command}
      incomplete={ledgerId === '' || amount.trim() === '' || !isWholeDay(bookedOn) || document.trim() === ''}
      onConfirm={transfer}
      onClose={onClose}
    >
      <FormLabel id={group} sx={{ display: 'block' }}>
        {say('resources.funds.transfer.way')}
      </FormLabel>
      <RadioGroup aria-labelledby={group} value={way} onChange={(_, value) => setWay(value as Way)}>
        <FormControlLabel value="in" control={<Radio />} label={say('resources.funds.transfer.ways.in')} />
        <FormControlLabel value="out" control={<Radio />} label={say('resources.funds.transfer.ways.out')} />
      </RadioGroup>
      <TextField
        select
        label={say(`resources.funds.transfer.ledger.${way}`)}
        value={ledgerId}
        onChange={(event) => {
          setLedgerId(event.target.value);
          const available = fund.sources.find((source) => source.ledgerId === event.target.value)?.available ?? 0;
          if (way === 'in') setAmount(available > 0 ? typedAmount(available) : '');
        }}
        required
        error={errors.ledgerId !== undefined}
        helperText={
          errors.ledgerId ??
          (chosen &&
            say('resources.funds.transfer.available', {
              available: lei(chosen.available),
              balance: lei(chosen.balance),
            }))
        }
      >
        {fund.sources.map(({ ledgerId: source, kind, title }) => (
          <MenuItem key={source} value={source}>
            {say(`resources.ledgers.kindOf.${kind}`, { title: local(title) })}
          </MenuItem>
        ))}
      </TextField>
      <AmountField
        label={say('resources.funds.fields.amount')}
        value={amount}
        onChange={setAmount}
        error={errors.amount}
      />
      <ShortText
        label={say('resources.funds.fields.document')}
        help={say('resources.funds.transfer.documentHelp')}
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
    </CommandDialog>
  );
}
