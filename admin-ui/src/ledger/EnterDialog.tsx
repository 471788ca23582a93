import { useState } from 'react';
import { useNotify } from 'react-admin';
import { enterInLedger } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Campaign, EntryCreate } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { GiverField } from '../donors/GiverField.tsx';
import { giverOf, isGiverWhole, NO_GIVER } from '../donors/giverValues.ts';
import { EvidenceField, proofOf } from '../evidence/EvidenceField.tsx';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { AmountField } from '../look/AmountField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';

/** What is entered by hand; gifts by bank come from the statements. */
export type Entered = 'cash' | 'in-kind' | 'pledge';

interface EnterDialogProps {
  readonly campaign: Campaign;
  readonly what: Entered;
  readonly onClose: () => void;
}

/** R20: enters a gift in cash by its receipt, a gift in kind with its valuation, or a pledge. */
export function EnterDialog({ campaign, what, onClose }: EnterDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const today = dayOfInstant(new Date().toISOString());
  const [amount, setAmount] = useState('');
  const [bookedOn, setBookedOn] = useState(today);
  const [document, setDocument] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const [note, setNote] = useState('');
  const [giver, setGiver] = useState({ ...NO_GIVER, mode: what === 'pledge' ? ('new' as const) : NO_GIVER.mode });
  const errors = fieldErrors(command.problem);
  const words = (key: string) => say(`resources.ledgers.enter.${what}.${key}`);
  function body(): EntryCreate {
    const written = { amount, bookedOn, ...(note.trim() === '' ? {} : { note }), ...giverOf(giver) };
    if (what === 'pledge') return { kind: 'pledge', ...written, ...(document.trim() === '' ? {} : { document }) };
    return { kind: 'gift', channel: what === 'cash' ? 'cash' : 'none', ...written, document, ...proofOf(evidenceId) };
  }
  async function enter() {
    const done = await command.run(enterInLedger(campaign.ledgerId, body()));
    if (!done) return;
    notify('resources.ledgers.enter.done', { type: 'success', messageArgs: { number: done.answer.number } });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={words('action')}
      explain={words('explain')}
      confirm={say('resources.ledgers.enter.confirm')}
      command={command}
      incomplete={
        amount.trim() === '' ||
        !isWholeDay(bookedOn) ||
        (what !== 'pledge' && document.trim() === '') ||
        (what === 'in-kind' && note.trim() === '') ||
        !isGiverWhole(giver, what === 'pledge')
      }
      onConfirm={enter}
      onClose={onClose}
    >
      <AmountField label={words('amount')} value={amount} onChange={setAmount} autoFocus error={errors.amount} />
      <ShortText
        label={words('document')}
        help={words('documentHelp')}
        value={document}
        onChange={setDocument}
        maxLength={200}
        required={what !== 'pledge'}
        error={errors.document}
      />
      {what !== 'pledge' && (
        <EvidenceField
          milestoneId={campaign.milestone.id}
          value={evidenceId}
          onChange={setEvidenceId}
          error={errors.evidenceId}
        />
      )}
      <DayField
        label={words('day')}
        value={bookedOn}
        onChange={setBookedOn}
        required
        min={campaign.opensOn}
        max={today}
        error={errors.bookedOn}
      />
      {what === 'in-kind' && (
        <LongText
          label={words('note')}
          help={say('resources.matches.publicWords')}
          value={note}
          onChange={setNote}
          required
          minRows={2}
          maxLength={500}
          error={errors.note}
        />
      )}
      <GiverField
        projectId={campaign.projectId}
        values={giver}
        onChange={setGiver}
        needed={what === 'pledge'}
        errors={errors}
      />
    </CommandDialog>
  );
}
