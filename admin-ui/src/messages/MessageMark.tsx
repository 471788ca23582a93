import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorOutlined from '@mui/icons-material/ErrorOutlined';
import HelpOutlined from '@mui/icons-material/HelpOutlined';
import Schedule from '@mui/icons-material/Schedule';
import SendOutlined from '@mui/icons-material/SendOutlined';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import type { MessageState } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const MARKS: Readonly<Record<MessageState, { Icon: ElementType; color: string }>> = {
  pending: { Icon: Schedule, color: 'text.secondary' },
  sending: { Icon: SendOutlined, color: 'info.main' },
  sent: { Icon: CheckCircle, color: 'success.main' },
  failed: { Icon: ErrorOutlined, color: 'error.main' },
  unknown: { Icon: HelpOutlined, color: 'warning.main' },
};

/** Whether the message left, as icon and word. */
export function MessageMark({ state }: { state: MessageState }) {
  const { say } = useWords();
  const { Icon, color } = MARKS[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em' }} />
      {say(`resources.messages.state.${state}`)}
    </Box>
  );
}
