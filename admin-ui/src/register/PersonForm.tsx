import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { Project } from '../api/types.ts';
import type { CommandState } from '../api/useCommand.ts';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { OrganisationDialog } from '../organisations/OrganisationDialog.tsx';
import { PersonFields } from './PersonFields.tsx';
import type { PersonValues } from './personValues.ts';

interface PersonFormProps {
  readonly project: Project;
  readonly values: PersonValues;
  readonly onChange: (values: PersonValues) => void;
  readonly command: Pick<CommandState, 'busy' | 'problem'>;
  readonly save: string;
  /** Where "cancel" leads. */
  readonly back: string;
  readonly onSave: () => void;
  readonly autoFocus?: boolean;
  /** Said above the buttons. */
  readonly children?: ReactNode;
}

/** The form of a person's record; an organisation that is not there yet is added without leaving it. */
export function PersonForm(props: PersonFormProps) {
  const { project, values, onChange, command, onSave, children } = props;
  const { say } = useWords();
  const [adding, setAdding] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const errors = command.problem?.errors;
  // The field that was refused may stand far above the button that was pressed.
  useEffect(() => {
    if (errors) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const incomplete = values.familyName.trim() === '' || values.givenName.trim() === '';
  return (
    <Box sx={{ maxWidth: 900 }}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!command.busy && !incomplete) onSave();
        }}
      >
        <PersonFields
          project={project}
          values={values}
          onChange={(changed) => onChange({ ...values, ...changed })}
          errors={errors ?? {}}
          onAddOrganisation={setAdding}
          autoFocus={props.autoFocus ?? false}
        />
        <Box sx={{ mt: 2 }}>
          {children}
          {command.problem && <ProblemNotice problem={command.problem} />}
          <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
            <Button type="submit" variant="contained" loading={command.busy} disabled={incomplete}>
              {props.save}
            </Button>
            <Button component={RouterLink} to={props.back}>
              {say('app.cancel')}
            </Button>
          </Box>
        </Box>
      </form>
      {adding !== null && (
        <OrganisationDialog
          projectId={project.id}
          organisation={null}
          name={adding}
          onDone={({ id, name }) => {
            onChange({ ...values, organisationId: id, organisationName: name });
            setAdding(null);
          }}
          onClose={() => setAdding(null)}
        />
      )}
    </Box>
  );
}
