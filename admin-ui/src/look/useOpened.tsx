import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import { type ReactNode, useState } from 'react';
import { problemName } from '../api/problem.ts';
import type { CommandState } from '../api/useCommand.ts';
import { useWords } from './useWords.ts';

interface Opened<T> {
  /** As the form was opened with it, or as whoever keeps their own words has seen it since. */
  readonly opened: T;
  /** Says that somebody else changed it, and offers to keep what was typed. */
  readonly notice: ReactNode;
  /** The command without the refusal that the notice says already. */
  readonly shown: Pick<CommandState, 'busy' | 'problem'>;
}

/** What a form was opened with stays, also when somebody else changes it meanwhile; who types is told, and loses nothing. */
export function useOpened<T extends { readonly version: number }>(now: T, command: CommandState): Opened<T> {
  const { say } = useWords();
  const [opened, setOpened] = useState(now);
  const meanwhile = now.version !== opened.version;
  const refused = command.problem !== null && problemName(command.problem) === 'record-changed';
  const notice = (meanwhile || refused) && (
    <Alert severity="warning" role="alert" sx={{ my: 1 }}>
      {say('app.form.changedMeanwhile')}{' '}
      {meanwhile && (
        <Link
          component="button"
          type="button"
          onClick={() => {
            command.forget();
            setOpened(now);
          }}
        >
          {say('app.form.keepMine')}
        </Link>
      )}
    </Alert>
  );
  return { opened, notice, shown: refused ? { busy: command.busy, problem: null } : command };
}
