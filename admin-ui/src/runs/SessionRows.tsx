import Add from '@mui/icons-material/Add';
import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { DayField } from '../look/DayField.tsx';
import { useWords } from '../look/useWords.ts';
import { type SessionValues, withNextDay } from './runValues.ts';

/** What is wrong with a field, in words, by the field's name. */
export type ErrorOf = (field: string) => string | undefined;

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (time: string) => void;
  readonly error: string | undefined;
}

function TimeField({ label, value, disabled, onChange, error }: TimeFieldProps) {
  return (
    <TextField
      label={label}
      type="time"
      value={value}
      disabled={disabled}
      required
      onChange={(event) => onChange(event.target.value)}
      error={error !== undefined}
      helperText={error}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

interface RowProps {
  readonly session: SessionValues;
  readonly index: number;
  readonly onChange: (change: Partial<SessionValues>) => void;
  /** Null for the only row. */
  readonly onRemove: (() => void) | null;
  readonly errorOf: ErrorOf;
}

function Row({ session, index, onChange, onRemove, errorOf }: RowProps) {
  const { say } = useWords();
  const { day, start, end, topic, held } = session;
  const name = say('resources.runs.form.session', { number: index + 1 });
  const error = (field: string) => errorOf(`sessions.${index}.${field}`);
  const whole = errorOf(`sessions.${index}`) ?? error('id');
  return (
    <Box
      component="fieldset"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, m: 0, mb: 1.5, px: 1.5, pt: 0.5, pb: 1, minWidth: 0 }}
    >
      <Box component="legend" sx={{ fontWeight: 600, px: 0.5 }}>
        {name}
      </Box>
      <Box
        sx={{
          display: 'grid',
          columnGap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr) minmax(0, 1fr)',
            md: '170px 120px 120px minmax(0, 1fr) auto',
          },
        }}
      >
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
          {held ? (
            <TextField label={say('resources.runs.form.day')} type="date" value={day} disabled />
          ) : (
            <DayField
              label={say('resources.runs.form.day')}
              value={day}
              onChange={(changed) => onChange({ day: changed })}
              required
              error={error('day') ?? error('startsAt')}
            />
          )}
        </Box>
        <TimeField
          label={say('resources.runs.form.start')}
          value={start}
          disabled={held}
          onChange={(changed) => onChange({ start: changed })}
          error={error('startsAt')}
        />
        <TimeField
          label={say('resources.runs.form.end')}
          value={end}
          disabled={held}
          onChange={(changed) => onChange({ end: changed })}
          error={error('endsAt')}
        />
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
          <TextField
            label={say('resources.runs.form.topic')}
            value={topic}
            onChange={(event) => onChange({ topic: event.target.value })}
            error={error('topic') !== undefined}
            helperText={error('topic')}
            slotProps={{ htmlInput: { maxLength: 300 } }}
          />
        </Box>
        {onRemove && !held && (
          <IconButton
            aria-label={say('resources.runs.form.remove', { number: index + 1 })}
            onClick={onRemove}
            sx={{ mt: 0.75, justifySelf: 'end', gridColumn: { xs: '1 / -1', md: 'auto' } }}
          >
            <DeleteOutlined />
          </IconButton>
        )}
      </Box>
      {held && (
        <Typography variant="body2" color="textSecondary">
          {say('resources.runs.form.held')}
        </Typography>
      )}
      {whole && (
        <Typography variant="body2" color="error" role="alert">
          {whole}
        </Typography>
      )}
    </Box>
  );
}

interface SessionRowsProps {
  readonly sessions: readonly SessionValues[];
  readonly onChange: (sessions: readonly SessionValues[]) => void;
  readonly errorOf: ErrorOf;
}

/** The sessions of a run: a row each, with day and hours in Romania. */
export function SessionRows({ sessions, onChange, errorOf }: SessionRowsProps) {
  const { say } = useWords();
  const add = useRef<HTMLButtonElement>(null);
  const rows = useRef<HTMLDivElement>(null);

  function remove(row: number) {
    flushSync(() => onChange(sessions.filter((session) => session.row !== row)));
    // The button that was pressed is gone.
    add.current?.focus();
  }
  function addNext() {
    flushSync(() => onChange(withNextDay(sessions)));
    rows.current?.lastElementChild?.querySelector('input')?.focus();
  }

  return (
    <Box component="section" aria-labelledby="run-sessions" sx={{ mt: 2 }}>
      <Typography variant="h2" id="run-sessions" sx={{ mb: 0.5 }}>
        {say('resources.runs.form.sessions')}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {say('resources.runs.form.sessionsHelp')}
      </Typography>
      <div ref={rows}>
        {sessions.map((session, index) => (
          <Row
            key={session.row}
            session={session}
            index={index}
            onChange={(change) =>
              onChange(sessions.map((each) => (each.row === session.row ? { ...each, ...change } : each)))
            }
            onRemove={sessions.length === 1 ? null : () => remove(session.row)}
            errorOf={errorOf}
          />
        ))}
      </div>
      <Button ref={add} startIcon={<Add />} onClick={addNext}>
        {say('resources.runs.form.addDay')}
      </Button>
    </Box>
  );
}
