import { useState } from 'react';
import { useNotify } from 'react-admin';
import { correctInFund } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Fund } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { EvidenceField, proofOf } from '../evidence/EvidenceField.tsx';
import { AmountField } from '../look/AmountField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';

/** A payment or a transfer of the fund: what is left of it as a positive sum. */
export type Correctable = Pick<Fund['payments'][number], 'entryId' | 'number' | 'left'>;

/** R20, R23: the wrong entry stays; another one says what should be left of it. */
export function CorrectDialog({ fund, entry, onClose }: { fund: Fund; entry: Correctable; onClose: () => void }) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [amount, setAmount] = useState('');
  const [document, setDocument] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const [note, setNote] = useState('');
  const errors = fieldErrors(command.problem);
  async function correct() {
    const { entryId } = entry;
    const body = { entryId, amount, document, note, ...proofOf(evidenceId) };
    if (!(await command.run(correctInFund(fund.id, body)))) return;
    notify('resources.funds.correct.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.funds.correct.title', { number: entry.number })}
      explain={say('resources.funds.correct.explain', { left: lei(entry.left) })}
      confirm={say('resources.funds.correct.confirm')}
      command={command}
      incomplete={[amount, document, note].some((text) => text.trim() === '')}
      onConfirm={correct}
      onClose={onClose}
    >
      <AmountField
        label={say('resources.funds.correct.amount')}
        value={amount}
        onChange={setAmount}
        autoFocus
        error={errors.amount}
      />
      <ShortText
        label={say('resources.funds.fields.document')}
        help={say('resources.funds.correct.documentHelp')}
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
      <LongText
        label={say('resources.funds.correct.note')}
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
