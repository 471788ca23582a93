import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import type { Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import type { PersonValues } from './personValues.ts';
import { useShownField } from './useShownField.ts';

/** What a form met when the record changed under it. */
export interface Met {
  /** The change was refused for it. */
  readonly refused: boolean;
  /** What the record held before, and what it holds now. */
  readonly before: PersonValues;
  readonly now: PersonValues;
  readonly clashes: readonly string[];
  readonly taken: readonly string[];
}

/** The id of an organisation says nothing to a person; its name stands beside it. */
const told = (field: string): boolean => field !== 'organisationId';

interface ChangesProps {
  readonly title: string;
  readonly fields: readonly string[];
  readonly project: Project;
  readonly met: Met;
}

function Changes({ title, fields, project, met }: ChangesProps) {
  const { say } = useWords();
  const shown = useShownField(project);
  if (fields.length === 0) return null;
  return (
    <Box sx={{ mt: 1 }}>
      {title}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {fields.map((field) => {
          const { label, value } = shown(field);
          return (
            <li key={field}>
              {say('resources.persons.changed.field', {
                label,
                now: value(met.now[field] ?? ''),
                before: value(met.before[field] ?? ''),
              })}
            </li>
          );
        })}
      </Box>
    </Box>
  );
}

/** Somebody else changed the record while it was being edited: what is there now; what was typed is still in the form. */
export function ChangedMeanwhile({ project, met }: { project: Project; met: Met }) {
  const { say } = useWords();
  const clashes = met.clashes.filter(told);
  const taken = met.taken.filter(told);
  if (!met.refused && clashes.length + taken.length === 0) return null;
  return (
    <Alert severity="warning" role="alert" sx={{ my: 1, overflowWrap: 'anywhere' }}>
      <AlertTitle>{say('resources.persons.changed.title')}</AlertTitle>
      {say('resources.persons.changed.kept')}
      <Changes title={say('resources.persons.changed.clashes')} fields={clashes} project={project} met={met} />
      <Changes title={say('resources.persons.changed.taken')} fields={taken} project={project} met={met} />
    </Alert>
  );
}
