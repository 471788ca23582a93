import Check from '@mui/icons-material/Check';
import Close from '@mui/icons-material/Close';
import CloudOff from '@mui/icons-material/CloudOff';
import Sync from '@mui/icons-material/Sync';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import type { Enrolment } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { usePersonName } from '../register/usePersonName.ts';
import type { Marked } from './markQueue.ts';
import { isMarkable, nameMatches, type Presence } from './presence.ts';

/** A thumb's width. */
const TOUCH_PX = 56;
/** From so many on, a name is found faster by typing. */
const MANY = 8;

interface RowProps {
  readonly name: string;
  readonly present: boolean | null;
  readonly mark: Marked | undefined;
  readonly readOnly: boolean;
  readonly onMark: (present: boolean) => void;
}

function SavingMark({ mark }: { mark: Marked | undefined }) {
  const { say } = useWords();
  if (!mark || mark.state === 'saved') return null;
  const failed = mark.state === 'failed';
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'body2',
        color: failed ? 'error.main' : 'text.secondary',
      }}
    >
      {failed ? <CloudOff aria-hidden fontSize="small" /> : <Sync aria-hidden fontSize="small" />}
      {say(`resources.runs.attendance.${failed ? 'notSaved' : 'saving'}`)}
    </Box>
  );
}

function Row({ name, present, mark, readOnly, onMark }: RowProps) {
  const { say } = useWords();
  const id = useId();
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        display: 'grid',
        gap: 1,
        alignItems: 'center',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) 320px' },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Box id={id} sx={{ fontWeight: 600, fontSize: '1.1rem', overflowWrap: 'anywhere' }}>
          {name}
        </Box>
        <SavingMark mark={mark} />
      </Box>
      {readOnly ? (
        <span>
          {present === null
            ? say('resources.runs.attendance.notMarked')
            : say(`resources.runs.attendance.${present ? 'isPresent' : 'isAbsent'}`)}
        </span>
      ) : (
        <ToggleButtonGroup
          exclusive
          fullWidth
          aria-labelledby={id}
          value={present}
          onChange={(_, chosen: boolean | null) => {
            // A second tap on what is chosen takes nothing back: the way is to tap the other one.
            if (chosen !== null) onMark(chosen);
          }}
        >
          <ToggleButton value={true} color="success" sx={{ minHeight: TOUCH_PX, gap: 0.5, textTransform: 'none' }}>
            <Check aria-hidden />
            {say('resources.runs.attendance.isPresent')}
          </ToggleButton>
          <ToggleButton value={false} color="error" sx={{ minHeight: TOUCH_PX, gap: 0.5, textTransform: 'none' }}>
            <Close aria-hidden />
            {say('resources.runs.attendance.isAbsent')}
          </ToggleButton>
        </ToggleButtonGroup>
      )}
    </Box>
  );
}

interface MarkRowsProps {
  readonly enrolments: readonly Enrolment[];
  readonly presence: Presence;
  readonly marked: ReadonlyMap<string, Marked>;
  readonly readOnly: boolean;
  readonly onMark: (enrolment: Enrolment, present: boolean) => void;
}

/** One big row a person: present or absent with one tap. */
export function MarkRows({ enrolments, presence, marked, readOnly, onMark }: MarkRowsProps) {
  const { say } = useWords();
  const nameOf = usePersonName();
  const [typed, setTyped] = useState('');
  const shown = enrolments.filter(({ person }) => nameMatches(nameOf(person), typed.trim()));
  return (
    <>
      {enrolments.length >= MANY && (
        <TextField
          type="search"
          label={say('resources.runs.attendance.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          sx={{ maxWidth: 320 }}
        />
      )}
      {shown.length === 0 && <Typography role="status">{say('ra.navigation.no_filtered_results')}</Typography>}
      <Box
        component="ul"
        aria-label={say('resources.runs.attendance.list')}
        sx={{ listStyle: 'none', m: 0, p: 0, mt: 1 }}
      >
        {shown.map((enrolment) => (
          <Row
            key={enrolment.id}
            name={nameOf(enrolment.person)}
            present={presence(enrolment)}
            mark={marked.get(enrolment.person.id)}
            readOnly={readOnly || !isMarkable(enrolment)}
            onMark={(present) => onMark(enrolment, present)}
          />
        ))}
      </Box>
    </>
  );
}
