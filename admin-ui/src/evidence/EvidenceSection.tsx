import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Milestone } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { isEnded } from '../projects/order.ts';
import { RequirementItem } from './RequirementItem.tsx';

/** What proves the milestone, by what the plan asks for. */
export function EvidenceSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const { allowed, state, requirements } = milestone;
  const frozen = !allowed.includes('evidence') && (state === 'submitted' || isEnded(state));
  return (
    <Section title={say('resources.evidence.title')}>
      {frozen && (
        <Typography color="textSecondary" gutterBottom>
          {say('resources.evidence.frozen', { state: say(`app.state.${state}`) })}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {requirements.map((requirement) => (
          <RequirementItem key={requirement.key} milestone={milestone} requirement={requirement} />
        ))}
      </Box>
    </Section>
  );
}
