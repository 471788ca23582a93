import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useState } from 'react';
import { decideProposal } from '../api/commands.ts';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import { ProposalDialog, type ProposalDialogProps } from './ProposalDialog.tsx';

const DECISIONS = ['eligible', 'rejected'] as const;
type Decision = (typeof DECISIONS)[number];

/** Whether a proposal can be voted on (R12). */
export function DecideDialog({ proposal, onClose }: ProposalDialogProps) {
  const { say } = useWords();
  const [state, setState] = useState<Decision | ''>('');
  const [reason, setReason] = useState('');
  const rejected = state === 'rejected';
  return (
    <ProposalDialog
      proposal={proposal}
      verb="decide"
      title={say('resources.proposals.decide.title', { number: proposal.number })}
      confirm={say('resources.proposals.decide.action')}
      incomplete={state === '' || (rejected && reason.trim() === '')}
      command={(version) => decideProposal(proposal.id, { version, state: rejected ? 'rejected' : 'eligible', reason })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <FormControl sx={{ mb: 1 }}>
            <FormLabel id="decision">{say('resources.proposals.fields.state')}</FormLabel>
            <RadioGroup
              aria-labelledby="decision"
              value={state}
              onChange={(_, chosen) => setState(chosen === 'rejected' ? 'rejected' : 'eligible')}
            >
              {DECISIONS.map((decision) => (
                <FormControlLabel
                  key={decision}
                  value={decision}
                  control={<Radio />}
                  label={say(`resources.proposals.decide.${decision}`)}
                />
              ))}
            </RadioGroup>
          </FormControl>
          <LongText
            label={say('resources.proposals.fields.reason')}
            help={say('resources.proposals.decide.reasonHelp')}
            value={reason}
            onChange={setReason}
            required={rejected}
            maxLength={4000}
            error={errors.reason}
          />
        </>
      )}
    </ProposalDialog>
  );
}
