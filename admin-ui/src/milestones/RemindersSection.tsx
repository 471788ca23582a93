import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Milestone } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords, type Words } from '../look/useWords.ts';
import { readStep } from './reminderStep.ts';

function stepInWords(name: string, { say, count }: Words): string {
  const step = readStep(name);
  if (step.kind === 'before') return count('resources.milestones.reminders.before', step.days);
  return say(`resources.milestones.reminders.${step.kind}`, { step: name });
}

/** R7: which reminders were sent, and when the next one comes. */
export function RemindersSection({ milestone }: { milestone: Milestone }) {
  const words = useWords();
  const { say, moment } = words;
  const { reminders, nextReminderAt } = milestone;
  return (
    <Section title={say('resources.milestones.reminders.title')}>
      <Typography>
        {nextReminderAt
          ? say('resources.milestones.reminders.next', { moment: moment(nextReminderAt) })
          : say('resources.milestones.reminders.noNext')}
      </Typography>
      {reminders.length === 0 ? (
        <Typography color="textSecondary">{say('resources.milestones.reminders.none')}</Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5, typography: 'body2' }}>
          {reminders.map(({ step, owedAt, outcome, recipient }) => (
            <li key={`${step} ${owedAt} ${recipient.id}`}>
              {moment(owedAt)}: {stepInWords(step, words)},{' '}
              {say('resources.milestones.reminders.to', { name: recipient.name })} (
              {say(`resources.milestones.reminders.${outcome}`)})
            </li>
          ))}
        </Box>
      )}
    </Section>
  );
}
