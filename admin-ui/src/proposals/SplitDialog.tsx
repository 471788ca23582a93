import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { splitProposal } from '../api/commands.ts';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import { ProposalDialog, type ProposalDialogProps } from './ProposalDialog.tsx';
import { isWritten, type ProposalText, TextFields } from './TextFields.tsx';

const MOST_PARTS = 10;
const LEAST_PARTS = 2;

interface Part extends ProposalText {
  /** Keeps its fields apart from the others' when one is removed. */
  readonly key: number;
}

/** One proposal goes on as several. */
export function SplitDialog({ proposal, onClose }: ProposalDialogProps) {
  const { say } = useWords();
  const { title, summary } = proposal;
  const [parts, setParts] = useState<readonly Part[]>([
    { key: 1, title, summary },
    { key: 2, title: '', summary: '' },
  ]);
  const [reason, setReason] = useState('');
  const next = Math.max(...parts.map(({ key }) => key)) + 1;
  return (
    <ProposalDialog
      proposal={proposal}
      verb="split"
      title={say('resources.proposals.split.title', { number: proposal.number })}
      confirm={say('resources.proposals.split.confirm')}
      incomplete={!parts.every(isWritten)}
      command={(version) =>
        splitProposal(proposal.id, { version, parts: parts.map(({ key: _, ...text }) => text), reason })
      }
      onClose={onClose}
    >
      {(errors) => (
        <>
          {parts.map((part, at) => (
            <Box component="fieldset" key={part.key} sx={{ border: 0, m: 0, p: 0, mb: 1 }}>
              <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
                <Typography component="legend" variant="h3">
                  {say('resources.proposals.split.part', { number: at + 1 })}
                </Typography>
                {parts.length > LEAST_PARTS && (
                  <Button
                    size="small"
                    onClick={() => setParts(parts.filter(({ key }) => key !== part.key))}
                    aria-label={say('resources.proposals.split.remove', { number: at + 1 })}
                  >
                    {say('ra.action.remove')}
                  </Button>
                )}
              </Box>
              <TextFields
                value={part}
                onChange={(text) =>
                  setParts(parts.map((each) => (each.key === part.key ? { ...text, key: part.key } : each)))
                }
                errors={{ title: errors[`parts.${at}.title`], summary: errors[`parts.${at}.summary`] }}
              />
            </Box>
          ))}
          {parts.length < MOST_PARTS && (
            <Button onClick={() => setParts([...parts, { key: next, title: '', summary: '' }])} sx={{ mb: 1 }}>
              {say('resources.proposals.split.add')}
            </Button>
          )}
          <LongText
            label={say('resources.proposals.fields.reason')}
            value={reason}
            onChange={setReason}
            maxLength={4000}
            error={errors.reason}
          />
        </>
      )}
    </ProposalDialog>
  );
}
