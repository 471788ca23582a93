import { useState } from 'react';
import { useNotify } from 'react-admin';
import { extendVote } from '../api/commands.ts';
import type { Vote } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { LONGEST_WORDS } from '../look/ReasonDialog.tsx';
import { useWords } from '../look/useWords.ts';
import { MomentField } from './MomentField.tsx';
import { instantIn, momentOf } from './moment.ts';

interface ExtendDialogProps {
  readonly vote: Vote;
  /** The latest close that the charter allows now. */
  readonly latest: string;
  readonly onClose: () => void;
}

/** R13: moves the close out, once, as far as the charter allows. */
export function ExtendDialog({ vote, latest, onClose }: ExtendDialogProps) {
  const { say, moment } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [close, setClose] = useState(() => momentOf(latest));
  const [reason, setReason] = useState('');
  const closesAt = instantIn(close);
  const later = closesAt !== null && closesAt > vote.closesAt;
  const tooLate = closesAt !== null && closesAt > latest;
  const errors = command.problem?.errors;
  async function extend() {
    if (closesAt === null || !(await command.run(extendVote(vote.id, { closesAt, reason })))) return;
    notify('resources.votes.extend.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  function fault(): string | undefined {
    if (closesAt === null) return say('resources.votes.fault.moment');
    if (!later) return say('resources.votes.extend.notLater', { moment: moment(vote.closesAt) });
    if (tooLate) return say('resources.votes.extend.tooLate', { moment: moment(latest) });
    return errors?.closesAt;
  }
  return (
    <CommandDialog
      title={say('resources.votes.extend.title')}
      explain={say('resources.votes.extend.explain', { moment: moment(vote.closesAt), latest: moment(latest) })}
      confirm={say('resources.votes.extend.confirm')}
      command={command}
      incomplete={!later || tooLate || reason.trim() === ''}
      onConfirm={extend}
      onClose={onClose}
    >
      <MomentField
        label={say('resources.votes.extend.newClose')}
        value={close}
        onChange={setClose}
        autoFocus
        error={fault()}
      />
      <LongText
        label={say('resources.votes.publicReason')}
        help={say('resources.votes.publicReasonHelp')}
        value={reason}
        onChange={setReason}
        required
        maxLength={LONGEST_WORDS}
        error={errors?.reason}
      />
    </CommandDialog>
  );
}
