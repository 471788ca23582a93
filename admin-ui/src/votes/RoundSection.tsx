import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Vote, VoteRound } from '../api/types.ts';
import { Bar } from '../look/Bar.tsx';
import { Facts } from '../look/Facts.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { useVoteWords } from './useVoteWords.ts';

type Result = NonNullable<VoteRound['result']>;

/** Votes by option: the figure first, and its length beside it. */
function Counts({ vote, result }: { vote: Vote; result: Result }) {
  const { say, count } = useWords();
  const { optionName } = useVoteWords();
  const most = Math.max(1, ...result.counts.map(({ votes }) => votes));
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {result.counts.map(({ option, votes, online, paper }) => (
          <Box component="li" key={option} sx={{ py: 0.75, overflowWrap: 'anywhere' }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
              <Box component="span" sx={{ fontWeight: 600 }}>
                {optionName(vote, option)}
              </Box>
              <span>
                {count('resources.votes.result.votes', votes)}{' '}
                <Box component="span" sx={{ typography: 'body2', color: 'text.secondary' }}>
                  {say('resources.votes.result.channels', { online, paper })}
                </Box>
              </span>
            </Box>
            <Bar share={votes / most} />
          </Box>
        ))}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {say('resources.votes.result.others', { blank: result.blank, spoiled: result.spoiled })}
      </Typography>
    </>
  );
}

function useTurnout() {
  const { say, count } = useWords();
  return ({ turnout, openedAt, closedAt }: VoteRound): string => {
    if (openedAt === null) return say('resources.votes.turnout.notYet');
    if (turnout === null) return say('resources.votes.turnout.hidden');
    const total = count('resources.votes.turnout.total', turnout.total);
    if (closedAt === null || turnout.online === null || turnout.paper === null) {
      return `${total} ${say('resources.votes.turnout.totalOnly')}`;
    }
    return `${total} ${say('resources.votes.turnout.channels', { online: turnout.online, paper: turnout.paper })}`;
  };
}

/** R16: a round with its window, how many took part, and its figures once it is counted. */
export function RoundSection({ vote, round }: { vote: Vote; round: VoteRound }) {
  const { say, count, moment, figure } = useWords();
  const { outcome, window } = useVoteWords();
  const turnout = useTurnout();
  const { extendedFrom, roll, paper, result } = round;
  return (
    <Section title={say(`resources.votes.round.${round.round}`)}>
      <Facts
        facts={[
          { name: say('resources.votes.fields.window'), value: window(round) },
          ...(extendedFrom === null
            ? []
            : [{ name: say('resources.votes.fields.extendedFrom'), value: moment(extendedFrom) }]),
          ...(roll === null
            ? []
            : [
                {
                  name: say('resources.votes.fields.rollAtClose'),
                  value: count('resources.votes.turnout.entitled', roll.entries - roll.struck),
                },
              ]),
          { name: say('resources.votes.fields.turnout'), value: turnout(round) },
          ...(paper === null
            ? []
            : [
                { name: say('resources.votes.fields.marked'), value: figure(paper.marked) },
                {
                  name: say('resources.votes.fields.desk'),
                  value:
                    paper.desk.map(({ person, marked }) => `${person.name}: ${figure(marked)}`).join('; ') ||
                    say('app.none'),
                },
                { name: say('resources.votes.fields.takenBack'), value: figure(paper.takenBack) },
                ...(paper.inTheBox === null
                  ? []
                  : [{ name: say('resources.votes.fields.inTheBox'), value: figure(paper.inTheBox) }]),
                {
                  name: say('resources.votes.fields.countedBy'),
                  value: paper.enteredBy.map(({ person }) => person.name).join(', ') || say('app.none'),
                },
              ]),
          ...(paper && paper.protocol !== ''
            ? [{ name: say('resources.votes.fields.protocol'), value: paper.protocol }]
            : []),
        ]}
      />
      {result && (
        <Box sx={{ mt: 1.5 }}>
          <Counts vote={vote} result={result} />
          <Alert severity={result.outcome.kind === 'elected' ? 'success' : 'info'} sx={{ mt: 1 }}>
            {outcome(vote, result.outcome)}
          </Alert>
        </Box>
      )}
    </Section>
  );
}
