import { useState } from 'react';
import { useNotify } from 'react-admin';
import { restoreVoter, strikeVoter } from '../api/commands.ts';
import type { Voter } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { PublicReason } from './PublicReason.tsx';
import { nameOf } from './voterName.ts';

interface StrikeDialogProps {
  readonly voter: Voter;
  readonly late: boolean;
  readonly onClose: () => void;
}

/** Strikes somebody off the roll, or puts them back. */
export function StrikeDialog({ voter, late, onClose }: StrikeDialogProps) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const [publicReason, setPublicReason] = useState('');
  // What was begun stays the same, also once it is done and the list has been read again.
  const [verb] = useState(voter.struck ? ('restore' as const) : ('strike' as const));
  const errors = command.problem?.errors ?? {};
  async function send() {
    const body = { reason, ...(late ? { publicReason } : {}) };
    if (!(await command.run((verb === 'strike' ? strikeVoter : restoreVoter)(voter.id, body)))) return;
    notify(`resources.roll.${verb}.done`, { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say(`resources.roll.${verb}.title`)}
      explain={say(`resources.roll.${verb}.explain`, { name: nameOf(voter), number: voter.number })}
      confirm={say(`resources.roll.${verb}.confirm`)}
      command={command}
      incomplete={reason.trim() === '' || (late && publicReason.trim() === '')}
      grave={verb === 'strike'}
      onConfirm={send}
      onClose={onClose}
    >
      <LongText
        label={say('resources.roll.reason')}
        help={say('resources.roll.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={errors.reason}
      />
      {late && <PublicReason value={publicReason} onChange={setPublicReason} error={errors.publicReason} />}
    </CommandDialog>
  );
}
