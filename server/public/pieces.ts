/** A long answer in pieces, each written when the reader has taken what came before it. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** However slow a line is, a piece goes over it within this time. */
const TAKEN_WITHIN_MS = 60_000;

/**
 * Writes an answer whose head is set. Whoever goes away in the middle has asked for no more, and whoever takes nothing
 * any more is let go: neither holds memory or a connection for longer. Resolves when all is written, or nobody reads it.
 * @throws what reading the pieces throws; the answer then ends without its last bytes
 */
export async function sendPieces(
  response: ServerResponse,
  pieces: AsyncIterable<string>,
  takenWithinMs = TAKEN_WITHIN_MS,
): Promise<void> {
  let waiting: NodeJS.Timeout | undefined;
  const expectReader = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => response.destroy(), takenWithinMs);
  };
  async function* watched(): AsyncGenerator<string> {
    for await (const piece of pieces) {
      expectReader();
      yield piece;
    }
  }
  try {
    await pipeline(Readable.from(watched()), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    clearTimeout(waiting);
  }
}
