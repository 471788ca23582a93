import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import type { Vote } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { type Need, needsOf } from './voteStanding.ts';

/** R12: what the announcement needs, each with where it stands. */
export function Checklist({ vote }: { vote: Vote }) {
  const { say, count, moment } = useWords();
  const { proposals, roll, charter } = vote;
  const standing: Readonly<Record<Need['key'], string>> = {
    proposals: count('resources.votes.need.proposals', proposals.eligible, { needed: proposals.needed }),
    decided:
      proposals.undecided === 0
        ? say('resources.votes.need.allDecided')
        : count('resources.votes.need.undecided', proposals.undecided),
    roll:
      roll.entries > roll.struck
        ? count('resources.votes.need.roll', roll.entries - roll.struck)
        : say('resources.votes.need.noRoll'),
    challenges: say('resources.votes.need.challenges', { moment: moment(charter.challengesUntil) }),
    opening: say('resources.votes.need.opening', { moment: moment(charter.opensAt) }),
  };
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {needsOf(vote, Date.now()).map(({ key, met }) => (
        <Box component="li" key={key} sx={{ display: 'flex', gap: 1, py: 0.5, overflowWrap: 'anywhere' }}>
          <Box
            component={met ? CheckCircle : RadioButtonUnchecked}
            aria-hidden
            sx={{ color: met ? 'success.main' : 'warning.main', flexShrink: 0 }}
          />
          <span>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {say(`resources.votes.need.${met ? 'met' : 'unmet'}`)}
            </Box>{' '}
            {standing[key]}
          </span>
        </Box>
      ))}
    </Box>
  );
}
