import ContentCopy from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Evidence } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

/** Said where the same content is given in more than one place: a mistake, or a paper that really proves both. */
export function AlsoAt({ piece }: { piece: Pick<Evidence, 'alsoAt' | 'milestoneId'> }) {
  const { say } = useWords();
  if (piece.alsoAt.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', gap: 0.5, typography: 'body2', color: 'warning.main' }}>
      <ContentCopy aria-hidden sx={{ fontSize: 16, mt: 0.25 }} />
      <span>
        {say('resources.evidence.alsoAt')}{' '}
        {piece.alsoAt.map(({ id, milestoneId, milestoneKey, name }, place) => (
          <span key={id}>
            {place > 0 && '; '}
            {milestoneId === piece.milestoneId ? (
              say('resources.evidence.alsoHere', { name })
            ) : (
              <Link component={RouterLink} to={`/milestones/${milestoneId}/show`} color="inherit">
                {milestoneKey}, {name}
              </Link>
            )}
          </span>
        ))}
        .
      </span>
    </Box>
  );
}
