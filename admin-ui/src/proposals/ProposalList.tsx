import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { List, useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { ProposalRow, ProposalState } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { ProjectFilter } from '../projects/ProjectFilter.tsx';
import { ProposalLines } from './ProposalLines.tsx';

const STATES: readonly ProposalState[] = ['submitted', 'eligible', 'rejected', 'merged', 'split'];

function StateFilter() {
  const { say } = useWords();
  const { filterValues, setFilters } = useListContext();
  return (
    <TextField
      select
      label={say('resources.proposals.fields.state')}
      value={filterValues.state ?? ''}
      onChange={({ target: { value } }) => {
        const { state: _, ...others } = filterValues;
        setFilters(value === '' ? others : { ...others, state: value });
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ maxWidth: 220 }}
    >
      <MenuItem value="">{say('resources.proposals.allStates')}</MenuItem>
      {STATES.map((state) => (
        <MenuItem key={state} value={state}>
          {say(`resources.proposals.state.${state}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Rows() {
  const { say } = useWords();
  const { data = [], isPending } = useListContext<ProposalRow>();
  if (!isPending && data.length === 0) return <p role="status">{say('ra.navigation.no_filtered_results')}</p>;
  return (
    <Paper variant="outlined" sx={{ px: 2, py: 0.5 }}>
      <ProposalLines proposals={data} withMilestone />
    </Paper>
  );
}

function Nothing() {
  const { say } = useWords();
  return (
    <EmptyState title={say('resources.proposals.empty')} help={say('resources.proposals.emptyHelp')}>
      <Button component={RouterLink} to="/projects" variant="contained">
        {say('resources.proposals.toProjects')}
      </Button>
    </EmptyState>
  );
}

/** The proposals of the signed-in person's projects, the latest first. */
export function ProposalList() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('resources.proposals.name', { smart_count: 2 })} />
      <List
        actions={false}
        component="div"
        exporter={false}
        empty={<Nothing />}
        sort={{ field: 'createdAt', order: 'DESC' }}
        perPage={50}
      >
        <Box role="search" sx={{ mb: 2, display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          <ProjectFilter />
          <StateFilter />
        </Box>
        <Rows />
      </List>
    </>
  );
}
