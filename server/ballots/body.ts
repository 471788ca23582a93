/** Reads a small body whole, within a time: nobody who sends slowly keeps a place. */
import type { IncomingMessage } from 'node:http';

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}
export class BodyTooSlow extends Error {
  override readonly name = 'BodyTooSlow';
}
/** The one who sent it went away. */
export class BodyCut extends Error {
  override readonly name = 'BodyCut';
}

/** @throws BodyTooLarge, BodyTooSlow, BodyCut */
export function readBody(request: IncomingMessage, mostBytes: number, withinMs: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes)
    return Promise.reject(new BodyTooLarge(`a body has at most ${mostBytes} bytes`));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => end(new BodyTooSlow(`a body comes within ${withinMs} ms`)), withinMs);
    const end = (error?: Error) => {
      clearTimeout(timer);
      request.off('data', take).off('end', done).off('close', cut).off('error', cut);
      // An error after this one is nobody's.
      request.on('error', () => {});
      if (error) reject(error);
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    };
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) end(new BodyTooLarge(`a body has at most ${mostBytes} bytes`));
      else chunks.push(chunk);
    };
    const done = () => end();
    const cut = () => end(new BodyCut('the request was cut'));
    request.on('data', take).on('end', done).on('close', cut).on('error', cut);
  });
}
