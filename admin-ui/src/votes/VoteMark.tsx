import BallotOutlined from '@mui/icons-material/BallotOutlined';
import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CasinoOutlined from '@mui/icons-material/CasinoOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import EditOutlined from '@mui/icons-material/EditOutlined';
import HowToVoteOutlined from '@mui/icons-material/HowToVoteOutlined';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import type { VoteRow, VoteState } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const MARKS: Readonly<Record<VoteState, { Icon: ElementType; color: string }>> = {
  drafted: { Icon: EditOutlined, color: 'text.secondary' },
  announced: { Icon: CampaignOutlined, color: 'info.main' },
  open: { Icon: HowToVoteOutlined, color: 'success.main' },
  counting: { Icon: BallotOutlined, color: 'warning.main' },
  lot: { Icon: CasinoOutlined, color: 'warning.main' },
  final: { Icon: CheckCircle, color: 'success.main' },
  cancelled: { Icon: CancelOutlined, color: 'text.secondary' },
};

/** Where a vote stands, as icon and words. */
export function VoteMark({ vote: { state, round } }: { vote: Pick<VoteRow, 'state' | 'round'> }) {
  const { say } = useWords();
  const { Icon, color } = MARKS[state];
  const secondRound = round === 2 && state !== 'final' && state !== 'cancelled';
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em', flexShrink: 0 }} />
      <span>
        {say(`resources.votes.state.${state}`)}
        {secondRound && ` · ${say('resources.votes.round.2')}`}
      </span>
    </Box>
  );
}
