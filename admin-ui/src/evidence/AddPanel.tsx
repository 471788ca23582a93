import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWords } from '../look/useWords.ts';
import { AddFiles } from './AddFiles.tsx';
import { AddLinkForm } from './AddLinkForm.tsx';
import type { Beside, Place } from './giving.ts';

interface AddPanelProps {
  readonly place: Place;
  readonly beside: Beside;
  readonly way: 'file' | 'link';
  readonly onClose: () => void;
}

/** Adds to a requirement, to one of its documents, or a new version of a piece. */
export function AddPanel({ place, beside, way, onClose }: AddPanelProps) {
  const { say } = useWords();
  return (
    <Box sx={{ mt: 1, p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1 }}>
      {beside.kind !== 'own' && (
        <Box sx={{ mb: 1, overflowWrap: 'anywhere' }}>
          {say(`resources.evidence.add.${beside.kind}To`, { name: beside.name })}
        </Box>
      )}
      {way === 'file' ? (
        <AddFiles place={place} beside={beside} />
      ) : (
        <AddLinkForm place={place} beside={beside} onDone={onClose} />
      )}
      <Button size="small" onClick={onClose} sx={{ mt: 1 }}>
        {say('ra.action.close')}
      </Button>
    </Box>
  );
}
