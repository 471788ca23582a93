import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { planField } from './personValues.ts';

type Column = Readonly<{ heading: string; field: string | null }>;

/** The name of the field that a column was read as; the plan's own are told by their key. */
function useFieldName(project: Project): (field: string) => string {
  const { say, local } = useWords();
  return (name) => {
    const own = project.participants.fields.find(({ key }) => name === key || name === planField(key));
    return own ? local(own.title) : say(`resources.persons.fields.${name}`, { _: name });
  };
}

interface ColumnsReadProps {
  readonly columns: readonly Column[];
  readonly fieldName: (field: string) => string;
}

/** Which column was read as what; those that nobody asked for are named, so that nothing gets lost unseen. */
export function ColumnsRead({ columns, fieldName }: ColumnsReadProps) {
  const { say } = useWords();
  const unread = columns.filter(({ field }) => field === null);
  return (
    <>
      <Box component="details" sx={{ mb: 1 }}>
        <summary>{say('register.import.columns.title')}</summary>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {columns.map(({ heading, field }) => (
            <li key={heading}>
              {field === null
                ? say('register.import.columns.notRead', { heading })
                : say('register.import.columns.readAs', { heading, field: fieldName(field) })}
            </li>
          ))}
        </Box>
      </Box>
      {unread.length > 0 && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {say('register.import.columns.unread', { headings: unread.map(({ heading }) => heading).join(', ') })}
        </Alert>
      )}
    </>
  );
}

/** The columns of a list of participants. */
export function ImportColumns({ project, columns }: { project: Project; columns: readonly Column[] }) {
  return <ColumnsRead columns={columns} fieldName={useFieldName(project)} />;
}
