import Add from '@mui/icons-material/Add';
import HowToVoteOutlined from '@mui/icons-material/HowToVoteOutlined';
import UploadFile from '@mui/icons-material/UploadFileOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Roll, Vote } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { MilestoneOfVote } from '../votes/MilestoneOfVote.tsx';
import { deskPath, rollPath } from '../votes/votePaths.ts';
import { keepsRoll } from './access.ts';
import { ChallengesSection } from './ChallengesSection.tsx';
import { LettersSection } from './LettersSection.tsx';
import { isLate } from './rollTime.ts';
import { useRoll } from './useRoll.ts';
import { VoterDialog } from './VoterDialog.tsx';
import { VoterList } from './VoterList.tsx';

interface PartProps {
  readonly vote: Vote;
  readonly roll: Roll;
}

/** Sees the people on the roll, and not its figures alone. */
interface PageProps extends PartProps {
  readonly keeps: boolean;
}

/** R13: whether the roll still changes freely. */
function Standing({ vote, roll }: PartProps) {
  const { say, moment } = useWords();
  const until = moment(roll.challengesUntil);
  if (roll.deletedAt !== null) {
    return <Alert severity="info">{say('resources.roll.standing.deleted', { moment: moment(roll.deletedAt) })}</Alert>;
  }
  if (vote.state === 'drafted')
    return <Alert severity="info">{say('resources.roll.standing.drafted', { until })}</Alert>;
  const standing = isLate(vote, roll, Date.now()) ? 'late' : 'open';
  return <Alert severity="info">{say(`resources.roll.standing.${standing}`, { until })}</Alert>;
}

function Figures({ roll }: { roll: Roll }) {
  const { say, figure } = useWords();
  const { entries, struck, withEmail, codes, voted } = roll;
  return (
    <Section title={say('resources.roll.figures.title')}>
      <Facts
        facts={[
          { name: say('resources.roll.figures.standing'), value: figure(entries - struck) },
          { name: say('resources.roll.figures.struck'), value: figure(struck) },
          { name: say('resources.roll.figures.withEmail'), value: figure(withEmail) },
          {
            name: say('resources.roll.figures.codes'),
            value: say('resources.roll.figures.codesBy', { ...codes }),
          },
          ...(voted === null ? [] : [{ name: say('resources.roll.figures.voted'), value: figure(voted) }]),
        ]}
      />
    </Section>
  );
}

function Page({ vote, roll, keeps }: PageProps) {
  const { say } = useWords();
  const [adding, setAdding] = useState(false);
  const { allowed } = roll;
  const late = isLate(vote, roll, Date.now());
  const adds = allowed.includes('add');
  const imports = allowed.includes('import') && !late && (
    <Button
      component={RouterLink}
      to={`${rollPath(vote.id)}/import`}
      variant={roll.entries === 0 ? 'contained' : 'outlined'}
      startIcon={<UploadFile />}
    >
      {say('resources.roll.import.action')}
    </Button>
  );
  const add = adds && (
    <Button variant="outlined" startIcon={<Add />} onClick={() => setAdding(true)}>
      {say('resources.roll.add.action')}
    </Button>
  );
  return (
    <>
      <PageTitle title={say('resources.roll.title')} above={<MilestoneOfVote vote={vote} withVote />}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {vote.state === 'open' && allowed.includes('desk') && (
            <Button component={RouterLink} to={deskPath(vote.id)} variant="contained" startIcon={<HowToVoteOutlined />}>
              {say('resources.roll.desk.action')}
            </Button>
          )}
          {roll.entries > 0 && imports}
          {roll.entries > 0 && add}
        </Box>
      </PageTitle>
      <Stack spacing={2}>
        <Standing vote={vote} roll={roll} />
        {roll.entries === 0 ? (
          <EmptyState
            title={say('resources.roll.empty')}
            help={say(adds ? 'resources.roll.emptyHelp' : 'resources.roll.emptyReader')}
          >
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'center' }}>
              {imports}
              {add}
            </Box>
          </EmptyState>
        ) : (
          <>
            <Box
              sx={{
                display: 'grid',
                gap: 2,
                alignItems: 'start',
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
              }}
            >
              <Figures roll={roll} />
              {allowed.includes('codes') && roll.deletedAt === null && <LettersSection roll={roll} />}
            </Box>
            {keeps ? (
              <>
                <ChallengesSection vote={vote} roll={roll} />
                <VoterList vote={vote} roll={roll} late={late} />
              </>
            ) : (
              <Alert severity="info">{say('resources.roll.keepersOnly')}</Alert>
            )}
          </>
        )}
      </Stack>
      {adding && <VoterDialog voteId={vote.id} voter={null} late={late} onClose={() => setAdding(false)} />}
    </>
  );
}

function OfVote({ vote }: { vote: Vote }) {
  const roll = useRoll(vote.id);
  const project = useWhole('projects', vote.projectId);
  return (
    <Loaded query={project}>
      {({ myRole }) => (
        <Loaded query={roll}>{(figures) => <Page vote={vote} roll={figures} keeps={keepsRoll(myRole)} />}</Loaded>
      )}
    </Loaded>
  );
}

/** R13, R14: the roll of a vote: its figures, its entries, challenges, and the codes. */
export function RollPage() {
  const { id = '' } = useParams();
  const query = useWhole('votes', id);
  return <Loaded query={query}>{(vote) => <OfVote vote={vote} />}</Loaded>;
}
