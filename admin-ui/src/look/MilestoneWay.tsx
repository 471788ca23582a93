import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { LocalText } from '../api/types.ts';
import { useWords } from './useWords.ts';

interface MilestoneWayProps {
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  /** Pages between the milestone and this one. */
  readonly via?: readonly { readonly to: string; readonly name: string }[];
}

/** The way up from a page to its milestone. */
export function MilestoneWay({ milestone, via = [] }: MilestoneWayProps) {
  const { local } = useWords();
  return (
    <>
      <Link component={RouterLink} to={`/milestones/${milestone.id}/show`}>
        {milestone.key} · {local(milestone.title)}
      </Link>
      {via.map(({ to, name }) => (
        <span key={to}>
          {' › '}
          <Link component={RouterLink} to={to}>
            {name}
          </Link>
        </span>
      ))}
    </>
  );
}
