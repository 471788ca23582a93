import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import EventOutlined from '@mui/icons-material/EventOutlined';
import MarkEmailReadOutlined from '@mui/icons-material/MarkEmailReadOutlined';
import PendingActions from '@mui/icons-material/PendingActions';
import PlayCircleOutlined from '@mui/icons-material/PlayCircleOutlined';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import type { RunPhase, RunRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const MARKS: Readonly<Record<RunPhase, { Icon: ElementType; color: string }>> = {
  scheduled: { Icon: EventOutlined, color: 'text.secondary' },
  announced: { Icon: CampaignOutlined, color: 'info.main' },
  invited: { Icon: MarkEmailReadOutlined, color: 'info.main' },
  'under-way': { Icon: PlayCircleOutlined, color: 'info.main' },
  'attendance-due': { Icon: PendingActions, color: 'warning.main' },
  'records-due': { Icon: DescriptionOutlined, color: 'warning.main' },
  ready: { Icon: CheckCircle, color: 'success.main' },
  cancelled: { Icon: CancelOutlined, color: 'text.secondary' },
};

/** Where a run stands, as icon and words. */
export function PhaseMark({ run }: { run: Pick<RunRow, 'phase' | 'milestone'> }) {
  const { say } = useWords();
  const { Icon, color } = MARKS[run.phase];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em', flexShrink: 0 }} />
      <span>{say(`resources.runs.kind.${run.milestone.kind}.phase.${run.phase}`)}</span>
    </Box>
  );
}
