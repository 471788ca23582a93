import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { Vote } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { AnnounceDialog } from './AnnounceDialog.tsx';
import { Checklist } from './Checklist.tsx';
import { LotDialog } from './LotDialog.tsx';
import { useVoteWords } from './useVoteWords.ts';
import { countPath, deskPath, rollPath } from './votePaths.ts';
import { currentRound, type Next, nextOf } from './voteStanding.ts';

const WARNS: ReadonlySet<Next> = new Set(['late-opening', 'first-count', 'second-count', 'counts-differ', 'lot']);

interface StandingSectionProps {
  readonly vote: Vote;
  /** This person may mark who votes on paper. */
  readonly desk: boolean;
}

/** Where the vote stands, what comes next, and the one thing that there is to do about it. */
export function StandingSection({ vote, desk }: StandingSectionProps) {
  const { say, moment } = useWords();
  const { result } = useVoteWords();
  const [dialog, setDialog] = useState<'announce' | 'lot' | null>(null);
  const next = nextOf(vote, Date.now());
  const { id, state, opensAt, closesAt, allowed, cancelledAt } = vote;
  const entered = (currentRound(vote)?.paper?.enteredBy ?? []).map(({ person }) => person.name).join(', ');
  const preparing = state === 'drafted' || next === 'late-opening';
  return (
    <Section title={say('resources.votes.standing.title')}>
      {state === 'final' ? (
        <Alert severity={vote.winner === null ? 'info' : 'success'} sx={{ overflowWrap: 'anywhere' }}>
          {result(vote)}
        </Alert>
      ) : (
        <Alert severity={WARNS.has(next) ? 'warning' : 'info'} sx={{ overflowWrap: 'anywhere' }}>
          {say(`resources.votes.next.${next}`, {
            opens: moment(opensAt),
            closes: moment(closesAt),
            cancelled: cancelledAt === null ? '' : moment(cancelledAt),
            entered,
          })}
        </Alert>
      )}
      {preparing && (
        <Box sx={{ mt: 1.5 }}>
          <Checklist vote={vote} />
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5, '&:empty': { display: 'none' } }}>
        {allowed.includes('announce') && (
          <Button variant="contained" onClick={() => setDialog('announce')}>
            {say('resources.votes.announce.action')}
          </Button>
        )}
        {preparing && (
          <Button component={RouterLink} to={rollPath(id)} variant="outlined">
            {say('resources.roll.title')}
          </Button>
        )}
        {state === 'open' && desk && (
          <Button component={RouterLink} to={deskPath(id)} variant="contained">
            {say('resources.roll.desk.action')}
          </Button>
        )}
        {allowed.includes('count') && currentRound(vote)?.paper && (
          <Button component={RouterLink} to={countPath(id)} variant="contained">
            {say('resources.votes.count.action')}
          </Button>
        )}
        {allowed.includes('lot') && (
          <Button variant="contained" onClick={() => setDialog('lot')}>
            {say('resources.votes.lot.action')}
          </Button>
        )}
      </Box>
      {dialog === 'announce' && <AnnounceDialog vote={vote} onClose={() => setDialog(null)} />}
      {dialog === 'lot' && <LotDialog vote={vote} onClose={() => setDialog(null)} />}
    </Section>
  );
}
