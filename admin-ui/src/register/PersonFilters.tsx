import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useListContext } from 'react-admin';
import type { Project } from '../api/types.ts';
import { ChoiceFilter } from '../look/ChoiceFilter.tsx';
import { SearchField } from '../look/SearchField.tsx';
import { useWords } from '../look/useWords.ts';
import { OrganisationField } from '../organisations/OrganisationField.tsx';
import { FigureFilters } from './FigureFilters.tsx';

function OrganisationFilter({ projectId }: { projectId: string }) {
  const { filterValues, setFilters } = useListContext();
  return (
    <Box sx={{ width: '100%', maxWidth: 280 }}>
      <OrganisationField
        projectId={projectId}
        value={filterValues.organisationId ?? ''}
        onChange={(organisation) => {
          const { organisationId: _, ...others } = filterValues;
          setFilters(organisation ? { ...others, organisationId: organisation.id } : others);
        }}
      />
    </Box>
  );
}

/** Narrows the list of persons; the address keeps the choice. */
export function PersonFilters({ project }: { project: Project }) {
  const { say, local } = useWords();
  const { filterValues, setFilters } = useListContext();
  return (
    <Box role="search" sx={{ mb: 2, display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
      <SearchField label={say('register.list.search')} />
      <ChoiceFilter
        name="category"
        label={say('resources.persons.fields.category')}
        all={say('register.list.allCategories')}
        choices={[
          ...project.targetGroup.categories.map(({ key, name }) => ({ value: [key], name: local(name) })),
          { value: project.targetGroup.categories.map(({ key }) => key), name: say('register.list.targetGroup') },
          { value: [null], name: say('resources.persons.noCategory') },
        ]}
      />
      <ChoiceFilter
        name="complete"
        label={say('register.list.completeness')}
        all={say('register.list.all')}
        choices={[
          { value: true, name: say('register.list.complete') },
          { value: false, name: say('register.list.incomplete') },
        ]}
      />
      <OrganisationFilter projectId={project.id} />
      <FigureFilters project={project} />
      {Object.keys(filterValues).length > 0 && (
        <Button onClick={() => setFilters({})}>{say('ra.navigation.clear_filters')}</Button>
      )}
    </Box>
  );
}
