import Add from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Milestone } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { EnterDialog } from './EnterDialog.tsx';
import { ProposalLines } from './ProposalLines.tsx';
import { useProposalsOf } from './useProposalsOf.ts';

function Proposals({ milestone }: { milestone: Milestone }) {
  const { say, count } = useWords();
  const query = useProposalsOf(milestone.id);
  const [entering, setEntering] = useState(false);
  // Who may add evidence may enter: the same work, in the same states.
  const enters = milestone.allowed.includes('evidence');
  return (
    <Section
      title={say('resources.proposals.name', { smart_count: 2 })}
      actions={
        enters && (
          <Button variant="outlined" startIcon={<Add />} onClick={() => setEntering(true)}>
            {say('resources.proposals.enter.action')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(found) => {
          const undecided = found.filter(({ state }) => state === 'submitted').length;
          if (found.length === 0)
            return (
              <Typography color="textSecondary">
                {say('resources.proposals.section.none')}
                {enters && ` ${say('resources.proposals.section.noneHelp')}`}
              </Typography>
            );
          return (
            <>
              {undecided > 0 && (
                <Alert severity="info">{count('resources.proposals.section.undecided', undecided)}</Alert>
              )}
              <ProposalLines proposals={found} />
            </>
          );
        }}
      </Loaded>
      {entering && <EnterDialog milestone={milestone} onClose={() => setEntering(false)} />}
    </Section>
  );
}

/** What was proposed at the consultations of a milestone, on its page. */
export function ProposalsSection({ milestone }: { milestone: Milestone }) {
  return milestone.kind === 'consultation' ? <Proposals milestone={milestone} /> : null;
}
