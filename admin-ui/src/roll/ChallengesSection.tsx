import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/http.ts';
import type { Challenge, Roll, Vote } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { ChallengeDialog, DecideDialog } from './ChallengeDialogs.tsx';
import { isLate } from './rollTime.ts';

interface ItemProps {
  readonly challenge: Challenge;
  /** Null for those who may not. */
  readonly onDecide: ((challenge: Challenge, accepted: boolean) => void) | null;
}

function Item({ challenge, onDecide }: ItemProps) {
  const { say, moment } = useWords();
  const { kind, text, voter, state, reason, madeBy, madeAt, decidedBy, decidedAt } = challenge;
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between', fontWeight: 600 }}>
        <span>
          {say(`resources.roll.challenge.kinds.${kind}`)}
          {voter && `: ${voter.number}. ${voter.name}`}
        </span>
        <span>{say(`resources.roll.challenge.state.${state}`)}</span>
      </Box>
      <Box sx={{ whiteSpace: 'pre-line' }}>{text}</Box>
      {reason !== '' && (
        <Box sx={{ whiteSpace: 'pre-line' }}>{say('resources.roll.challenge.because', { reason })}</Box>
      )}
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {say('resources.roll.challenge.made', { name: madeBy.name, moment: moment(madeAt) })}
        {decidedBy &&
          decidedAt &&
          ` · ${say('resources.roll.challenge.decided', { name: decidedBy.name, moment: moment(decidedAt) })}`}
      </Box>
      {state === 'open' && onDecide && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.5 }}>
          <Button size="small" variant="outlined" onClick={() => onDecide(challenge, true)}>
            {say('resources.roll.challenge.accept')}
          </Button>
          <Button size="small" onClick={() => onDecide(challenge, false)}>
            {say('resources.roll.challenge.refuse')}
          </Button>
        </Box>
      )}
    </Box>
  );
}

/** R13: who says that the roll is wrong, and what was decided. */
export function ChallengesSection({ vote, roll }: { vote: Vote; roll: Roll }) {
  const { say } = useWords();
  const [recording, setRecording] = useState(false);
  const [deciding, setDeciding] = useState<{ challenge: Challenge; accepted: boolean } | null>(null);
  const query = useQuery({
    queryKey: ['challenges', vote.id],
    queryFn: ({ signal }) => get<Challenge[]>(`votes/${vote.id}/challenges`, signal),
  });
  const may = roll.allowed.includes('challenge');
  return (
    <Section
      title={say('resources.roll.challenge.many')}
      help={say('resources.roll.challenge.help')}
      actions={
        may &&
        !isLate(vote, roll, Date.now()) && (
          <Button variant="outlined" startIcon={<Add />} onClick={() => setRecording(true)}>
            {say('resources.roll.challenge.action')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(challenges) =>
          challenges.length === 0 ? (
            <Typography color="textSecondary">{say('resources.roll.challenge.none')}</Typography>
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {challenges.map((challenge) => (
                <Item
                  key={challenge.id}
                  challenge={challenge}
                  onDecide={may ? (chosen, accepted) => setDeciding({ challenge: chosen, accepted }) : null}
                />
              ))}
            </Box>
          )
        }
      </Loaded>
      {recording && <ChallengeDialog voteId={vote.id} onClose={() => setRecording(false)} />}
      {deciding && <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
    </Section>
  );
}
