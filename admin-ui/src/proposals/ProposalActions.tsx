import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Proposal, ProposalVerb } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { SplitDialog } from './SplitDialog.tsx';
import { TextDialog } from './TextDialog.tsx';

/** In the order in which they are offered: the decision first. */
const VERBS: readonly ProposalVerb[] = ['decide', 'change', 'merge', 'split', 'reconsider', 'forget'];

/** What may be done with a proposal now. */
export function ProposalActions({ proposal }: { proposal: Proposal }) {
  const { say } = useWords();
  const [verb, setVerb] = useState<ProposalVerb | null>(null);
  const props = { proposal, onClose: () => setVerb(null) };
  const { allowed, author } = proposal;
  const offered = VERBS.filter((each) => allowed.includes(each) && (each !== 'forget' || author.known));
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {offered.map((each) => (
        <Button
          key={each}
          variant={each === 'decide' ? 'contained' : 'outlined'}
          color={each === 'forget' ? 'error' : 'primary'}
          onClick={() => setVerb(each)}
        >
          {say(`resources.proposals.${each}.action`)}
        </Button>
      ))}
      {verb === 'decide' && <DecideDialog {...props} />}
      {verb === 'change' && <TextDialog {...props} />}
      {verb === 'merge' && <MergeDialog {...props} />}
      {verb === 'split' && <SplitDialog {...props} />}
      {(verb === 'reconsider' || verb === 'forget') && <ReasonDialog {...props} verb={verb} />}
    </Box>
  );
}
