import Box from '@mui/material/Box';
import type { Milestone } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** R8: every due date the milestone had, and why it changed. */
export function DueDatesSection({ milestone }: { milestone: Milestone }) {
  const { say, due, moment } = useWords();
  return (
    <Section title={say('resources.milestones.dueDates.title')}>
      <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
        {milestone.dueDates.map(({ dueAt, at, reason }, index) => (
          <Box component="li" key={`${dueAt} ${at}`} sx={{ overflowWrap: 'anywhere' }}>
            {due(dueAt)}
            <Box component="span" sx={{ display: 'block', typography: 'body2', color: 'text.secondary' }}>
              {say('resources.milestones.dueDates.setAt', { moment: moment(at) })},{' '}
              {reason ?? say(`resources.milestones.dueDates.${index === 0 ? 'first' : 'moved'}`)}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
