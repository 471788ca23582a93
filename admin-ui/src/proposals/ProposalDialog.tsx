import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { type ReactNode, useState } from 'react';
import { useDataProvider, useNotify } from 'react-admin';
import type { Command } from '../api/commands.ts';
import type { Proposal, ProposalVerb } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

export interface ProposalDialogProps {
  readonly proposal: Proposal;
  readonly onClose: () => void;
}

interface Props extends ProposalDialogProps {
  readonly verb: ProposalVerb;
  readonly title: string;
  readonly confirm: string;
  readonly incomplete: boolean;
  readonly grave?: boolean;
  readonly wide?: boolean;
  /** @param version of the proposal as it was read */
  readonly command: (version: number) => Command<Proposal>;
  readonly children: (errors: Readonly<Record<string, string>>) => ReactNode;
}

/** A command on a proposal, from the version that was read: where it changed meanwhile, how it is now is shown first. */
export function ProposalDialog({ proposal, verb, command: made, onClose, children, ...dialog }: Props) {
  const { say } = useWords();
  const notify = useNotify();
  const dataProvider = useDataProvider();
  const command = useCommand();
  const [base, setBase] = useState(proposal);
  const [met, setMet] = useState(false);

  async function confirm() {
    setMet(false);
    if (await command.run(made(base.version))) {
      notify(`resources.proposals.${verb}.done`, { type: 'success' });
      closeToPageTitle(onClose);
      return;
    }
    const { data: current } = await dataProvider.getOne<Proposal>('proposals', { id: proposal.id });
    if (current.version === base.version) return;
    setBase(current);
    setMet(true);
  }

  return (
    <CommandDialog
      {...dialog}
      explain={say(`resources.proposals.${verb}.explain`)}
      command={command}
      onConfirm={confirm}
      onClose={onClose}
    >
      {children(command.problem?.errors ?? {})}
      {met && (
        <Alert severity="warning" role="alert" sx={{ overflowWrap: 'anywhere' }}>
          {say('resources.proposals.changed')}
          <Box sx={{ mt: 1, fontWeight: 600 }}>{base.title}</Box>
          <Box sx={{ whiteSpace: 'pre-line' }}>{base.summary}</Box>
        </Alert>
      )}
    </CommandDialog>
  );
}
