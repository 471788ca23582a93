import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Milestone } from '../api/types.ts';
import { Facts } from '../look/Facts.tsx';
import { Section } from '../look/Section.tsx';
import { StateMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';

function Predecessors({ milestone }: { milestone: Milestone }) {
  const { say, local } = useWords();
  if (milestone.after.length === 0) return <>{say('resources.milestones.show.afterNothing')}</>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {milestone.after.map(({ id, key, title, state }) => (
        <li key={id}>
          <Link component={RouterLink} to={`/milestones/${id}/show`}>
            {key} · {local(title)}
          </Link>
          <Box component="span" sx={{ display: 'block', typography: 'body2' }}>
            <StateMark state={state} />
          </Box>
        </li>
      ))}
    </Box>
  );
}

/** Dates, owner and order. */
export function MilestoneFacts({ milestone }: { milestone: Milestone }) {
  const { say, due, moment } = useWords();
  const { kind, owner, dueAt, openedAt, submittedAt, submittedBy, endedAt, endedBy } = milestone;
  const when = (at: string | null, by: { name: string } | null) =>
    at === null
      ? say('app.none')
      : by === null
        ? moment(at)
        : say('resources.milestones.show.by', { moment: moment(at), name: by.name });
  const facts = [
    { name: say('resources.milestones.show.dueOn'), value: due(dueAt) },
    { name: say('resources.milestones.show.owner'), value: owner?.name ?? say('resources.milestones.show.noOwner') },
    { name: say('resources.milestones.show.kind'), value: say(`app.kind.${kind}`) },
    { name: say('resources.milestones.show.openedAt'), value: when(openedAt, null) },
    { name: say('resources.milestones.show.submittedAt'), value: when(submittedAt, submittedBy) },
    { name: say('resources.milestones.show.endedAt'), value: when(endedAt, endedBy) },
    { name: say('resources.milestones.show.after'), value: <Predecessors milestone={milestone} /> },
  ];
  return (
    <Section title={say('resources.milestones.name', { smart_count: 1 })}>
      <Facts facts={facts} stacked />
    </Section>
  );
}
