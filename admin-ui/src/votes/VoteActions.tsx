import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { cancelVote, noteOnVote } from '../api/commands.ts';
import type { Vote } from '../api/types.ts';
import { ReasonDialog } from '../look/ReasonDialog.tsx';
import { useWords } from '../look/useWords.ts';
import { ExtendDialog } from './ExtendDialog.tsx';

type Open = 'extend' | 'note' | 'cancel' | null;

/** What may be done with the vote as a whole, beside what comes next. */
export function VoteActions({ vote }: { vote: Vote }) {
  const { say } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { id, allowed, latestClose, announcedAt } = vote;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {allowed.includes('extend') && latestClose !== null && (
        <Button variant="outlined" onClick={() => setOpen('extend')}>
          {say('resources.votes.extend.action')}
        </Button>
      )}
      {allowed.includes('note') && (
        <Button variant="outlined" onClick={() => setOpen('note')}>
          {say('resources.votes.note.action')}
        </Button>
      )}
      {allowed.includes('cancel') && (
        <Button color="error" onClick={() => setOpen('cancel')}>
          {say('resources.votes.cancel.action')}
        </Button>
      )}
      {open === 'extend' && latestClose !== null && <ExtendDialog vote={vote} latest={latestClose} onClose={close} />}
      {open === 'note' && (
        <ReasonDialog
          title={say('resources.votes.note.title')}
          explain={say('resources.votes.note.explain')}
          label={say('resources.votes.note.text')}
          help={say('resources.votes.publicReasonHelp')}
          confirm={say('resources.votes.note.confirm')}
          done="resources.votes.note.done"
          field="text"
          command={(text) => noteOnVote(id, { text })}
          onClose={close}
        />
      )}
      {open === 'cancel' && (
        <ReasonDialog
          title={say('resources.votes.cancel.title')}
          explain={say('resources.votes.cancel.explain')}
          label={say(announcedAt === null ? 'resources.votes.cancel.reason' : 'resources.votes.publicReason')}
          help={say('resources.votes.publicReasonHelp')}
          confirm={say('resources.votes.cancel.action')}
          done="resources.votes.cancel.done"
          grave
          command={(reason) => cancelVote(id, { reason })}
          onClose={close}
        />
      )}
    </Box>
  );
}
