import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import type { MilestoneOnMap } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { DueMark, StateMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';

interface DeadlineSectionProps {
  readonly title: string;
  /** What stands here when the list is empty. */
  readonly none: string;
  readonly milestones: readonly MilestoneOnMap[];
}

/** A short list of milestones by date: what is late, or what comes next. */
export function DeadlineSection({ title, none, milestones }: DeadlineSectionProps) {
  const { local } = useWords();
  return (
    <Section title={title}>
      {milestones.length === 0 ? (
        <Typography color="textSecondary">{none}</Typography>
      ) : (
        <Box
          component="ul"
          sx={{
            listStyle: 'none',
            m: 0,
            p: 0,
            display: 'grid',
            gap: 1.25,
            gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
          }}
        >
          {milestones.map(({ id, key, title: name, dueAt, late, state }) => (
            <Box component="li" key={id} sx={{ typography: 'body2' }}>
              <Link component={RouterLink} to={`/milestones/${id}/show`} sx={{ fontWeight: 600 }}>
                {key} · {local(name)}
              </Link>
              <br />
              <DueMark dueAt={dueAt} late={late} />
              <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
                <StateMark state={state} />
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Section>
  );
}
