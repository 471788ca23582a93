import Add from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import type { Milestone } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { RunLines } from './RunLines.tsx';
import { isRunKind } from './runKind.ts';
import { useRunsOf } from './useRunsOf.ts';

/** The courses or visits in which a milestone is done, on its page. */
export function RunsSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const query = useRunsOf(milestone.id);
  const { kind, runs, allowed } = milestone;
  if (runs === null || !isRunKind(kind)) return null;
  // Who may add evidence may schedule: the same work, in the same states.
  const schedules = allowed.includes('evidence');
  return (
    <Section
      title={say(`resources.runs.kind.${kind}.many`)}
      actions={
        schedules && (
          <Button
            component={RouterLink}
            to={`/runs/create?milestoneId=${milestone.id}`}
            variant="outlined"
            startIcon={<Add />}
          >
            {say(`resources.runs.kind.${kind}.schedule`)}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(found) =>
          found.length === 0 ? (
            <Typography color="textSecondary">
              {say(`resources.runs.kind.${kind}.none`)}
              {schedules && ` ${say(`resources.runs.kind.${kind}.noneHelp`)}`}
            </Typography>
          ) : (
            <RunLines runs={found} />
          )
        }
      </Loaded>
    </Section>
  );
}
