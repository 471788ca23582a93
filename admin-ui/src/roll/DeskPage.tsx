import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useParams } from 'react-router-dom';
import type { Vote } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { MilestoneOfVote } from '../votes/MilestoneOfVote.tsx';
import { Desk } from './Desk.tsx';
import { useRoll } from './useRoll.ts';

function Page({ vote }: { vote: Vote }) {
  const { say, moment } = useWords();
  const roll = useRoll(vote.id);
  return (
    <Box sx={{ maxWidth: 720, mx: 'auto' }}>
      <PageTitle title={say('resources.roll.desk.title')} above={<MilestoneOfVote vote={vote} withVote />} />
      <Loaded query={roll}>
        {({ allowed }) => {
          if (vote.state !== 'open') {
            return (
              <EmptyState
                title={say('resources.roll.desk.notOpen')}
                help={say('resources.roll.desk.notOpenHelp', {
                  from: moment(vote.opensAt),
                  to: moment(vote.closesAt),
                })}
              />
            );
          }
          if (!allowed.includes('desk')) {
            return (
              <EmptyState title={say('resources.roll.desk.notYours')} help={say('resources.roll.desk.notYoursHelp')} />
            );
          }
          return (
            <>
              <Typography color="textSecondary" sx={{ mb: 1 }}>
                {say('resources.roll.desk.until', { moment: moment(vote.closesAt) })}
              </Typography>
              <Desk voteId={vote.id} unmarks={allowed.includes('unmark')} />
            </>
          );
        }}
      </Loaded>
    </Box>
  );
}

/** For the clerk on voting day: marks in the roll who gets a paper ballot. */
export function DeskPage() {
  const { id = '' } = useParams();
  const query = useWhole('votes', id);
  return <Loaded query={query}>{(vote) => <Page vote={vote} />}</Loaded>;
}
