import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useGetList, useListContext } from 'react-admin';
import type { ProjectRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

/** Narrows a list to one project; the address keeps the choice. */
export function ProjectFilter() {
  const { say, local } = useWords();
  const { filterValues, setFilters } = useListContext();
  const { data = [] } = useGetList<ProjectRow>('projects', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'startsOn', order: 'DESC' },
  });
  const chosen: string = filterValues.projectId ?? '';
  const known = chosen === '' || data.some(({ id }) => id === chosen);
  return (
    <TextField
      select
      label={say('resources.events.project')}
      value={known ? chosen : ''}
      onChange={({ target: { value } }) => {
        const { projectId: _, ...others } = filterValues;
        setFilters(value === '' ? others : { ...others, projectId: value });
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ maxWidth: 420 }}
    >
      <MenuItem value="">{say('resources.events.allProjects')}</MenuItem>
      {data.map(({ id, title }) => (
        <MenuItem key={id} value={id}>
          {local(title)}
        </MenuItem>
      ))}
    </TextField>
  );
}
