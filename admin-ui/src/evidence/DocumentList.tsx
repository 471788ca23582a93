import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Evidence } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { documentsOf, type EvidenceDocument } from './documents.ts';
import type { Place } from './giving.ts';
import { PieceLine } from './PieceLine.tsx';
import { StandingPiece } from './StandingPiece.tsx';

const plain = { listStyle: 'none', m: 0, p: 0 } as const;

interface DocumentListProps {
  readonly pieces: readonly Evidence[];
  readonly place: Place;
  /** Whether something may be added or taken back now. */
  readonly open: boolean;
}

function Files({ document, place, open }: { document: EvidenceDocument; place: Place; open: boolean }) {
  const { count } = useWords();
  const { files } = document;
  // A new version is the same line: what is open in it stays open.
  const lines = files.map((file) => (
    <StandingPiece key={(file.earlier.at(-1) ?? file.piece).id} file={file} place={place} open={open} />
  ));
  if (files.length === 1) return <>{lines}</>;
  return (
    <Box component="li" sx={{ my: 0.5, pl: 1, borderLeft: 3, borderColor: 'primary.main' }}>
      <Box sx={{ typography: 'body2', fontWeight: 600 }}>{count('resources.evidence.filesOf', files.length)}</Box>
      <Box component="ul" sx={plain}>
        {lines}
      </Box>
    </Box>
  );
}

/** The documents that stand, and on request the pieces that were withdrawn. */
export function DocumentList({ pieces, place, open }: DocumentListProps) {
  const { say, count } = useWords();
  const [withWithdrawn, setWithWithdrawn] = useState(false);
  const { documents, withdrawn } = documentsOf(pieces);
  return (
    <Box sx={{ my: 0.5 }}>
      {documents.length > 0 && (
        <Box component="ul" sx={plain}>
          {documents.map((document) => (
            <Files key={document.id} document={document} place={place} open={open} />
          ))}
        </Box>
      )}
      {withdrawn.length > 0 && (
        <Button size="small" aria-expanded={withWithdrawn} onClick={() => setWithWithdrawn(!withWithdrawn)}>
          {withWithdrawn
            ? say('resources.evidence.withdrawnHide')
            : count('resources.evidence.withdrawnShow', withdrawn.length)}
        </Button>
      )}
      {withWithdrawn && (
        <Box component="ul" sx={plain}>
          {withdrawn.map((piece) => (
            <PieceLine key={piece.id} piece={piece} />
          ))}
        </Box>
      )}
    </Box>
  );
}
