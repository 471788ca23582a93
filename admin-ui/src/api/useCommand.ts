import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { HttpError } from 'react-admin';
import { CommandKey } from './commandKey.ts';
import type { Command } from './commands.ts';
import { send } from './http.ts';
import { readProblem } from './problem.ts';
import { lookAgain } from './refresh.ts';
import type { Problem } from './types.ts';

export interface CommandState {
  /** Sends it; null when it was refused or not answered: then `problem` says why. */
  readonly run: <T>(command: Command<T>) => Promise<{ readonly answer: T } | null>;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly forget: () => void;
}

/** The problem document of a request that failed; any other error is a fault of this page and is thrown on. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof HttpError)) throw error;
  return readProblem(error.body, error.status, error.message);
}

/** Sends the commands of one form or dialog, with an idempotency key of its own; what changed is read again. */
export function useCommand(): CommandState {
  const queryClient = useQueryClient();
  const [key] = useState(() => new CommandKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function run<T>(command: Command<T>): Promise<{ answer: T } | null> {
    setBusy(true);
    setProblem(null);
    try {
      const { method = 'POST', path, body } = command;
      const answer = await send<T>(method, path, body, key.for([path, body]));
      key.answered(200);
      await lookAgain(queryClient);
      return { answer };
    } catch (error) {
      const found = problemOf(error);
      key.answered(found.status);
      setProblem(found);
      return null;
    } finally {
      setBusy(false);
    }
  }

  return { run, busy, problem, forget: () => setProblem(null) };
}
