import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
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
  const panel = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const fromMenu = beside.kind !== 'own';
  useEffect(() => {
    opener.current ??= document.activeElement;
    // What a menu opened does not stand next in the order of the keys.
    if (fromMenu) panel.current?.focus();
  }, [fromMenu]);
  function close() {
    flushSync(onClose);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  return (
    <Box
      ref={panel}
      tabIndex={-1}
      sx={{ mt: 1, p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1, scrollMarginTop: 72 }}
    >
      {beside.kind !== 'own' && (
        <Box sx={{ mb: 1, overflowWrap: 'anywhere' }}>
          {say(`resources.evidence.add.${beside.kind}To`, { name: beside.name })}{' '}
          {beside.kind === 'version' && beside.published && say('resources.evidence.add.versionPublic')}
        </Box>
      )}
      {way === 'file' ? (
        <AddFiles place={place} beside={beside} />
      ) : (
        <AddLinkForm place={place} beside={beside} onDone={close} />
      )}
      <Button size="small" onClick={close} sx={{ mt: 1 }}>
        {say('ra.action.close')}
      </Button>
    </Box>
  );
}
