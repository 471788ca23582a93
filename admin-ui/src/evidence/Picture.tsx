import BrokenImageOutlined from '@mui/icons-material/BrokenImageOutlined';
import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useId, useState } from 'react';
import { API } from '../api/http.ts';
import type { Evidence } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

const SIDE = 72;

type Shown = Pick<Evidence, 'id' | 'name' | 'description'>;

const previewUrl = ({ id }: Shown): string => `${API}/evidence/${id}/preview`;
export const fileUrl = ({ id }: Pick<Evidence, 'id'>): string => `${API}/evidence/${id}/file`;

/** What the picture shows, as far as anybody said it. */
const inWords = ({ name, description }: Shown): string => description || name;

function PictureDialog({ piece, onClose }: { piece: Shown; onClose: () => void }) {
  const { say } = useWords();
  const id = useId();
  const narrow = useMediaQuery('(max-width:599px)');
  const { name, description } = piece;
  return (
    <Dialog open fullScreen={narrow} maxWidth="lg" aria-labelledby={id} onClose={onClose}>
      <DialogTitle id={id} sx={{ overflowWrap: 'anywhere' }}>
        {name}
      </DialogTitle>
      <DialogContent>
        <Box
          component="img"
          src={previewUrl(piece)}
          alt={say('resources.evidence.picture.alt', { text: inWords(piece) })}
          sx={{ display: 'block', maxWidth: '100%', maxHeight: '70vh', mx: 'auto' }}
        />
        {description && <Box sx={{ mt: 1, whiteSpace: 'pre-line' }}>{description}</Box>}
        <Box sx={{ mt: 1, typography: 'body2', color: 'text.secondary' }}>
          {say('resources.evidence.picture.place')}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2, flexWrap: 'wrap' }}>
        <Button component="a" href={fileUrl(piece)} download={name}>
          {say('resources.evidence.picture.original')}
        </Button>
        <Button variant="contained" onClick={onClose} autoFocus>
          {say('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** A reduced picture that opens larger; where none can be made, the sign of a file. */
export function Picture({ piece }: { piece: Shown }) {
  const { say } = useWords();
  const [state, setState] = useState<'shown' | 'open' | 'failed'>('shown');
  if (state === 'failed') {
    return <Box component={BrokenImageOutlined} aria-hidden sx={{ fontSize: 20, mt: 0.25, color: 'text.secondary' }} />;
  }
  return (
    <>
      <ButtonBase
        onClick={() => setState('open')}
        aria-label={say('resources.evidence.picture.open', { text: inWords(piece) })}
        sx={{
          flexShrink: 0,
          width: SIDE,
          height: SIDE,
          borderRadius: 1,
          border: 1,
          borderColor: 'divider',
          overflow: 'hidden',
        }}
      >
        <Box
          component="img"
          src={previewUrl(piece)}
          alt=""
          loading="lazy"
          width={SIDE}
          height={SIDE}
          onError={() => setState('failed')}
          sx={{ objectFit: 'cover' }}
        />
      </ButtonBase>
      {state === 'open' && <PictureDialog piece={piece} onClose={() => setState('shown')} />}
    </>
  );
}

export const FileMark = () => (
  <Box component={DescriptionOutlined} aria-hidden sx={{ fontSize: 20, mt: 0.25, color: 'text.secondary' }} />
);
