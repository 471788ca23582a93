/** Sends the bytes of a file. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Sends bytes that came from anybody so that a browser never runs them, and asks again each time whether it may. */
export async function sendFile(
  response: Response,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { size } = await stat(path);
  response.status(200).set({
    'Content-Length': String(size),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, max-age=0, must-revalidate',
    ...headers,
  });
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(path), response);
  } catch (error) {
    // Whoever asked went away in the middle; there is nobody to answer.
    if (!response.destroyed) throw error;
  }
}

/** The stored kind, as a header says it. */
export const contentType = (type: string): string => (type.startsWith('text/') ? `${type}; charset=utf-8` : type);
