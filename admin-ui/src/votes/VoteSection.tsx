import HowToVoteOutlined from '@mui/icons-material/HowToVoteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useGetList, useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router-dom';
import { draftVote } from '../api/commands.ts';
import type { Milestone, VoteRow } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { Loaded } from '../look/Loaded.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { VoteMark } from './VoteMark.tsx';
import { votePath } from './votePaths.ts';

function Line({ vote }: { vote: VoteRow }) {
  const { say, local, moment } = useWords();
  const { id, question, opensAt, closesAt, state } = vote;
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={votePath(id)} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {local(question)}
        </Link>
        <VoteMark vote={vote} />
      </Box>
      {state !== 'cancelled' && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {say('resources.votes.window', { from: moment(opensAt), to: moment(closesAt) })}
        </Box>
      )}
    </Box>
  );
}

/** Begins a vote, with what it will need. */
function Prepare({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  async function prepare() {
    const done = await command.run(draftVote(milestone.id));
    if (!done) return;
    notify('resources.votes.prepare.done', { type: 'success' });
    navigate(votePath(done.answer.id));
  }
  return (
    <>
      <Typography>{say('resources.votes.prepare.help')}</Typography>
      <Box component="ul" sx={{ mt: 0.5, mb: 1.5, pl: 2.5 }}>
        {(['proposals', 'roll', 'charter'] as const).map((key) => (
          <li key={key}>{say(`resources.votes.prepare.needs.${key}`)}</li>
        ))}
      </Box>
      {milestone.allowed.includes('evidence') ? (
        <Button variant="contained" startIcon={<HowToVoteOutlined />} loading={command.busy} onClick={prepare}>
          {say('resources.votes.prepare.action')}
        </Button>
      ) : (
        <Typography color="textSecondary">{say('resources.votes.prepare.notYours')}</Typography>
      )}
      {command.problem && <ProblemNotice problem={command.problem} />}
    </>
  );
}

/** A vote that goes on, or that elected something: there is no other one beside it. */
const stands = ({ state, winner }: VoteRow): boolean => state !== 'cancelled' && (state !== 'final' || winner !== null);

/** The vote of a milestone, on its page. */
export function VoteSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const query = useGetList<VoteRow>(
    'votes',
    {
      filter: { milestoneId: milestone.id },
      sort: { field: 'number', order: 'DESC' },
      pagination: { page: 1, perPage: 100 },
    },
    { enabled: milestone.kind === 'vote' },
  );
  if (milestone.kind !== 'vote') return null;
  return (
    <Section title={say('resources.votes.name', { smart_count: 1 })}>
      <Loaded query={query}>
        {(votes) => (
          <>
            {votes.length > 0 && (
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {votes.map((vote) => (
                  <Line key={vote.id} vote={vote} />
                ))}
              </Box>
            )}
            {!votes.some(stands) && <Prepare milestone={milestone} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}
