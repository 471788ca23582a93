import { type ReactNode, useState } from 'react';
import { useNotify } from 'react-admin';
import { enterInLedger } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Campaign } from '../api/types.ts';
import { type CommandState, useCommand } from '../api/useCommand.ts';
import { EvidenceField, proofOf } from '../evidence/EvidenceField.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';

interface Correction {
  readonly command: CommandState;
  readonly errors: ReturnType<typeof fieldErrors>;
  /** Whether it is said why. */
  readonly reasoned: boolean;
  /** Enters what should be left of the entry, as typed. @returns whether it was done */
  readonly correct: (amount: string) => Promise<boolean>;
  /** The reason, which is public, and the scan. */
  readonly fields: ReactNode;
}

/**
 * R20: what every correction in a campaign's ledger needs, whatever it corrects.
 * @param reasonFirst the reason is the first field of the dialog, and has the cursor
 */
export function useCorrection(campaign: Campaign, aboutId: string, reasonFirst: boolean): Correction {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [note, setNote] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const errors = fieldErrors(command.problem);
  async function correct(amount: string): Promise<boolean> {
    const body = { kind: 'correction', aboutId, amount, note, ...proofOf(evidenceId) } as const;
    const done = await command.run(enterInLedger(campaign.ledgerId, body));
    if (done) notify('resources.ledgers.enter.done', { type: 'success', messageArgs: { number: done.answer.number } });
    return done !== null;
  }
  const fields = (
    <>
      <LongText
        label={say('resources.ledgers.correct.reason')}
        help={say('resources.matches.publicWords')}
        value={note}
        onChange={setNote}
        required
        autoFocus={reasonFirst}
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
    </>
  );
  return { command, errors, reasoned: note.trim() !== '', correct, fields };
}
