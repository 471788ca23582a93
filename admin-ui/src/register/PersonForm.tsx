import { type ReactNode, useState } from 'react';
import type { Project } from '../api/types.ts';
import type { CommandState } from '../api/useCommand.ts';
import { CommandForm } from '../look/CommandForm.tsx';
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
  const { project, values, onChange, command } = props;
  const [adding, setAdding] = useState<string | null>(null);
  return (
    <>
      <CommandForm
        command={command}
        incomplete={values.familyName.trim() === '' || values.givenName.trim() === ''}
        save={props.save}
        back={props.back}
        onSave={props.onSave}
        notice={props.children}
      >
        {() => (
          <PersonFields
            project={project}
            values={values}
            onChange={(changed) => onChange({ ...values, ...changed })}
            errors={command.problem?.errors ?? {}}
            onAddOrganisation={setAdding}
            autoFocus={props.autoFocus ?? false}
          />
        )}
      </CommandForm>
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
    </>
  );
}
