import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Link from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { writeToOrganisations } from '../api/commands.ts';
import type { Milestone, OutreachRow } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { MessagePreview } from './MessagePreview.tsx';
import { firstChoice, isReachable, reachable, writtenAt } from './recipients.ts';

/** The server's limits. */
const SUBJECT_LENGTH = 150;
const TEXT_LENGTH = 10_000;

interface RecipientsProps {
  readonly rows: readonly OutreachRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

function Recipients({ rows, chosen, onChange }: RecipientsProps) {
  const { say, due } = useWords();
  const id = useId();
  const all = reachable(rows);
  const toggled = (organisationId: string) => {
    const others = new Set(chosen);
    if (!others.delete(organisationId)) others.add(organisationId);
    return others;
  };
  return (
    <Box role="group" aria-labelledby={id} sx={{ mb: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
        <Typography variant="h3" component="span" id={id}>
          {say('outreach.write.to')}
        </Typography>
        {all.length > 1 && (
          <Button size="small" onClick={() => onChange(new Set(chosen.size < all.length ? all : []))}>
            {say(chosen.size < all.length ? 'outreach.write.all' : 'outreach.write.none')}
          </Button>
        )}
      </Box>
      {rows.filter(isReachable).map((row) => {
        const { organisation } = row;
        const at = writtenAt(row);
        return (
          <FormControlLabel
            key={organisation.id}
            sx={{ display: 'flex', overflowWrap: 'anywhere' }}
            control={
              <Checkbox
                size="small"
                checked={chosen.has(organisation.id)}
                onChange={() => onChange(toggled(organisation.id))}
              />
            }
            label={
              <>
                {organisation.name}
                <Box component="span" sx={{ display: 'block', typography: 'body2', color: 'text.secondary' }}>
                  {[organisation.email, ...(at === null ? [] : [say('outreach.write.written', { day: due(at) })])].join(
                    ' · ',
                  )}
                </Box>
              </>
            }
          />
        );
      })}
      <Unreachable rows={rows.filter((row) => !isReachable(row))} />
    </Box>
  );
}

/** Who cannot get the message, why, and the way to mend it. */
function Unreachable({ rows }: Pick<RecipientsProps, 'rows'>) {
  const { say, count } = useWords();
  if (rows.length === 0) return null;
  return (
    <Box sx={{ mt: 1, typography: 'body2' }}>
      {count('outreach.write.unreachable', rows.length)}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {rows.map(({ organisation: { id, name } }) => (
          <li key={id}>
            {/* In a tab of its own: what was written here stays, and the choice is there once the address is. */}
            <Link href={`#/organisations/${id}/show`} target="_blank" rel="noreferrer">
              {say('outreach.write.complete', { name })}
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  );
}

interface OutreachDialogProps {
  readonly milestone: Milestone;
  readonly rows: readonly OutreachRow[];
  readonly onClose: () => void;
}

/** R5: one message to each organisation that is chosen, shown before it is sent. */
export function OutreachDialog({ milestone, rows, onClose }: OutreachDialogProps) {
  const { say, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(firstChoice(rows)));
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const errors = command.problem?.errors ?? {};
  // An address may have been taken away meanwhile.
  const to = rows.filter((row) => isReachable(row) && chosen.has(row.organisation.id));

  async function send() {
    const organisationIds = to.map(({ organisation }) => organisation.id);
    const done = await command.run(writeToOrganisations(milestone.id, { organisationIds, subject, text }));
    if (!done) return;
    notify(count('outreach.write.done', done.answer.messages), { type: 'success' });
    closeToPageTitle(onClose);
  }

  return (
    <CommandDialog
      title={say('outreach.write.title')}
      explain={say('outreach.write.explain')}
      confirm={count('outreach.write.confirm', to.length)}
      command={command}
      incomplete={to.length === 0 || subject.trim() === '' || text.trim() === ''}
      wide
      onConfirm={send}
      onClose={onClose}
    >
      <Recipients rows={rows} chosen={chosen} onChange={setChosen} />
      <TextField
        label={say('outreach.write.subject')}
        value={subject}
        onChange={({ target: { value } }) => setSubject(value)}
        required
        autoComplete="off"
        error={errors.subject !== undefined}
        helperText={errors.subject}
        slotProps={{ htmlInput: { maxLength: SUBJECT_LENGTH } }}
      />
      <LongText
        label={say('outreach.write.text')}
        help={say('outreach.write.textHelp')}
        value={text}
        onChange={setText}
        required
        minRows={6}
        maxLength={TEXT_LENGTH}
        error={errors.text}
      />
      <MessagePreview milestone={milestone} to={to[0]?.organisation.name ?? null} subject={subject} text={text} />
    </CommandDialog>
  );
}
