/** Where ballots are cast, whether they come through the route or the form: one queue, one way into the booth (R14). */

import { type CastAnswer, type Casting, openBooth } from '../../db/votes/booth.ts';
import { codeHash } from '../../db/votes/code-hash.ts';
import { readCode, readReceipt } from '../../domain/voting-code.ts';
import type { ServerDeps } from '../deps.ts';
import { loggedError } from '../log-error.ts';
import { createBatcher } from './batcher.ts';

/** What a voter sends, as it was written. */
export interface WrittenBallot {
  readonly code: string;
  readonly receipt: string;
  /** Number of an option, 0 is blank. */
  readonly choice: number;
}

export type BallotAnswer = CastAnswer | 'receipt-not-valid';

export interface Ballots {
  /** @throws QueueFull, BoothAway */
  cast(voteId: string, ballot: WrittenBallot): Promise<BallotAnswer>;
  /** After what waits has been answered. */
  close(): Promise<void>;
}

/** Two batches at a time: the next one is sent while PostgreSQL waits for its disk. */
const LIMITS = { flights: 2, batch: 256, queue: 10_000 };

/** `smallint` of PostgreSQL. */
const MOST = 32_767;

export function openBallots({ databaseUrl, clock, log }: Pick<ServerDeps, 'databaseUrl' | 'clock' | 'log'>): Ballots {
  const booth = openBooth(databaseUrl, LIMITS.flights);
  const batcher = createBatcher<Casting, CastAnswer>(LIMITS, async (voteId, batch) => {
    try {
      // The clock is read once for a batch, when it goes: all of it is before the close, or none.
      return await booth.cast(voteId, clock.now(), batch);
    } catch (error) {
      log.error({ error: loggedError(error), ballots: batch.length }, 'a batch of ballots was not answered');
      throw error;
    }
  });
  return {
    async cast(voteId, { code, receipt, choice }) {
      const read = readCode(code);
      if (read === null) return 'unknown-code';
      const kept = readReceipt(receipt);
      if (kept === null) return 'receipt-not-valid';
      if (!Number.isInteger(choice) || choice < 0 || choice > MOST) return 'no-such-choice';
      return batcher.add(voteId, { codeHash: codeHash(voteId, read).toString('hex'), receipt: kept, choice });
    },
    async close() {
      await batcher.idle();
      await booth.close();
    },
  };
}
