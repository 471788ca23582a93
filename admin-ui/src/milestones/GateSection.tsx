import CheckCircle from '@mui/icons-material/CheckCircle';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Milestone, Missing } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { isEnded } from '../projects/order.ts';
import { registersOf } from '../register/access.ts';
import { TO_LIST } from '../register/paths.ts';
import { missingId, placeOf } from './missingPlace.ts';

/** One thing that is missing, and the way to where it can be put right. */
function Lack({ milestone, missing }: { milestone: Milestone; missing: Missing }) {
  const { say, local } = useWords();
  const me = useMe();
  const readsRegister = me !== undefined && registersOf(me).includes(milestone.projectId);
  const place = placeOf(milestone, missing, readsRegister);
  const { title, text, run, organisation } = missing;
  return (
    <li>
      {text}{' '}
      {place && (
        <Link
          component={RouterLink}
          to={place.path}
          state={place.what === 'incomplete' ? TO_LIST : undefined}
          onClick={(event) => {
            const here = document.getElementById(place.here ?? '');
            if (!here) return;
            event.preventDefault();
            here.focus();
            here.scrollIntoView({ block: 'center' });
          }}
          aria-label={say(`resources.milestones.gate.to.${place.what}Named`, {
            name: run?.name ?? organisation?.name ?? local(title),
          })}
        >
          {say(`resources.milestones.gate.to.${place.what}`)}
        </Link>
      )}
    </li>
  );
}

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
            {missing.map((each) => (
              <Lack key={missingId(each)} milestone={milestone} missing={each} />
            ))}
          </Box>
        </>
      )}
    </Section>
  );
}
