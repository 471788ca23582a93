import CallMergeOutlined from '@mui/icons-material/CallMergeOutlined';
import CallSplitOutlined from '@mui/icons-material/CallSplitOutlined';
import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import PendingActions from '@mui/icons-material/PendingActions';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import type { ProposalState } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const MARKS: Readonly<Record<ProposalState, { Icon: ElementType; color: string }>> = {
  submitted: { Icon: PendingActions, color: 'warning.main' },
  eligible: { Icon: CheckCircle, color: 'success.main' },
  rejected: { Icon: CancelOutlined, color: 'error.main' },
  merged: { Icon: CallMergeOutlined, color: 'text.secondary' },
  split: { Icon: CallSplitOutlined, color: 'text.secondary' },
};

/** What was decided on a proposal, as icon and word. */
export function ProposalMark({ state }: { state: ProposalState }) {
  const { say } = useWords();
  const { Icon, color } = MARKS[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em', flexShrink: 0 }} />
      <span>{say(`resources.proposals.state.${state}`)}</span>
    </Box>
  );
}
