import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { enterProposal } from '../api/commands.ts';
import type { Milestone } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { useWords } from '../look/useWords.ts';
import { useRunsOf } from '../runs/useRunsOf.ts';
import { isWritten, TextFields } from './TextFields.tsx';

/** What somebody proposed at a meeting. */
export function EnterDialog({ milestone, onClose }: { milestone: Milestone; onClose: () => void }) {
  const { say, shortDue } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const { data: runs = [], isPending } = useRunsOf(milestone.id);
  const [text, setText] = useState({ title: '', summary: '' });
  const [authorName, setAuthorName] = useState('');
  const [authorEmail, setAuthorEmail] = useState('');
  const [authorShown, setAuthorShown] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const meetings = runs.filter(({ state }) => state === 'scheduled');
  // The latest that has begun is the one that people come from.
  const latest = meetings.filter(({ startsAt }) => new Date(startsAt) <= new Date()).at(-1) ?? meetings[0];
  const runId = chosen ?? latest?.id ?? '';
  const errors = command.problem?.errors ?? {};

  async function confirm() {
    const email = authorEmail.trim();
    const body = { runId, ...text, authorName, authorShown, authorEmail: email === '' ? null : email };
    if (!(await command.run(enterProposal(milestone.id, body)))) return;
    notify('resources.proposals.enter.done', { type: 'success' });
    onClose();
  }

  return (
    <CommandDialog
      title={say('resources.proposals.enter.title')}
      explain={say(
        !isPending && meetings.length === 0 ? 'resources.proposals.enter.noRun' : 'resources.proposals.enter.explain',
      )}
      confirm={say('resources.proposals.enter.confirm')}
      command={command}
      incomplete={!isWritten(text) || runId === ''}
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextField
        select
        label={say('resources.proposals.fields.run')}
        value={runId}
        onChange={({ target }) => setChosen(target.value)}
        required
        error={errors.runId !== undefined}
        helperText={errors.runId}
      >
        {meetings.map(({ id, title, startsAt }) => (
          <MenuItem key={id} value={id}>
            {title} · {shortDue(startsAt)}
          </MenuItem>
        ))}
      </TextField>
      <TextFields value={text} onChange={setText} autoFocus errors={errors} />
      <TextField
        label={say('resources.proposals.fields.authorName')}
        value={authorName}
        onChange={({ target }) => setAuthorName(target.value)}
        autoComplete="off"
        error={errors.authorName !== undefined}
        helperText={errors.authorName ?? say('resources.proposals.enter.nameHelp')}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <FormControlLabel
        control={<Checkbox checked={authorShown} onChange={(_, checked) => setAuthorShown(checked)} />}
        label={say('resources.proposals.enter.shown')}
        disabled={authorName.trim() === ''}
      />
      <TextField
        label={say('resources.proposals.fields.authorEmail')}
        type="email"
        value={authorEmail}
        onChange={({ target }) => setAuthorEmail(target.value)}
        autoComplete="off"
        error={errors.authorEmail !== undefined}
        helperText={errors.authorEmail ?? say('resources.proposals.enter.emailHelp')}
        slotProps={{ htmlInput: { maxLength: 254 } }}
      />
    </CommandDialog>
  );
}
