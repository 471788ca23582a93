import { useState } from 'react';
import { useNotify } from 'react-admin';
import { revokeCertificate } from '../api/commands.ts';
import type { Certificate } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

/** Takes a certificate back, with a reason; its number and its page stay. */
export function RevokeDialog({ certificate, onClose }: { certificate: Certificate; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [reason, setReason] = useState('');
  async function confirm() {
    if (!(await command.run(revokeCertificate(certificate.id, { reason })))) return;
    notify('resources.runs.revoke.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.revoke.title', { number: certificate.number })}
      explain={say('resources.runs.revoke.explain')}
      confirm={say('resources.runs.revoke.confirm')}
      command={command}
      incomplete={reason.trim() === ''}
      grave
      onConfirm={confirm}
      onClose={onClose}
    >
      <LongText
        label={say('resources.runs.revoke.reason')}
        help={say('resources.runs.correction.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}
