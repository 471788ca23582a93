import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { PersonRow, Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { CompleteMark } from './CompleteMark.tsx';
import { ageGroupTitle, categoryName } from './planWords.ts';
import { usePersonName } from './usePersonName.ts';

interface RowsProps {
  readonly project: Project;
  readonly persons: readonly PersonRow[];
}

function useCells(project: Project) {
  const { say, local } = useWords();
  return {
    category: ({ category }: PersonRow) =>
      category === null ? say('resources.persons.noCategory') : categoryName(project, category, local),
    ageGroup: ({ ageGroup }: PersonRow) =>
      ageGroup === null ? say('app.none') : ageGroupTitle(project, ageGroup, local),
  };
}

function Name({ person }: { person: PersonRow }) {
  const nameOf = usePersonName();
  return (
    <Link component={RouterLink} to={`/persons/${person.id}/show`} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
      {nameOf(person)}
    </Link>
  );
}

function Cards({ project, persons }: RowsProps) {
  const { say, day } = useWords();
  const cells = useCells(project);
  return (
    <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 1.5, py: 0.5 }}>
      {persons.map((person) => (
        <Box
          component="li"
          key={person.id}
          sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
        >
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
            <Name person={person} />
            <CompleteMark person={person} />
          </Box>
          <Box sx={{ typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {[
              cells.category(person),
              ...(person.organisation ? [person.organisation.name] : []),
              ...(person.ageGroup === null ? [] : [cells.ageGroup(person)]),
              say('register.list.since', { day: day(person.startedOn) }),
            ].join(' · ')}
          </Box>
        </Box>
      ))}
    </Paper>
  );
}

/** A column's heading that sorts; the direction is said to screen readers by `aria-sort`. */
function SortedHeading({ field, children }: { field: string; children: string }) {
  const { sort, setSort } = useListContext();
  const sorted = sort.field === field;
  const direction = sorted && sort.order === 'DESC' ? 'desc' : 'asc';
  return (
    <TableCell sortDirection={sorted ? direction : false}>
      <TableSortLabel
        active={sorted}
        direction={direction}
        onClick={() => setSort({ field, order: sorted && sort.order === 'ASC' ? 'DESC' : 'ASC' })}
      >
        {children}
      </TableSortLabel>
    </TableCell>
  );
}

function PersonTable({ project, persons }: RowsProps) {
  const { say, day } = useWords();
  const cells = useCells(project);
  return (
    <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <SortedHeading field="name">{say('resources.persons.fields.name')}</SortedHeading>
            <TableCell>{say('resources.persons.fields.category')}</TableCell>
            <TableCell>{say('resources.persons.fields.organisationId')}</TableCell>
            <TableCell>{say('resources.persons.fields.ageGroup')}</TableCell>
            <SortedHeading field="startedOn">{say('resources.persons.fields.startedOn')}</SortedHeading>
            <TableCell>{say('resources.persons.fields.complete')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {persons.map((person) => (
            <TableRow key={person.id} hover>
              <TableCell component="th" scope="row">
                <Name person={person} />
              </TableCell>
              <TableCell>{cells.category(person)}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{person.organisation?.name ?? say('app.none')}</TableCell>
              <TableCell>{cells.ageGroup(person)}</TableCell>
              <TableCell>{day(person.startedOn)}</TableCell>
              <TableCell>
                <CompleteMark person={person} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  );
}

/** The persons of this page of the list: a table where there is room, cards where there is not. */
export function PersonRows({ project }: { project: Project }) {
  const { say } = useWords();
  const { data = [], isPending } = useListContext<PersonRow>();
  const narrow = useMediaQuery('(max-width:899px)');
  if (!isPending && data.length === 0)
    return <Typography role="status">{say('ra.navigation.no_filtered_results')}</Typography>;
  return narrow ? <Cards project={project} persons={data} /> : <PersonTable project={project} persons={data} />;
}
