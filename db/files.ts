/** Files by content address: the database knows what there is, the folder holds the bytes. */
import { join } from 'node:path';
import type { Reader } from './store.ts';

export interface FileRecord {
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Media type, as the content says. */
  readonly type: string;
}

function checkAddress(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a content address');
}

/** Where a content lies: `ab/abcdef…` under the folder of files. */
export function contentPath(filesDir: string, sha256: string): string {
  checkAddress(sha256);
  return join(filesDir, sha256.slice(0, 2), sha256);
}

/** Where the reduced picture of a content lies: it can be made again, and is no evidence. */
export function previewPath(filesDir: string, sha256: string): string {
  checkAddress(sha256);
  return join(filesDir, 'previews', sha256.slice(0, 2), `${sha256}.jpg`);
}

/** Kinds of pictures that a reduced one is made of. */
export const PREVIEWED_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** Records a content that lies in the folder; the same content is one record. */
export async function recordFile(reader: Reader, file: FileRecord, now: Date): Promise<void> {
  await reader('files')
    .insert({ sha256: Buffer.from(file.sha256, 'hex'), size: file.size, type: file.type, stored_at: now })
    .onConflict('sha256')
    .ignore();
}
