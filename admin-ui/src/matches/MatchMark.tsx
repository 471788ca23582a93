import AccountBalanceOutlined from '@mui/icons-material/AccountBalanceOutlined';
import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import GavelOutlined from '@mui/icons-material/GavelOutlined';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import RemoveCircleOutlined from '@mui/icons-material/RemoveCircleOutlined';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import type { MatchRow, MatchState } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const MARKS: Readonly<Record<MatchState, { Icon: ElementType; color: string }>> = {
  computed: { Icon: HourglassEmpty, color: 'info.main' },
  rejected: { Icon: GavelOutlined, color: 'error.main' },
  adopted: { Icon: DescriptionOutlined, color: 'info.main' },
  contracted: { Icon: AccountBalanceOutlined, color: 'warning.main' },
  paid: { Icon: CheckCircle, color: 'success.main' },
  'nothing-due': { Icon: RemoveCircleOutlined, color: 'text.secondary' },
  cancelled: { Icon: CancelOutlined, color: 'text.secondary' },
};

/** Where a match stands, as icon and words. */
export function MatchMark({ match: { state } }: { match: Pick<MatchRow, 'state'> }) {
  const { say } = useWords();
  const { Icon, color } = MARKS[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em', flexShrink: 0 }} />
      <span>{say(`resources.matches.state.${state}`)}</span>
    </Box>
  );
}
