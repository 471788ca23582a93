import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useDataProvider, useNotify } from 'react-admin';
import { enrolPersons } from '../api/commands.ts';
import type { Enrolled, Enrolment, PersonRow, Problem, Project, Run } from '../api/types.ts';
import { problemOf, useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords, type Words } from '../look/useWords.ts';
import { PersonsField } from './PersonsField.tsx';

/** As many as one answer of the register holds. */
const ALL = 1000;
/** As many as are enrolled at once. */
const MOST = 500;

interface CategoryProps {
  readonly project: Project;
  readonly taken: ReadonlySet<string>;
  readonly onAdd: (persons: readonly PersonRow[]) => void;
}

/** Adds everybody of a category who is not enrolled yet. */
function WholeCategory({ project, taken, onAdd }: CategoryProps) {
  const { say, count, local } = useWords();
  const dataProvider = useDataProvider();
  const [category, setCategory] = useState('');
  const [added, setAdded] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function add() {
    setProblem(null);
    try {
      const { data } = await dataProvider.getList<PersonRow>('persons', {
        filter: { projectId: project.id, category: [category] },
        sort: { field: 'name', order: 'ASC' },
        pagination: { page: 1, perPage: ALL },
      });
      const found = data.filter(({ id, erased }) => !erased && !taken.has(id));
      setAdded(found.length);
      onAdd(found);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
        <TextField
          select
          label={say('resources.runs.enrol.category')}
          value={category}
          onChange={(event) => {
            setCategory(event.target.value);
            setAdded(null);
          }}
          sx={{ flex: '1 1 220px', width: 'auto' }}
        >
          {project.targetGroup.categories.map(({ key, name }) => (
            <MenuItem key={key} value={key}>
              {local(name)}
            </MenuItem>
          ))}
        </TextField>
        <Button onClick={add} disabled={category === ''} variant="outlined">
          {say('resources.runs.enrol.addCategory')}
        </Button>
      </Box>
      <Box role="status" sx={{ typography: 'body2', color: 'text.secondary' }}>
        {added !== null && count('resources.runs.enrol.categoryAdded', added)}
      </Box>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}

/** A second press before the first was answered adds nobody twice. */
const withoutTwice = (persons: readonly PersonRow[]): PersonRow[] => [
  ...new Map(persons.map((person) => [person.id, person])).values(),
];

/** `12 persoane au fost înscrise, 3 au intrat pe lista de așteptare.` */
function outcome({ enrolled, waiting, already }: Enrolled, { count }: Words): string {
  const parts = { enrolled, waiting, already };
  return Object.entries(parts)
    .filter(([part, many]) => many > 0 || (part === 'enrolled' && waiting + already === 0))
    .map(([part, many]) => count(`resources.runs.enrol.done.${part}`, many))
    .join(' ');
}

interface EnrolDialogProps {
  readonly run: Run;
  readonly project: Project;
  readonly enrolments: readonly Enrolment[];
  readonly onClose: () => void;
}

/** Enrols persons of the register: some by name, or all of a category. */
export function EnrolDialog({ run, project, enrolments, onClose }: EnrolDialogProps) {
  const words = useWords();
  const { say, count } = words;
  const notify = useNotify();
  const command = useCommand();
  const [persons, setPersons] = useState<readonly PersonRow[]>([]);
  const there = new Set(enrolments.filter(({ state }) => state !== 'withdrawn').map(({ person }) => person.id));
  const chosen = new Set(persons.map(({ id }) => id));
  const free = run.capacity === null ? null : Math.max(0, run.capacity - run.enrolled);
  const toWait = free === null ? 0 : Math.max(0, persons.length - free);
  const tooMany = persons.length > MOST;
  async function confirm() {
    const done = await command.run(enrolPersons(run.id, { personIds: [...chosen] }));
    if (!done) return;
    notify(outcome(done.answer, words), { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.enrol.title')}
      explain={say('resources.runs.enrol.explain')}
      confirm={count('resources.runs.enrol.confirm', persons.length)}
      command={command}
      incomplete={persons.length === 0 || tooMany}
      wide
      onConfirm={confirm}
      onClose={onClose}
    >
      <PersonsField
        projectId={project.id}
        value={persons}
        onChange={setPersons}
        without={there}
        error={command.problem?.errors?.personIds}
      />
      <WholeCategory
        project={project}
        taken={new Set([...there, ...chosen])}
        onAdd={(found) => setPersons((before) => withoutTwice([...before, ...found]))}
      />
      {tooMany && <Alert severity="error">{say('resources.runs.enrol.tooMany', { most: MOST })}</Alert>}
      {toWait > 0 && free !== null && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {free === 0 ? say('resources.runs.enrol.full') : count('resources.runs.enrol.free', free)}{' '}
          {count('resources.runs.enrol.toWait', toWait)}
        </Alert>
      )}
    </CommandDialog>
  );
}
