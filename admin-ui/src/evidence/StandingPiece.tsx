import MoreVert from '@mui/icons-material/MoreVert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useRef, useState } from 'react';
import type { Evidence, Me } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { useWords } from '../look/useWords.ts';
import { AddPanel } from './AddPanel.tsx';
import type { Standing } from './documents.ts';
import type { Beside, Place } from './giving.ts';
import { PieceLine } from './PieceLine.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';

type Act = 'version' | 'document' | 'publish' | 'unpublish' | 'withdraw';

interface PieceMenuProps {
  readonly piece: Evidence;
  readonly acts: readonly Act[];
  readonly onAct: (act: Act) => void;
}

function PieceMenu({ piece, acts, onAct }: PieceMenuProps) {
  const { say } = useWords();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const chosen = useRef<Act | null>(null);
  const [open, setOpen] = useState(false);
  /** Only when the menu is gone: it gives the focus back to its button, and what opens then may take it. */
  function gone() {
    if (chosen.current) onAct(chosen.current);
    chosen.current = null;
  }
  return (
    <>
      <IconButton
        ref={button}
        aria-label={say('resources.evidence.act.of', { name: piece.name })}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(true)}
      >
        <MoreVert />
      </IconButton>
      <Menu
        id={id}
        anchorEl={button.current}
        open={open}
        onClose={() => setOpen(false)}
        slotProps={{ transition: { onExited: gone } }}
      >
        {acts.map((act) => (
          <MenuItem
            key={act}
            onClick={() => {
              chosen.current = act;
              setOpen(false);
            }}
            sx={act === 'withdraw' ? { color: 'error.main' } : {}}
          >
            {say(`resources.evidence.act.${act}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

function EarlierVersions({ earlier, name }: { earlier: readonly Evidence[]; name: string }) {
  const { say, count } = useWords();
  const [shown, setShown] = useState(false);
  if (earlier.length === 0) return null;
  return (
    <Box sx={{ ml: 3.5 }}>
      <Button
        size="small"
        aria-expanded={shown}
        aria-label={say('resources.evidence.version.of', { name })}
        onClick={() => setShown(!shown)}
      >
        {shown ? say('resources.evidence.version.hide') : count('resources.evidence.version.show', earlier.length)}
      </Button>
      {shown && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, pl: 1, borderLeft: 2, borderColor: 'divider' }}>
          {earlier.map((piece) => (
            <PieceLine key={piece.id} piece={piece} old />
          ))}
        </Box>
      )}
    </Box>
  );
}

/** Whoever gives evidence may publish it; the server decides, this only spares an auditor the button. */
const mayPublish = ({ memberships }: Pick<Me, 'memberships'>, project: string): boolean =>
  memberships.some(({ projectId, role }) => projectId === project && role !== 'auditor');

/** A piece that counts, with its earlier versions folded, and what may be done with it. */
export function StandingPiece({ file, place, open }: { file: Standing; place: Place; open: boolean }) {
  const { piece, earlier } = file;
  const { id, documentId, name, publishedAt } = piece;
  const me = useMe();
  const publishes = me !== undefined && mayPublish(me, place.projectId);
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const acts: Act[] = [
    ...(open ? (['version'] as const) : []),
    ...(open && place.requirement.accepts.includes('file') ? (['document'] as const) : []),
    // Also where nothing changes any more: minutes are published after their milestone has ended.
    ...(publishes ? [publishedAt === null ? ('publish' as const) : ('unpublish' as const)] : []),
    ...(open ? (['withdraw'] as const) : []),
  ];
  const beside: Beside | null =
    act === 'version'
      ? { kind: 'version', replaces: id, name, published: publishedAt !== null }
      : act === 'document'
        ? { kind: 'document', documentId, name }
        : null;
  return (
    <PieceLine piece={piece} actions={acts.length > 0 && <PieceMenu piece={piece} acts={acts} onAct={setAct} />}>
      <EarlierVersions earlier={earlier} name={name} />
      {open && beside && (
        <AddPanel
          key={beside.kind}
          place={place}
          beside={beside}
          way={beside.kind === 'document' || piece.file ? 'file' : 'link'}
          onClose={close}
        />
      )}
      {(act === 'publish' || act === 'unpublish') && <PublishDialog piece={piece} onClose={close} />}
      {act === 'withdraw' && <WithdrawDialog piece={piece} onClose={close} />}
    </PieceLine>
  );
}
