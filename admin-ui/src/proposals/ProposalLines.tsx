import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { ProposalRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { ProposalMark } from './ProposalMark.tsx';

export const proposalPath = (id: string): string => `/proposals/${id}/show`;

/** A proposal by number and title, as a way to its page. */
export function ProposalLink({ proposal }: { proposal: Pick<ProposalRow, 'id' | 'number' | 'title'> }) {
  return (
    <Link component={RouterLink} to={proposalPath(proposal.id)}>
      {proposal.number}. {proposal.title}
    </Link>
  );
}

function Line({ proposal, withMilestone }: { proposal: ProposalRow; withMilestone: boolean }) {
  const { say, local, due } = useWords();
  const { id, number, title, state, source, reason, mergedInto, createdAt, milestone } = proposal;
  return (
    <Box
      component="li"
      sx={{
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={proposalPath(id)} sx={{ fontWeight: 600 }}>
          {number}. {title}
        </Link>
        <ProposalMark state={state} />
      </Box>
      {mergedInto && (
        <div>
          {say('resources.proposals.fields.mergedInto')} <ProposalLink proposal={mergedInto} />
        </div>
      )}
      {state === 'rejected' && <Box sx={{ typography: 'body2', whiteSpace: 'pre-line' }}>{reason}</Box>}
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {say(`resources.proposals.source.${source}`)} · {due(createdAt)}
        {withMilestone && (
          <>
            {' · '}
            <Link component={RouterLink} to={`/milestones/${milestone.id}/show`} color="inherit">
              {milestone.key} · {local(milestone.title)}
            </Link>
          </>
        )}
      </Box>
    </Box>
  );
}

/** Proposals one under the other, each with what was decided. */
export function ProposalLines({
  proposals,
  withMilestone = false,
}: {
  proposals: readonly ProposalRow[];
  withMilestone?: boolean;
}) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {proposals.map((proposal) => (
        <Line key={proposal.id} proposal={proposal} withMilestone={withMilestone} />
      ))}
    </Box>
  );
}
