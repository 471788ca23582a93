import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { RunRow } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { PhaseMark } from './PhaseMark.tsx';
import { useRunWords } from './useRunWords.ts';

export const runPath = (id: string, tab = ''): string => `/runs/${id}/show${tab && `/${tab}`}`;

function Line({ run, withMilestone }: { run: RunRow; withMilestone: boolean }) {
  const { local } = useWords();
  const { days, places } = useRunWords();
  return (
    <Box
      component="li"
      sx={{
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={runPath(run.id)} sx={{ fontWeight: 600 }}>
          {run.title}
        </Link>
        <PhaseMark run={run} />
      </Box>
      <div>
        {days(run)} · {run.place}
      </div>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {places(run)}
        {withMilestone && (
          <>
            {' · '}
            <Link component={RouterLink} to={`/milestones/${run.milestone.id}/show`} color="inherit">
              {run.milestone.key} · {local(run.milestone.title)}
            </Link>
          </>
        )}
      </Box>
    </Box>
  );
}

/** Runs one under the other, each with where it stands. */
export function RunLines({ runs, withMilestone = false }: { runs: readonly RunRow[]; withMilestone?: boolean }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {runs.map((run) => (
        <Line key={run.id} run={run} withMilestone={withMilestone} />
      ))}
    </Box>
  );
}
