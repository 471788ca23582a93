import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router-dom';
import { enterPaperCount } from '../api/commands.ts';
import type { Vote, VoteDone, VoteRound } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { LONGEST_WORDS } from '../look/ReasonDialog.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useWords } from '../look/useWords.ts';
import { MilestoneOfVote } from './MilestoneOfVote.tsx';
import { ballotsIn, countOf, figureIn, figuresOf, paperValuesOf, unwritten, withFigure } from './paperValues.ts';
import { useVoteWords } from './useVoteWords.ts';
import { votePath } from './votePaths.ts';
import { currentRound } from './voteStanding.ts';

type Paper = NonNullable<VoteRound['paper']>;

interface CountProps {
  readonly vote: Vote;
  readonly round: VoteRound;
  readonly paper: Paper;
}

/** The name of a figure as the ballot has it. */
function useFigureName(vote: Vote): (figure: string) => string {
  const { say } = useWords();
  const { optionName } = useVoteWords();
  return (figure) =>
    figure.startsWith('option:')
      ? optionName(vote, Number(figure.slice('option:'.length)))
      : say(`resources.votes.count.${figure}`);
}

interface SumProps {
  readonly sum: number | null;
  readonly marked: number;
}

/** The ballots of this count beside the marks at the desk. */
function Sum({ sum, marked }: SumProps) {
  const { say, count } = useWords();
  const standing = sum === null ? 'unfinished' : sum === marked ? 'equal' : sum > marked ? 'more' : 'fewer';
  return (
    <Alert severity={standing === 'equal' ? 'success' : standing === 'unfinished' ? 'info' : 'warning'} sx={{ my: 2 }}>
      <Box role="status">
        {count('resources.votes.count.marked', marked)} {sum !== null && count('resources.votes.count.sum', sum)}{' '}
        {say(`resources.votes.count.standing.${standing}`)}
      </Box>
    </Alert>
  );
}

function Form({ vote, round, paper, onDone }: CountProps & { readonly onDone: (answer: VoteDone) => void }) {
  const { say } = useWords();
  const figureName = useFigureName(vote);
  const command = useCommand();
  const form = useRef<HTMLFormElement>(null);
  const [before] = useState(() => paperValuesOf(round));
  const [values, setValues] = useState(before);
  const [tried, setTried] = useState(false);
  const leave = useLeaveWarning(values !== before);
  const missing = unwritten(values, round);
  const sum = ballotsIn(values, round);
  const needsProtocol = sum !== null && sum !== paper.marked;
  const noProtocol = needsProtocol && values.protocol.trim() === '';

  function focus(name: string): void {
    form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  }
  function focusProtocol(): void {
    // The other one measures the field's height.
    form.current?.querySelector<HTMLElement>('textarea:not([aria-hidden])')?.focus();
  }
  async function save() {
    setTried(true);
    // Enter goes from figure to figure, in their order, until all of them are there.
    const [next] = missing;
    if (next !== undefined) return focus(next);
    if (noProtocol) return focusProtocol();
    const done = await command.run(enterPaperCount(vote.id, countOf(values, round, paper.marked)));
    if (!done) return;
    leave();
    onDone(done.answer);
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!command.busy) void save();
      }}
    >
      {figuresOf(round).map((figure, place) => {
        const differs = paper.differing.includes(figure);
        const unread = tried && missing.includes(figure) && figureIn(values, figure) !== '';
        const help = unread
          ? say('resources.votes.count.notANumber')
          : differs
            ? say('resources.votes.count.differs')
            : undefined;
        return (
          <TextField
            key={figure}
            name={figure}
            label={figureName(figure)}
            value={figureIn(values, figure)}
            onChange={(event) => setValues(withFigure(values, figure, event.target.value))}
            required
            autoFocus={place === 0}
            autoComplete="off"
            error={unread || differs}
            helperText={help}
            sx={{ my: 1.25, '& input': { fontSize: '1.75rem', fontVariantNumeric: 'tabular-nums', py: 1 } }}
            slotProps={{
              // Above the figure: names of proposals are long, and a label inside the field would be cut.
              inputLabel: {
                shrink: true,
                sx: { position: 'static', transform: 'none', whiteSpace: 'normal', mb: 0.5 },
              },
              input: { notched: false },
              htmlInput: { inputMode: 'numeric', maxLength: 7, 'aria-invalid': unread || undefined },
            }}
          />
        );
      })}
      <Sum sum={sum} marked={paper.marked} />
      {needsProtocol && (
        <LongText
          label={say('resources.votes.count.protocol')}
          help={say('resources.votes.count.protocolHelp')}
          value={values.protocol}
          onChange={(protocol) => setValues({ ...values, protocol })}
          required
          maxLength={LONGEST_WORDS}
          error={tried && noProtocol ? say('resources.votes.count.protocolMissing') : command.problem?.errors?.protocol}
        />
      )}
      {command.problem && <ProblemNotice problem={command.problem} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        <Button type="submit" variant="contained" size="large" loading={command.busy}>
          {say('resources.votes.count.save')}
        </Button>
        <Button component={RouterLink} to={votePath(vote.id)}>
          {say('app.cancel')}
        </Button>
      </Box>
    </form>
  );
}

