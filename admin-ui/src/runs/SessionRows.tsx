import Add from '@mui/icons-material/Add';
import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../look/useWords.ts';
import { type SessionValues, withNextDay } from './runValues.ts';

const LONGEST_TOPIC = 300;

/** What is wrong with a field, in words, by the field's name. */
export type ErrorOf = (field: string) => string | undefined;

interface RowFieldProps {
  readonly type: 'date' | 'time' | 'text';
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  /** Id of the sentences below the row that say what is wrong, where something is. */
  readonly wrong: string | undefined;
}

function RowField({ type, label, value, onChange, disabled = false, wrong }: RowFieldProps) {
  return (
    <TextField
      label={label}
      type={type}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required={type !== 'text'}
      disabled={disabled}
      error={wrong !== undefined}
      slotProps={{
        ...(type === 'text' ? {} : { inputLabel: { shrink: true } }),
        htmlInput: { 'aria-describedby': wrong, ...(type === 'text' ? { maxLength: LONGEST_TOPIC } : {}) },
      }}
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

/** The fields of a row, and whatever is about the row as a whole. */
const FIELDS = ['id', 'day', 'startsAt', 'endsAt', 'topic'] as const;
/** A refused time may be a refused day: both are marked. */
const MARKED_BY = { day: ['day', 'startsAt'], start: ['startsAt'], end: ['endsAt'], topic: ['topic'] } as const;

function Row({ session, index, onChange, onRemove, errorOf }: RowProps) {
  const { say } = useWords();
  const id = useId();
  const { day, start, end, topic, held } = session;
  const error = (field: string) => errorOf(`sessions.${index}.${field}`);
  const wrong = (field: keyof typeof MARKED_BY) => (MARKED_BY[field].some(error) ? id : undefined);
  const said = [...new Set([errorOf(`sessions.${index}`), ...FIELDS.map(error)].flatMap((text) => text ?? []))];
  return (
    <Box
      component="fieldset"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, m: 0, mb: 1.5, px: 1.5, pt: 0.5, pb: 1, minWidth: 0 }}
    >
      <Box component="legend" sx={{ fontWeight: 600, px: 0.5 }}>
        {say('resources.runs.form.session', { number: index + 1 })}
      </Box>
      <Box
        sx={{
          display: 'grid',
          columnGap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr) minmax(0, 1fr)',
            md: '170px 145px 145px minmax(0, 1fr) auto',
          },
        }}
      >
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
          <RowField
            type="date"
            label={say('resources.runs.form.day')}
            value={day}
            onChange={(changed) => onChange({ day: changed })}
            disabled={held}
            wrong={wrong('day')}
          />
        </Box>
        <RowField
          type="time"
          label={say('resources.runs.form.start')}
          value={start}
          onChange={(changed) => onChange({ start: changed })}
          disabled={held}
          wrong={wrong('start')}
        />
        <RowField
          type="time"
          label={say('resources.runs.form.end')}
          value={end}
          onChange={(changed) => onChange({ end: changed })}
          disabled={held}
          wrong={wrong('end')}
        />
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
          <RowField
            type="text"
            label={say('resources.runs.form.topic')}
            value={topic}
            onChange={(changed) => onChange({ topic: changed })}
            wrong={wrong('topic')}
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
      <Typography id={id} variant="body2" color="error" component="div">
        {said.map((text) => (
          <div key={text}>{text}</div>
        ))}
      </Typography>
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
