import CheckCircle from '@mui/icons-material/CheckCircle';
import Box from '@mui/material/Box';
import type { Milestone } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { isEnded } from '../projects/order.ts';

/** R6: what keeps the milestone from being submitted or approved, in the server's words. */
export function GateSection({ milestone }: { milestone: Milestone }) {
  const { say, count } = useWords();
  const { missing, state } = milestone;
  if (isEnded(state)) return null;
  return (
    <Section title={say('resources.milestones.gate.title')}>
      {missing.length === 0 ? (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <CheckCircle aria-hidden color="success" />
          {say(`resources.milestones.gate.${state === 'submitted' ? 'passedSubmitted' : 'passed'}`)}
        </Box>
      ) : (
        <>
          {count('resources.milestones.gate.missing', missing.length)}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {missing.map(({ code, key, text }) => (
              <li key={`${code} ${key}`}>{text}</li>
            ))}
          </Box>
        </>
      )}
    </Section>
  );
}
