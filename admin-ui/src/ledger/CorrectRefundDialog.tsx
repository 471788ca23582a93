import type { Campaign, LedgerEntry } from '../api/types.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { useWords } from '../look/useWords.ts';
import { useCorrection } from './useCorrection.tsx';

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
  const { command, reasoned, correct, fields } = useCorrection(campaign, refund.id, true);
  async function confirm() {
    if (await correct('0')) onDone();
  }
  return (
    <CommandDialog
      title={say('resources.ledgers.correctRefund.action')}
      explain={say(`resources.ledgers.correctRefund.explain.${byBank ? 'bank' : 'other'}`, { number: refund.number })}
      confirm={say('resources.ledgers.correct.confirm')}
      command={command}
      incomplete={!reasoned}
      onConfirm={confirm}
      onClose={onClose}
    >
      {fields}
    </CommandDialog>
  );
}
