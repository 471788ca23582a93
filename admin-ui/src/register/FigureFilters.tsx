import Chip from '@mui/material/Chip';
import { useListContext } from 'react-admin';
import type { Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { ageGroupTitle, fieldValue, milestoneName } from './planWords.ts';

/** A narrowing of the list that came from a figure of the summary, in words. */
interface Narrowing {
  readonly source: string;
  readonly words: string;
}

function useNarrowings(project: Project): Narrowing[] {
  const { say, local } = useWords();
  const { filterValues } = useListContext();
  const said = (name: string, value: string) => say('register.list.narrowed', { name, value });
  const ageGroups: readonly (string | null)[] = [filterValues.ageGroup ?? []].flat();
  const fields: Readonly<Record<string, string | null>> = filterValues.fields ?? {};
  const milestoneIds: readonly string[] = [filterValues.milestoneId ?? []].flat();
  const none = say('resources.persons.notFilledIn');
  return [
    ...milestoneIds.map((id) => ({
      source: 'milestoneId',
      words: said(
        say('register.list.presentAt'),
        milestoneName(project, id, local) ?? say('register.list.otherMilestone'),
      ),
    })),
    ...ageGroups.map((key) => ({
      source: 'ageGroup',
      words: said(
        say('resources.persons.fields.ageGroup'),
        key === null ? say('register.list.noAgeGroup') : ageGroupTitle(project, key, local),
      ),
    })),
    ...project.participants.fields
      .filter(({ key }) => key in fields)
      .map((field) => ({
        source: 'fields',
        words: said(local(field.title), fieldValue(field, fields[field.key] ?? '', local) || none),
      })),
  ];
}

/** What a figure of the summary narrowed the list to; each can be taken off. */
export function FigureFilters({ project }: { project: Project }) {
  const { filterValues, setFilters } = useListContext();
  const narrowings = useNarrowings(project);
  return (
    <>
      {narrowings.map(({ source, words }) => (
        <Chip
          key={words}
          label={words}
          // The title of a milestone is longer than a telephone is wide.
          sx={{
            maxWidth: '100%',
            height: 'auto',
            minHeight: 32,
            '& .MuiChip-label': { whiteSpace: 'normal', py: 0.5 },
          }}
          onDelete={() => {
            const { [source]: _, ...others } = filterValues;
            setFilters(others);
          }}
        />
      ))}
    </>
  );
}
