import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { RunKind } from '../api/types.ts';
import type { CommandState } from '../api/useCommand.ts';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { faultsOf, type RunValues } from './runValues.ts';
import { type ErrorOf, SessionRows } from './SessionRows.tsx';

interface RunFormProps {
  readonly kind: RunKind;
  readonly publicAllowed: boolean;
  readonly values: RunValues;
  readonly onChange: (values: RunValues) => void;
  readonly command: Pick<CommandState, 'busy' | 'problem'>;
  readonly save: string;
  /** Where "cancel" leads. */
  readonly back: string;
  readonly onSave: () => void;
  /** Something beside the form's own fields is still needed. */
  readonly incomplete?: boolean;
  /** Said above the buttons. */
  readonly children?: ReactNode;
}

function PublicField({ publicAllowed, values, onChange, errorOf }: RunFormProps & { readonly errorOf: ErrorOf }) {
  const { say } = useWords();
  if (!publicAllowed) {
    return (
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
        {say('resources.runs.form.publicNotAllowed')}
      </Typography>
    );
  }
  const error = errorOf('public');
  return (
    <Box sx={{ mt: 1 }}>
      <FormControlLabel
        control={
          <Checkbox
            checked={values.public}
            onChange={(_, checked) => onChange({ ...values, public: checked })}
            slotProps={{ input: { 'aria-describedby': 'run-public-help' } }}
          />
        }
        label={say('resources.runs.form.public')}
      />
      <Typography id="run-public-help" variant="body2" color={error ? 'error' : 'textSecondary'}>
        {error ?? say('resources.runs.form.publicHelp')}
      </Typography>
    </Box>
  );
}

/** The form of a course or a visit. What a refusal is about is said at its field, and nothing typed is lost. */
export function RunForm(props: RunFormProps) {
  const { kind, values, onChange, command, onSave, incomplete = false } = props;
  const { say } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(0);
  const faults = faultsOf(values);
  const faulty = Object.keys(faults).length > 0;
  const errors = command.problem?.errors;
  // The field may stand far above the button that was pressed.
  useEffect(() => {
    if (tried > 0 || errors) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried, errors]);
  const errorOf: ErrorOf = (field) => {
    const fault = tried > 0 ? faults[field] : undefined;
    return fault ? say(`resources.runs.form.fault.${fault}`) : errors?.[field];
  };
  const text = (field: 'title' | 'place' | 'ledBy', label: string, maxLength: number, required: boolean) => (
    <TextField
      label={label}
      value={values[field]}
      onChange={(event) => onChange({ ...values, [field]: event.target.value })}
      required={required}
      error={errorOf(field) !== undefined}
      helperText={errorOf(field)}
      slotProps={{ htmlInput: { maxLength } }}
    />
  );
  return (
    <Box sx={{ maxWidth: 900 }}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (command.busy) return;
          if (faulty || incomplete) setTried(tried + 1);
          else onSave();
        }}
      >
        {text('title', say('resources.runs.fields.title'), 200, true)}
        {text('place', say('resources.runs.fields.place'), 300, true)}
        {text('ledBy', say(`resources.runs.kind.${kind}.ledBy`), 300, false)}
        <TextField
          label={say('resources.runs.fields.capacity')}
          value={values.capacity}
          onChange={(event) => onChange({ ...values, capacity: event.target.value })}
          error={errorOf('capacity') !== undefined}
          helperText={errorOf('capacity') ?? say('resources.runs.form.capacityHelp')}
          slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 5 } }}
        />
        <PublicField {...props} errorOf={errorOf} />
        <SessionRows
          sessions={values.sessions}
          onChange={(sessions) => onChange({ ...values, sessions })}
          errorOf={errorOf}
        />
        <Box sx={{ mt: 2 }}>
          {props.children}
          {tried > 0 && faulty && (
            <Typography color="error" role="alert">
              {say('resources.runs.form.faulty')}
            </Typography>
          )}
          {command.problem && <ProblemNotice problem={command.problem} />}
          <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
            <Button type="submit" variant="contained" loading={command.busy}>
              {props.save}
            </Button>
            <Button component={RouterLink} to={props.back}>
              {say('app.cancel')}
            </Button>
          </Box>
        </Box>
      </form>
    </Box>
  );
}