/** What became of the count that was just entered. */
function Entered({ vote, answer, onAgain }: { vote: Vote; answer: VoteDone; onAgain: () => void }) {
  const { say } = useWords();
  const figureName = useFigureName(vote);
  const outcome = answer.paper ?? 'first';
  return (
    <>
      <Alert severity={outcome === 'differs' ? 'warning' : 'success'} role="alert" sx={{ mb: 2 }}>
        {say(`resources.votes.count.outcome.${outcome}`)}
        {outcome === 'differs' && (
          <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
            {(answer.differing ?? []).map((figure) => (
              <li key={figure}>{figureName(figure)}</li>
            ))}
          </Box>
        )}
      </Alert>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button component={RouterLink} to={votePath(vote.id)} variant="contained">
          {say('resources.votes.count.back')}
        </Button>
        {outcome === 'differs' && (
          <Button variant="outlined" onClick={onAgain}>
            {say('resources.votes.count.again')}
          </Button>
        )}
      </Box>
    </>
  );
}

function Count({ vote, round, paper, onDone }: CountProps & { readonly onDone: (answer: VoteDone) => void }) {
  const { say } = useWords();
  return (
    <>
      <Typography sx={{ mb: 1 }}>{say('resources.votes.count.explain')}</Typography>
      {paper.own !== null && (
        <Alert severity="info" sx={{ mb: 1 }}>
          {say(paper.differing.length > 0 ? 'resources.votes.count.ownDiffers' : 'resources.votes.count.own')}
        </Alert>
      )}
      <Form vote={vote} round={round} paper={paper} onDone={onDone} />
    </>
  );
}

function Content({ vote }: { vote: Vote }) {
  const { say } = useWords();
  // Once both counts agree nothing is to be counted any more, and this page still says so.
  const [answer, setAnswer] = useState<VoteDone | null>(null);
  if (answer) return <Entered vote={vote} answer={answer} onAgain={() => setAnswer(null)} />;
  const round = currentRound(vote);
  if (vote.allowed.includes('count') && round?.paper) {
    return <Count vote={vote} round={round} paper={round.paper} onDone={setAnswer} />;
  }
  return <EmptyState title={say('resources.votes.count.notNow')} help={say('resources.votes.count.notNowHelp')} />;
}

function Page({ vote }: { vote: Vote }) {
  const { say } = useWords();
  return (
    <Box sx={{ maxWidth: 640 }}>
      <PageTitle title={say('resources.votes.count.title')} above={<MilestoneOfVote vote={vote} withVote />} />
      <Content vote={vote} />
    </Box>
  );
}

/** One person's count of the paper ballots; nobody sees what another one counted. */
export function PaperCountPage() {
  const { id = '' } = useParams();
  const query = useWhole('votes', id);
  return <Loaded query={query}>{(vote) => <Page vote={vote} />}</Loaded>;
}
