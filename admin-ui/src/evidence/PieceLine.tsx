import LinkIcon from '@mui/icons-material/Link';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { Evidence } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { AlsoAt } from './AlsoAt.tsx';
import { FileMark, Picture } from './Picture.tsx';
import { PieceName } from './PieceName.tsx';

function Mark({ piece }: { piece: Evidence }) {
  if (piece.preview) return <Picture piece={piece} />;
  if (piece.file) return <FileMark />;
  return <Box component={LinkIcon} aria-hidden sx={{ fontSize: 20, mt: 0.25, color: 'text.secondary' }} />;
}

interface PieceLineProps {
  readonly piece: Evidence;
  /** An earlier version, which no longer counts. */
  readonly old?: boolean;
  /** What can be done with it. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** One piece: what it is, who gave it, which version it is, and whether the same content is elsewhere. */
export function PieceLine({ piece, old = false, actions, children }: PieceLineProps) {
  const { say, day, moment } = useWords();
  const { description, datedOn, addedBy, addedAt, withdrawnAt, publishedAt, versionNumber, replacedBy } = piece;
  const notes = [
    ...(versionNumber > 1 || replacedBy !== null
      ? [say('resources.evidence.version.number', { number: versionNumber })]
      : []),
    ...(datedOn ? [say('resources.evidence.datedOn', { day: day(datedOn) })] : []),
    say('resources.evidence.added', { name: addedBy.name, moment: moment(addedAt) }),
    ...(publishedAt && !withdrawnAt && !old
      ? [say('resources.evidence.published', { moment: moment(publishedAt) })]
      : []),
    ...(withdrawnAt ? [say('resources.evidence.withdrawn', { moment: moment(withdrawnAt) })] : []),
  ];
  return (
    <Box component="li" sx={{ py: 0.5, overflowWrap: 'anywhere' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Mark piece={piece} />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box sx={{ textDecoration: withdrawnAt ? 'line-through' : 'none', ...(old && { color: 'text.secondary' }) }}>
            <PieceName piece={piece} />
            {description && <Box sx={{ typography: 'body2', whiteSpace: 'pre-line' }}>{description}</Box>}
            <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{notes.join('; ')}</Box>
          </Box>
          {!withdrawnAt && !old && <AlsoAt piece={piece} />}
        </Box>
        {actions}
      </Box>
      {children}
    </Box>
  );
}
