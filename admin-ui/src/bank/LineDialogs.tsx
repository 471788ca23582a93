import { useState } from 'react';
import { useGetList, useNotify } from 'react-admin';
import { bookLine, reopenLine, setLineAside } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { BankLine, BankLineBook, Campaign, LedgerEntry } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { printedReference } from '../campaigns/AboutSection.tsx';
import { GiverField } from '../donors/GiverField.tsx';
import { giverOf, isGiverWhole, NO_GIVER } from '../donors/giverValues.ts';
import { CorrectRefundDialog } from '../ledger/CorrectRefundDialog.tsx';
import { useEntryWords } from '../ledger/useEntryWords.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';
import type { LineAction } from './lineActions.ts';

interface LineDialogProps {
  readonly campaign: Campaign;
  readonly line: BankLine;
  /** Called once it is done. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function useBooking(line: BankLine, onDone: () => void) {
  const notify = useNotify();
  const command = useCommand();
  async function book(body: BankLineBook) {
    if (!(await command.run(bookLine(line.id, body)))) return;
    notify('resources.bank.book.done', { type: 'success' });
    onDone();
  }
  return { command, book, errors: fieldErrors(command.problem) };
}

/** What is decided, in a sentence. */
function useAbout({ counterparty, amount, bookedOn }: BankLine): string {
  const { say, lei, day } = useWords();
  return say('resources.bank.book.about', {
    name: counterparty || say('resources.bank.line.nobody'),
    amount: lei(amount),
    day: day(bookedOn),
  });
}

function GiftDialog({ campaign, line, onDone, onClose }: LineDialogProps) {
  const { say } = useWords();
  const about = useAbout(line);
  const { command, book, errors } = useBooking(line, onDone);
  // Named only by choice; who writes the donor down finds the bank's name there already.
  const [giver, setGiver] = useState({ ...NO_GIVER, name: line.counterparty });
  return (
    <CommandDialog
      title={say('resources.bank.book.gift')}
      explain={about}
      confirm={say('resources.bank.book.confirm')}
      command={command}
      incomplete={!isGiverWhole(giver, false)}
      onConfirm={() => void book({ kind: 'gift', ...giverOf(giver) })}
      onClose={onClose}
    >
      <GiverField
        projectId={campaign.projectId}
        values={giver}
        onChange={setGiver}
        needed={false}
        errors={errors}
        autoFocus
      />
    </CommandDialog>
  );
}

function SettlementDialog({ line, onDone, onClose }: LineDialogProps) {
  const { say } = useWords();
  const about = useAbout(line);
  const { command, book, errors } = useBooking(line, onDone);
  const [reference, setReference] = useState(() => (line.pledge ? printedReference(line.pledge.reference) : ''));
  return (
    <CommandDialog
      title={say('resources.bank.book.settlement')}
      explain={about}
      confirm={say('resources.bank.book.confirm')}
      command={command}
      incomplete={reference.trim() === ''}
      onConfirm={() => void book({ kind: 'settlement', reference })}
      onClose={onClose}
    >
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
    </CommandDialog>
  );
}

/** Entries are numbered without a gap, so the entry of a number is the one at that place. */
function useEntryNumbered(ledgerId: string, number: number) {
  const { data, isFetching } = useGetList<LedgerEntry>(
    'ledger-entries',
    { filter: { ledgerId }, sort: { field: 'number', order: 'ASC' }, pagination: { page: number, perPage: 1 } },
    { enabled: number > 0 },
  );
  const entry = number > 0 && !isFetching ? data?.[0] : undefined;
  return { entry, unknown: number > 0 && !isFetching && entry === undefined };
}

function RefundDialog({ campaign, line, onDone, onClose }: LineDialogProps) {
  const { say, lei, day } = useWords();
  const { kindOf } = useEntryWords();
  const about = useAbout(line);
  const { command, book, errors } = useBooking(line, onDone);
  const [typed, setTyped] = useState('');
  const number = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : 0;
  const { entry, unknown } = useEntryNumbered(campaign.ledgerId, number);
  // What the server says of the day, the way or the sum is all about the entry that was named.
  const fault = Object.values(errors)[0];
  const found =
    entry &&
    say('resources.bank.book.refundOf', {
      kind: kindOf(entry),
      amount: lei(entry.amount),
      day: day(entry.bookedOn),
      left: lei(entry.left),
    });
  return (
    <CommandDialog
      title={say('resources.bank.book.refund')}
      explain={about}
      confirm={say('resources.bank.book.confirm')}
      command={command}
      incomplete={!entry}
      onConfirm={() => {
        if (entry) void book({ kind: 'refund', entryId: entry.id });
      }}
      onClose={onClose}
    >
      <ShortText
        label={say('resources.bank.book.entryNumber')}
        help={found ?? say('resources.bank.book.entryNumberHelp')}
        value={typed}
        onChange={setTyped}
        maxLength={7}
        required
        autoFocus
        error={unknown ? say('resources.bank.book.entryNumberUnknown', { number }) : fault}
      />
    </CommandDialog>
  );
}

function SetAsideDialog({ line, onDone, onClose }: LineDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const about = useAbout(line);
  const command = useCommand();
  const [reason, setReason] = useState('');
  async function setAside() {
    if (!(await command.run(setLineAside(line.id, { reason })))) return;
    notify('resources.bank.setAside.done', { type: 'success' });
    onDone();
  }
  return (
    <CommandDialog
      title={say('resources.bank.setAside.title')}
      explain={about}
      confirm={say('resources.bank.setAside.confirm')}
      command={command}
      incomplete={reason.trim() === ''}
      onConfirm={setAside}
      onClose={onClose}
    >
      <LongText
        label={say('resources.bank.setAside.reason')}
        help={say('resources.bank.setAside.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        minRows={2}
        maxLength={500}
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}

function ReopenDialog({ line, onDone, onClose }: LineDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const about = useAbout(line);
  const command = useCommand();
  async function reopen() {
    if (!(await command.run(reopenLine(line.id)))) return;
    notify('resources.bank.reopen.done', { type: 'success' });
    onDone();
  }
  return (
    <CommandDialog
      title={say('resources.bank.do.reopen')}
      explain={about}
      confirm={say('resources.bank.do.reopen')}
      command={command}
      onConfirm={reopen}
      onClose={onClose}
    />
  );
}

function CorrectBookedDialog({ campaign, line, onDone, onClose }: LineDialogProps) {
  const { entry } = line;
  if (entry === null) return null;
  return <CorrectRefundDialog campaign={campaign} refund={entry} byBank onDone={onDone} onClose={onClose} />;
}

const DIALOGS = {
  gift: GiftDialog,
  settlement: SettlementDialog,
  refund: RefundDialog,
  setAside: SetAsideDialog,
  reopen: ReopenDialog,
  correctRefund: CorrectBookedDialog,
};

/** Decides what a line of a bank statement is (R20). */
export function LineDialog({ action, ...props }: LineDialogProps & { readonly action: LineAction }) {
  const Dialog = DIALOGS[action];
  return <Dialog {...props} />;
}
