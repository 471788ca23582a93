import { useState } from 'react';
import { forgetAuthor, reconsiderProposal } from '../api/commands.ts';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import { ProposalDialog, type ProposalDialogProps } from './ProposalDialog.tsx';

/** Takes a decision up again, or erases the author: either with a reason. */
export function ReasonDialog({ proposal, verb, onClose }: ProposalDialogProps & { verb: 'reconsider' | 'forget' }) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  return (
    <ProposalDialog
      proposal={proposal}
      verb={verb}
      title={say(`resources.proposals.${verb}.title`, { number: proposal.number })}
      confirm={say(`resources.proposals.${verb}.action`)}
      incomplete={reason.trim() === ''}
      grave={verb === 'forget'}
      command={(version) =>
        verb === 'forget' ? forgetAuthor(proposal.id, { reason }) : reconsiderProposal(proposal.id, { version, reason })
      }
      onClose={onClose}
    >
      {(errors) => (
        <LongText
          label={say('resources.proposals.fields.reason')}
          value={reason}
          onChange={setReason}
          required
          autoFocus
          error={errors.reason}
        />
      )}
    </ProposalDialog>
  );
}
