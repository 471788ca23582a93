import Block from '@mui/icons-material/Block';
import CheckCircle from '@mui/icons-material/CheckCircle';
import HelpOutlined from '@mui/icons-material/HelpOutlined';
import HourglassTop from '@mui/icons-material/HourglassTop';
import PersonSearch from '@mui/icons-material/PersonSearch';
import Undo from '@mui/icons-material/Undo';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ElementType } from 'react';
import type { Voter } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { nameOf } from './voterName.ts';

export type Said =
  | 'sending'
  | 'marked'
  | 'unmarked'
  | 'online'
  | 'paper'
  | 'voted'
  | 'recovered'
  | 'struck'
  | 'nobody'
  | 'choose'
  | 'unknown';

const LOOKS: Readonly<Record<Said, { Icon: ElementType; color: string }>> = {
  sending: { Icon: HourglassTop, color: 'info.main' },
  marked: { Icon: CheckCircle, color: 'success.main' },
  unmarked: { Icon: Undo, color: 'info.main' },
  online: { Icon: Block, color: 'error.main' },
  paper: { Icon: Block, color: 'error.main' },
  voted: { Icon: Block, color: 'error.main' },
  recovered: { Icon: CheckCircle, color: 'warning.main' },
  struck: { Icon: Block, color: 'error.main' },
  nobody: { Icon: PersonSearch, color: 'error.main' },
  choose: { Icon: HelpOutlined, color: 'warning.main' },
  unknown: { Icon: HelpOutlined, color: 'warning.main' },
};

interface DeskAnswerProps {
  /** Null before the first one. */
  readonly said: Said | null;
  readonly voter: Voter | null;
  /** Null for those who may not, and where there is nothing to take back. */
  readonly onUnmark: (() => void) | null;
  readonly onRetry: () => void;
}

/** What the clerk is told, to be read from where the voter stands. */
export function DeskAnswer({ said, voter, onUnmark, onRetry }: DeskAnswerProps) {
  const { say } = useWords();
  const look = said === null ? null : LOOKS[said];
  return (
    <Paper
      variant="outlined"
      sx={{
        mt: 2,
        p: 2,
        minHeight: 150,
        textAlign: 'center',
        borderWidth: 2,
        borderColor: look?.color ?? 'divider',
        borderStyle: look === null ? 'dashed' : 'solid',
      }}
    >
      {/* There before anything is said, so that a screen reader says it. */}
      <div role="status">
        {look === null || said === null ? (
          <Typography color="textSecondary">{say('resources.roll.desk.ready')}</Typography>
        ) : (
          <>
            <Box component={look.Icon} aria-hidden sx={{ color: look.color, fontSize: '3rem' }} />
            {voter && (
              <Typography sx={{ fontSize: '1.35rem', fontWeight: 650, overflowWrap: 'anywhere' }}>
                {voter.number}. {nameOf(voter)}
              </Typography>
            )}
            <Typography sx={{ fontSize: '1.35rem', color: look.color, fontWeight: 650 }}>
              {say(`resources.roll.desk.said.${said}`)}
            </Typography>
            <Typography>{say(`resources.roll.desk.next.${said}`)}</Typography>
          </>
        )}
      </div>
      {said === 'unknown' && (
        <Button variant="contained" size="large" autoFocus onClick={onRetry} sx={{ mt: 1 }}>
          {say('app.retry')}
        </Button>
      )}
      {onUnmark && (
        <Button onClick={onUnmark} sx={{ mt: 1 }}>
          {say('resources.roll.desk.unmark')}
        </Button>
      )}
    </Paper>
  );
}
