import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router-dom';
import { get } from '../api/http.ts';
import type { Participation, Person } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

function Certificate({ certificate }: Pick<Participation, 'certificate'>) {
  const { say } = useWords();
  if (certificate === null) return null;
  const { number, revoked } = certificate;
  return <div>{say(`resources.persons.participation.${revoked ? 'revoked' : 'certificate'}`, { number })}</div>;
}

function Item({ participation }: { participation: Participation }) {
  const { say, count, day } = useWords();
  const { run, state, attended, sessions, firstDay, certificate } = participation;
  return (
    <Box component="li" sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Link component={RouterLink} to={`/runs/${run.id}/show`} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {run.milestoneKey} · {run.title}
      </Link>
      <div>
        {say(`resources.persons.participation.state.${state}`)};{' '}
        {count('resources.persons.participation.attended', sessions, { attended })}
        {firstDay !== null && `, ${say('resources.persons.participation.since', { day: day(firstDay) })}`}
      </div>
      <Certificate certificate={certificate} />
    </Box>
  );
}

/** R2: the courses and visits that this person was in, however often they were entered in the register. */
export function ParticipationSection({ person }: { person: Person }) {
  const { say } = useWords();
  const query = useQuery({
    queryKey: ['participation', person.id],
    queryFn: ({ signal }) => get<Participation[]>(`persons/${person.id}/participation`, signal),
  });
  return (
    <Section title={say('resources.persons.participation.title')}>
      <Loaded query={query}>
        {(all) =>
          all.length === 0 ? (
            say('resources.persons.participation.none')
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {all.map((each) => (
                <Item key={each.run.id} participation={each} />
              ))}
            </Box>
          )
        }
      </Loaded>
    </Section>
  );
}
