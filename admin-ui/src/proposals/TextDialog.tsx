import { useState } from 'react';
import { changeProposal } from '../api/commands.ts';
import { useWords } from '../look/useWords.ts';
import { ProposalDialog, type ProposalDialogProps } from './ProposalDialog.tsx';
import { isWritten, TextFields } from './TextFields.tsx';

/** Words a proposal anew. */
export function TextDialog({ proposal, onClose }: ProposalDialogProps) {
  const { say } = useWords();
  const [text, setText] = useState({ title: proposal.title, summary: proposal.summary });
  return (
    <ProposalDialog
      proposal={proposal}
      verb="change"
      title={say('resources.proposals.change.action')}
      confirm={say('ra.action.save')}
      incomplete={!isWritten(text)}
      command={(version) => changeProposal(proposal.id, { version, ...text })}
      onClose={onClose}
    >
      {(errors) => <TextFields value={text} onChange={setText} autoFocus errors={errors} />}
    </ProposalDialog>
  );
}
