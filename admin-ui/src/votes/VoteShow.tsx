import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Vote } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { useRoll } from '../roll/useRoll.ts';
import { BallotSection } from './BallotSection.tsx';
import { CharterSection } from './CharterSection.tsx';
import { MilestoneOfVote } from './MilestoneOfVote.tsx';
import { NotesSection } from './NotesSection.tsx';
import { RecordSection } from './RecordSection.tsx';
import { RoundSection } from './RoundSection.tsx';
import { StandingSection } from './StandingSection.tsx';
import { useVoteWords } from './useVoteWords.ts';
import { VoteActions } from './VoteActions.tsx';
import { VoteMark } from './VoteMark.tsx';
import { rollPath } from './votePaths.ts';

function RollSection({ vote }: { vote: Vote }) {
  const { say, count } = useWords();
  const { entries, struck } = vote.roll;
  return (
    <Section title={say('resources.roll.title')}>
      <Typography sx={{ mb: 1 }}>
        {entries === 0
          ? say('resources.roll.empty')
          : [
              count('resources.votes.turnout.entitled', entries - struck),
              ...(struck > 0 ? [count('resources.roll.struckCount', struck)] : []),
            ].join(', ')}
      </Typography>
      <Button component={RouterLink} to={rollPath(vote.id)} variant="outlined">
        {say('resources.roll.open')}
      </Button>
    </Section>
  );
}

function Page({ vote }: { vote: Vote }) {
  const { local } = useWords();
  const { window } = useVoteWords();
  const { data: roll } = useRoll(vote.id);
  return (
    <>
      <PageTitle title={local(vote.question)} above={<MilestoneOfVote vote={vote} />}>
        <VoteActions vote={vote} />
      </PageTitle>
      <Box sx={{ fontWeight: 600 }}>
        <VoteMark vote={vote} />
      </Box>
      <Typography>{window(vote)}</Typography>
      <Box
        sx={{
          mt: 2,
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <StandingSection vote={vote} desk={roll?.allowed.includes('desk') ?? false} />
          {vote.rounds.toReversed().map((round) => (
            <RoundSection key={round.id} vote={vote} round={round} />
          ))}
          <BallotSection vote={vote} />
          <CharterSection vote={vote} />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <RollSection vote={vote} />
          <RecordSection vote={vote} />
          <NotesSection vote={vote} />
        </Stack>
      </Box>
    </>
  );
}

/** One vote: where it stands, what comes next, its charter, ballot and rounds. */
export function VoteShow() {
  const { id = '' } = useParams();
  const query = useWhole('votes', id);
  return <Loaded query={query}>{(vote) => <Page vote={vote} />}</Loaded>;
}
