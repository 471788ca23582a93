import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Vote } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { votePath } from './votePaths.ts';

interface MilestoneOfVoteProps {
  readonly vote: Pick<Vote, 'id' | 'milestone' | 'question'>;
  /** On a page below the vote's own. */
  readonly withVote?: boolean;
}

/** The way up from a vote's pages. */
export function MilestoneOfVote({ vote, withVote = false }: MilestoneOfVoteProps) {
  const { local } = useWords();
  const { milestone } = vote;
  return (
    <>
      <Link component={RouterLink} to={`/milestones/${milestone.id}/show`}>
        {milestone.key} · {local(milestone.title)}
      </Link>
      {withVote && (
        <>
          {' › '}
          <Link component={RouterLink} to={votePath(vote.id)}>
            {local(vote.question)}
          </Link>
        </>
      )}
    </>
  );
}
