import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { cancelRun } from '../api/commands.ts';
import type { Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { PublishDialog } from './PublishDialog.tsx';
import { ToldNotice } from './ToldNotice.tsx';

function CancelDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const { kind } = run.milestone;
  async function confirm() {
    if (!(await command.run(cancelRun(run.id, { reason })))) return;
    notify(`resources.runs.kind.${kind}.cancelled`, { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say(`resources.runs.kind.${kind}.cancel`)}
      explain={say('resources.runs.cancel.explain')}
      confirm={say(`resources.runs.kind.${kind}.cancel`)}
      command={command}
      incomplete={reason.trim() === ''}
      grave
      onConfirm={confirm}
      onClose={onClose}
    >
      <ToldNotice runId={run.id} of="cancel" />
      <LongText
        label={say('resources.runs.cancel.reason')}
        help={say('resources.runs.cancel.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}

/** What may be done with the run as a whole. */
export function RunActions({ run }: { run: Run }) {
  const { say } = useWords();
  const [cancelling, setCancelling] = useState(false);
  const [publishing, setPublishing] = useState(false);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {run.allowed.includes('publish') && (
        <Button variant="contained" onClick={() => setPublishing(true)}>
          {say('resources.runs.publish.action')}
        </Button>
      )}
      {run.allowed.includes('change') && (
        <Button component={RouterLink} to={`/runs/${run.id}`} variant="outlined">
          {say('resources.runs.change')}
        </Button>
      )}
      {run.allowed.includes('cancel') && (
        <Button color="error" onClick={() => setCancelling(true)}>
          {say(`resources.runs.kind.${run.milestone.kind}.cancel`)}
        </Button>
      )}
      {publishing && <PublishDialog run={run} onClose={() => setPublishing(false)} />}
      {cancelling && <CancelDialog run={run} onClose={() => setCancelling(false)} />}
    </Box>
  );
}
