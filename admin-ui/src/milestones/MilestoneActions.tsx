import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Milestone, Verb } from '../api/types.ts';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { AdoptDialog } from './AdoptDialog.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { ApproveDialog, ReturnDialog, SubmitDialog, WaiveDialog } from './TextDialogs.tsx';

/** A dialog for one command: `onDone` after the server has done it. */
export interface ActionProps {
  readonly milestone: Milestone;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const DIALOGS = {
  submit: SubmitDialog,
  approve: ApproveDialog,
  return: ReturnDialog,
  move: MoveDialog,
  assign: AssignDialog,
  adopt: AdoptDialog,
  waive: WaiveDialog,
} satisfies Record<Exclude<Verb, 'evidence'>, (props: ActionProps) => unknown>;

type Action = keyof typeof DIALOGS;

/** In the order in which they are needed; the first two are what usually comes next. */
const ACTIONS: readonly Action[] = ['submit', 'approve', 'return', 'move', 'assign', 'adopt', 'waive'];
const FIRST: ReadonlySet<Action> = new Set(['submit', 'approve']);

/** What this person may do now: the server says which commands, the page offers no other. */
export function MilestoneActions({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const notify = useNotify();
  const [open, setOpen] = useState<Action | null>(null);
  const offered = ACTIONS.filter((action) => milestone.allowed.includes(action));
  const Dialog = open === null ? null : DIALOGS[open];
  function done() {
    notify(`resources.milestones.${open}.done`, { type: 'success' });
    closeToPageTitle(() => setOpen(null));
  }
  return (
    <Section title={say('resources.milestones.actions.title')}>
      {offered.length === 0 && <Typography>{say('resources.milestones.actions.nothing')}</Typography>}
      <Stack spacing={1}>
        {offered.map((action) => (
          <Button
            key={action}
            variant={FIRST.has(action) ? 'contained' : 'outlined'}
            fullWidth
            onClick={() => setOpen(action)}
          >
            {say(`resources.milestones.actions.${action}`)}
          </Button>
        ))}
      </Stack>
      {Dialog && <Dialog milestone={milestone} onDone={done} onClose={() => setOpen(null)} />}
    </Section>
  );
}
