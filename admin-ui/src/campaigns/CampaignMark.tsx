import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import EditOutlined from '@mui/icons-material/EditOutlined';
import LockClockOutlined from '@mui/icons-material/LockClockOutlined';
import VolunteerActivismOutlined from '@mui/icons-material/VolunteerActivismOutlined';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import type { CampaignRow, CampaignState } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const MARKS: Readonly<Record<CampaignState, { Icon: ElementType; color: string }>> = {
  drafted: { Icon: EditOutlined, color: 'text.secondary' },
  announced: { Icon: CampaignOutlined, color: 'info.main' },
  open: { Icon: VolunteerActivismOutlined, color: 'success.main' },
  closed: { Icon: LockClockOutlined, color: 'warning.main' },
  published: { Icon: CheckCircle, color: 'success.main' },
  cancelled: { Icon: CancelOutlined, color: 'text.secondary' },
};

/** Where a campaign stands, as icon and words. */
export function CampaignMark({ campaign: { state } }: { campaign: Pick<CampaignRow, 'state'> }) {
  const { say } = useWords();
  const { Icon, color } = MARKS[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em', flexShrink: 0 }} />
      <span>{say(`resources.campaigns.state.${state}`)}</span>
    </Box>
  );
}
