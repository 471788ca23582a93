import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import visuallyHidden from '@mui/utils/visuallyHidden';
import { Link as RouterLink } from 'react-router-dom';
import type { MilestoneOnMap } from '../api/types.ts';
import { colorOf, DueMark, StateMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';
import { isEnded } from './order.ts';

/** How the arrows find the nodes on the page, and one of them. */
export const NODES = '[data-milestone]';
export const nodeSelector = (key: string): string => `[data-milestone="${CSS.escape(key)}"]`;

interface MilestoneNodeProps {
  readonly milestone: MilestoneOnMap;
  /** Keys of the milestones that wait for this one. */
  readonly opens: readonly string[];
  /** The pointer or the focus came here, or left. */
  readonly onPoint: (key: string | null) => void;
}

/** One milestone on the picture: state, due date, owner, and what it waits for, all in words. */
export function MilestoneNode({ milestone, opens, onPoint }: MilestoneNodeProps) {
  const { say, local } = useWords();
  const { id, key, title, state, dueAt, late, owner, after } = milestone;
  // What is being worked on stands out all around, what is done by the colour of its edge alone.
  const quiet = !late && (state === 'waiting' || isEnded(state));
  const edge = late ? 'error.main' : state === 'waiting' ? 'divider' : colorOf(state);
  return (
    <Box
      component="li"
      data-milestone={key}
      onMouseEnter={() => onPoint(key)}
      onMouseLeave={() => onPoint(null)}
      onFocus={() => onPoint(key)}
      onBlur={() => onPoint(null)}
      sx={{
        bgcolor: 'background.paper',
        border: '1px solid',
        borderLeftWidth: 5,
        borderColor: quiet ? 'divider' : edge,
        borderLeftColor: edge,
        borderRadius: 1,
        px: 1.25,
        py: 1,
        fontSize: '0.8125rem',
        lineHeight: 1.4,
        display: 'flex',
        flexDirection: 'column',
        gap: 0.25,
        minWidth: 0,
      }}
    >
      <Link
        component={RouterLink}
        to={`/milestones/${id}/show`}
        sx={{ fontWeight: 650, color: 'text.primary', overflowWrap: 'anywhere' }}
      >
        {key} · {local(title)}
      </Link>
      <StateMark state={state} />
      <DueMark dueAt={dueAt} late={late} short />
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {owner && (
          <Box component="span" sx={visuallyHidden}>
            {say('resources.projects.show.owner')}{' '}
          </Box>
        )}
        {owner?.name ?? say('resources.projects.show.noOwner')}
      </Box>
      <Box component="span" sx={after.length === 0 ? visuallyHidden : { color: 'text.secondary' }}>
        {after.length === 0
          ? say('resources.projects.show.afterNothing')
          : say('resources.projects.show.after', { keys: after.join(', ') })}
      </Box>
      {opens.length > 0 && (
        <Box component="span" sx={visuallyHidden}>
          {say('resources.projects.show.opens', { keys: opens.join(', ') })}
        </Box>
      )}
    </Box>
  );
}
