import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Command } from '../api/commands.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from './CommandDialog.tsx';
import { LongText } from './LongText.tsx';
import { closeToPageTitle } from './PageTitle.tsx';
import { useWords } from './useWords.ts';

/** The server's limit for what is published in words. */
export const LONGEST_WORDS = 4000;

interface ReasonDialogProps {
  readonly title: string;
  readonly explain: string;
  readonly label: string;
  readonly help?: string;
  readonly confirm: string;
  /** Key of what is said once it is done. */
  readonly done: string;
  readonly grave?: boolean;
  /** Name of the text in the server's errors. */
  readonly field?: string;
  readonly command: (text: string) => Command<unknown>;
  readonly onDone?: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks for one written text, mostly a reason, and sends it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, explain, label, help, confirm, done, grave = false, field = 'reason', onClose, children } = props;
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [text, setText] = useState('');
  async function send() {
    if (!(await command.run(props.command(text)))) return;
    notify(say(done), { type: 'success' });
    props.onDone?.();
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={title}
      explain={explain}
      confirm={confirm}
      command={command}
      incomplete={text.trim() === ''}
      grave={grave}
      onConfirm={send}
      onClose={onClose}
    >
      {children}
      <LongText
        label={label}
        help={help}
        value={text}
        onChange={setText}
        required
        autoFocus
        maxLength={LONGEST_WORDS}
        error={command.problem?.errors?.[field]}
      />
    </CommandDialog>
  );
}
