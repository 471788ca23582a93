import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { RunKind } from '../api/types.ts';
import type { CommandState } from '../api/useCommand.ts';
import { CommandForm } from '../look/CommandForm.tsx';
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
  const { command, save, back, onSave } = props;
  const faults = faultsOf(props.values);
  return (
    <CommandForm
      command={command}
      faulty={Object.keys(faults).length > 0}
      save={save}
      back={back}
      onSave={onSave}
      notice={props.children}
    >
      {(tried) => <Fields {...props} faults={tried ? faults : {}} />}
    </CommandForm>
  );
}

interface FieldsProps extends RunFormProps {
  /** What is wrong and to be said, by field. */
  readonly faults: ReturnType<typeof faultsOf>;
}

function Fields({ faults, ...props }: FieldsProps) {
  const { kind, values, onChange, command } = props;
  const { say } = useWords();
  const errorOf: ErrorOf = (field) => {
    const fault = faults[field];
    return fault ? say(`resources.runs.form.fault.${fault}`) : command.problem?.errors?.[field];
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
    <>
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
    </>
  );
}
