import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { List, useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { RunPhase, RunRow } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { ProjectFilter } from '../projects/ProjectFilter.tsx';
import { RunLines } from './RunLines.tsx';

const PHASES: readonly RunPhase[] = [
  'scheduled',
  'announced',
  'invited',
  'under-way',
  'attendance-due',
  'records-due',
  'ready',
  'cancelled',
];

function PhaseFilter() {
  const { say } = useWords();
  const { filterValues, setFilters } = useListContext();
  return (
    <TextField
      select
      label={say('resources.runs.fields.phase')}
      value={filterValues.phase ?? ''}
      onChange={({ target: { value } }) => {
        const { phase: _, ...others } = filterValues;
        setFilters(value === '' ? others : { ...others, phase: value });
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ maxWidth: 300 }}
    >
      <MenuItem value="">{say('resources.runs.list.allPhases')}</MenuItem>
      {PHASES.map((phase) => (
        <MenuItem key={phase} value={phase}>
          {say(`resources.runs.list.phase.${phase}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Rows() {
  const { say } = useWords();
  const { data = [], isPending } = useListContext<RunRow>();
  if (!isPending && data.length === 0) return <p role="status">{say('ra.navigation.no_filtered_results')}</p>;
  return (
    <Paper variant="outlined" sx={{ px: 2, py: 0.5 }}>
      <RunLines runs={data} withMilestone />
    </Paper>
  );
}

function Nothing() {
  const { say } = useWords();
  return (
    <EmptyState title={say('resources.runs.list.empty')} help={say('resources.runs.list.emptyHelp')}>
      <Button component={RouterLink} to="/projects" variant="contained">
        {say('resources.runs.list.toProjects')}
      </Button>
    </EmptyState>
  );
}

/** The courses, visits and consultations of the signed-in person's projects, the latest first. */
export function RunList() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('resources.runs.name', { smart_count: 2 })} />
      <List
        actions={false}
        component="div"
        exporter={false}
        empty={<Nothing />}
        sort={{ field: 'startsAt', order: 'DESC' }}
        perPage={50}
      >
        <Box role="search" sx={{ mb: 2, display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          <ProjectFilter />
          <PhaseFilter />
        </Box>
        <Rows />
      </List>
    </>
  );
}
