import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { announceVote } from '../api/commands.ts';
import type { Vote } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { useRoll } from '../roll/useRoll.ts';
import { Checklist } from './Checklist.tsx';
import { rollPath } from './votePaths.ts';
import { needsOf } from './voteStanding.ts';

/** R12, R13: announces the vote, with what stands firm from when on. */
export function AnnounceDialog({ vote, onClose }: { vote: Vote; onClose: () => void }) {
  const { say, moment } = useWords();
  const notify = useNotify();
  const command = useCommand();
  // What is announced is what was read: a change by somebody else meanwhile is refused.
  const [read] = useState(vote);
  const { data: roll } = useRoll(vote.id);
  const needs = needsOf(read, Date.now());
  const { opensAt, closesAt, challengesUntil } = read.charter;
  async function announce() {
    if (!(await command.run(announceVote(read.id, { version: read.version })))) return;
    notify('resources.votes.announce.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.votes.announce.title')}
      explain={say('resources.votes.announce.explain')}
      confirm={say('resources.votes.announce.confirm')}
      command={command}
      incomplete={needs.some(({ met }) => !met)}
      onConfirm={announce}
      onClose={onClose}
    >
      <Checklist vote={read} />
      {roll && (
        <Typography sx={{ mt: 1 }}>
          {say('resources.votes.announce.codes', {
            mail: roll.withEmail,
            others: roll.entries - roll.struck - roll.withEmail,
            letters: roll.codes.letter,
          })}{' '}
          {/* Also what the keyboard scrolls a long dialog by. */}
          <Link href={`#${rollPath(vote.id)}`} target="_blank" rel="noreferrer">
            {say('resources.roll.open')}
          </Link>
        </Typography>
      )}
      <Box component="h3" sx={{ typography: 'h3', mt: 2, mb: 0.5 }}>
        {say('resources.votes.announce.fixed')}
      </Box>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        <li>{say('resources.votes.announce.now')}</li>
        <li>{say('resources.votes.announce.challenges', { moment: moment(challengesUntil) })}</li>
        <li>{say('resources.votes.announce.opening', { moment: moment(opensAt) })}</li>
        <li>{say('resources.votes.announce.close', { moment: moment(closesAt) })}</li>
      </Box>
    </CommandDialog>
  );
}
