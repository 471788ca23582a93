import AssignmentTurnedIn from '@mui/icons-material/AssignmentTurnedInOutlined';
import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import PendingActions from '@mui/icons-material/PendingActions';
import PlayCircleOutlined from '@mui/icons-material/PlayCircleOutlined';
import RemoveCircleOutlined from '@mui/icons-material/RemoveCircleOutlined';
import Reply from '@mui/icons-material/Reply';
import WarningAmber from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import type { MilestoneState, ProjectState, StageState } from '../api/types.ts';
import { useWords } from './useWords.ts';

const OF_MILESTONE: Readonly<Record<MilestoneState, { Icon: ElementType; color: string }>> = {
  waiting: { Icon: HourglassEmpty, color: 'text.secondary' },
  open: { Icon: PlayCircleOutlined, color: 'info.main' },
  returned: { Icon: Reply, color: 'warning.main' },
  submitted: { Icon: PendingActions, color: 'info.main' },
  approved: { Icon: CheckCircle, color: 'success.main' },
  adopted: { Icon: AssignmentTurnedIn, color: 'success.main' },
  waived: { Icon: RemoveCircleOutlined, color: 'text.secondary' },
  cancelled: { Icon: CancelOutlined, color: 'text.secondary' },
};

/** The colour that goes with a state: nothing is said by it alone. */
export const colorOf = (state: MilestoneState): string => OF_MILESTONE[state].color;

const OF_STAGE: Readonly<Record<StageState, MilestoneState>> = {
  waiting: 'waiting',
  'under-way': 'open',
  completed: 'approved',
  cancelled: 'cancelled',
};
const OF_PROJECT: Readonly<Record<ProjectState, MilestoneState>> = {
  running: 'open',
  completed: 'approved',
  cancelled: 'cancelled',
};

function Mark({ Icon, color, text }: { Icon: ElementType; color: string; text: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em', flexShrink: 0 }} />
      <span>{text}</span>
    </Box>
  );
}

/** A milestone's state as icon and word: never colour alone. */
export function StateMark({ state }: { state: MilestoneState }) {
  const { say } = useWords();
  return <Mark {...OF_MILESTONE[state]} text={say(`app.state.${state}`)} />;
}

export function StageMark({ state }: { state: StageState }) {
  const { say } = useWords();
  return <Mark {...OF_MILESTONE[OF_STAGE[state]]} text={say(`app.stageState.${state}`)} />;
}

export function ProjectMark({ state }: { state: ProjectState }) {
  const { say } = useWords();
  return <Mark {...OF_MILESTONE[OF_PROJECT[state]]} text={say(`app.projectState.${state}`)} />;
}

interface DueMarkProps {
  readonly dueAt: string;
  readonly late: boolean;
  /** Where there is little room. */
  readonly short?: boolean;
}

/** The due day; what is late says so in words and with an icon. */
export function DueMark({ dueAt, late, short = false }: DueMarkProps) {
  const { say, due, shortDue } = useWords();
  const day = (short ? shortDue : due)(dueAt);
  if (!late) return <span>{say('app.dueOn', { day })}</span>;
  return (
    <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
      <Mark Icon={WarningAmber} color="error.main" text={say(short ? 'app.lateShort' : 'app.lateSince', { day })} />
    </Box>
  );
}
