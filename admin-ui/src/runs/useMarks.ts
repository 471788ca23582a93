import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { CommandKey } from '../api/commandKey.ts';
import { markAttendance } from '../api/commands.ts';
import { send } from '../api/http.ts';
import { lookAgain } from '../api/refresh.ts';
import { problemOf } from '../api/useCommand.ts';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { type Marked, MarkQueue, unsavedOf } from './markQueue.ts';

interface Marks {
  /** The session's marks that were made here, by person. */
  readonly marked: ReadonlyMap<string, Marked>;
  readonly queue: MarkQueue;
  /** Marks that the server does not have yet, in all sessions of the run. */
  readonly unsaved: number;
}

/**
 * Marks made on this page, one queue a session; they outlive the choice of another session. Leaving the page with
 * unsaved ones is asked about, and a line that comes back sends them again.
 * @param readAt when the page read the marks that the server knows
 */
export function useMarks(runId: string, sessionId: string, readAt: number): Marks {
  const queryClient = useQueryClient();
  const [queues] = useState(() => new Map<string, MarkQueue>());

  function make(): MarkQueue {
    const key = new CommandKey();
    return new MarkQueue(async (how, marks) => {
      const { path, body } = markAttendance(runId, { sessionId, how, marks: [...marks] });
      try {
        await send('POST', path, body, key.for([path, body]));
        key.answered(200);
        void lookAgain(queryClient);
        return null;
      } catch (error) {
        const problem = problemOf(error);
        key.answered(problem.status);
        return problem;
      }
    }, Date.now);
  }

  const queue = queues.get(sessionId) ?? make();
  queues.set(sessionId, queue);
  const marked = useSyncExternalStore(queue.subscribe, queue.marked);
  useEffect(() => {
    for (const each of queues.values()) each.settle(readAt);
  }, [queues, readAt]);
  useEffect(() => {
    const again = () => {
      for (const each of queues.values()) each.retry();
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [queues]);
  const unsaved = [...queues.values()].reduce((sum, each) => sum + unsavedOf(each.marked()).length, 0);
  useLeaveWarning(unsaved > 0);
  return { marked, queue, unsaved };
}
