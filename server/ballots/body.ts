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
    let body: Buffer | null = null;
    const timer = setTimeout(() => fail(new BodyTooSlow(`a body comes within ${withinMs} ms`)), withinMs);
    // After the first of these the others are without effect: what still comes is thrown away.
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    request.on('data', (chunk: Buffer) => {
      if ((body?.length ?? 0) + chunk.length > mostBytes)
        fail(new BodyTooLarge(`a body has at most ${mostBytes} bytes`));
      else body = body === null ? chunk : Buffer.concat([body, chunk]);
    });
    request.on('end', () => {
      clearTimeout(timer);
      resolve(body ?? Buffer.alloc(0));
    });
    const cut = () => fail(new BodyCut('the request was cut'));
    request.on('close', cut).on('error', cut);
  });
}
