/** A ZIP that is made while it is sent: one file at a time is in memory. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { ZipFile } from 'yazl';

export interface ZippedFile {
  /** Without a folder; different from every other one's. */
  readonly name: string;
  readonly madeAt: Date;
  readonly make: () => Promise<Uint8Array>;
}

/**
 * Sends the files in their order; the response's head is the caller's. When a file cannot be made, the connection is
 * cut, so that nobody takes a part for the whole.
 */
export async function sendZip(response: Response, files: readonly ZippedFile[]): Promise<void> {
  const zip = new ZipFile();
  const out = Readable.from(zip.outputStream);
  zip.on('error', (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  for (const { name, madeAt, make } of files) {
    // A PDF is compressed already.
    zip.addReadStreamLazy(name, { mtime: madeAt, compress: false }, (give) => {
      if (out.destroyed) return;
      make().then(
        (bytes) => give(null, Readable.from([bytes])),
        (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }
  zip.end();
  try {
    await pipeline(out, response);
  } catch (error) {
    // Whoever asked went away in the middle; there is nobody to answer.
    if (!response.destroyed) throw error;
  }
}
