import CheckCircle from '@mui/icons-material/CheckCircle';
import PersonOff from '@mui/icons-material/PersonOffOutlined';
import WarningAmber from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import type { PersonRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const MARKS = {
  erased: { Icon: PersonOff, color: 'text.secondary' },
  complete: { Icon: CheckCircle, color: 'success.main' },
  incomplete: { Icon: WarningAmber, color: 'warning.main' },
} as const;

/** R3: whether the record counts in the indicators, as icon and word; an anonymised one says so. */
export function CompleteMark({ person }: { person: Pick<PersonRow, 'complete' | 'erased'> }) {
  const { say } = useWords();
  const state = person.erased ? 'erased' : person.complete ? 'complete' : 'incomplete';
  const { Icon, color } = MARKS[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, verticalAlign: 'bottom' }}>
      <Box component={Icon} aria-hidden sx={{ color, fontSize: '1.15em', flexShrink: 0 }} />
      <span>{say(`resources.persons.state.${state}`)}</span>
    </Box>
  );
}
