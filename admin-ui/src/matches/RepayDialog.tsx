import { useState } from 'react';
import { useNotify } from 'react-admin';
import { repayMatch } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Match } from '../api/types.ts';
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

/** R20: what refunds after the close took off the sum goes back to the town hall, with the document of its payment. */
export function RepayDialog({ match, onClose }: { match: Match; onClose: () => void }) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [amount, setAmount] = useState(() => typedAmount(match.toRepay));
  const [document, setDocument] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const [paidOn, setPaidOn] = useState('');
  const errors = fieldErrors(command.problem);
  async function repay() {
    if (!(await command.run(repayMatch(match.id, { amount, document, paidOn, ...proofOf(evidenceId) })))) return;
    notify('resources.matches.repay.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.matches.repay.action')}
      explain={say('resources.matches.repay.explain', { amount: lei(match.toRepay) })}
      confirm={say('resources.matches.repay.confirm')}
      command={command}
      incomplete={amount.trim() === '' || document.trim() === '' || !isWholeDay(paidOn)}
      onConfirm={repay}
      onClose={onClose}
    >
      <AmountField
        label={say('resources.matches.repay.amount')}
        value={amount}
        onChange={setAmount}
        error={errors.amount}
      />
      <ShortText
        label={say('resources.matches.repay.document')}
        help={say('resources.matches.repay.documentHelp')}
        value={document}
        onChange={setDocument}
        maxLength={200}
        required
        autoFocus
        error={errors.document}
      />
      <EvidenceField
        milestoneId={match.milestone.id}
        value={evidenceId}
        onChange={setEvidenceId}
        error={errors.evidenceId}
      />
      <DayField
        label={say('resources.matches.repay.day')}
        value={paidOn}
        onChange={setPaidOn}
        required
        max={dayOfInstant(new Date().toISOString())}
        error={errors.paidOn}
      />
    </CommandDialog>
  );
}
