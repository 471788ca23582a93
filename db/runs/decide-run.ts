/** Decides a command on a run: lock, read, decide, write state, event, messages and answer, commit. */
import type { Store } from '../store.ts';
import type { ChangingRun } from './changing.ts';

/** Everything a verb needs to decide and to write. */
export interface DecidingRun extends ChangingRun {
  readonly store: Store;
  readonly now: Date;
  readonly actorId: string;
  readonly commandId: string;
}
