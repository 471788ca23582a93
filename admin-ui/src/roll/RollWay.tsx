import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Vote } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { MilestoneOfVote } from '../votes/MilestoneOfVote.tsx';
import { rollPath } from '../votes/votePaths.ts';

/** The way up from a page below the roll. */
export function RollWay({ vote }: { vote: Vote }) {
  const { say } = useWords();
  return (
    <>
      <MilestoneOfVote vote={vote} withVote />
      {' › '}
      <Link component={RouterLink} to={rollPath(vote.id)}>
        {say('resources.roll.title')}
      </Link>
    </>
  );
}
