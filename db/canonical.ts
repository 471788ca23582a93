/** One spelling for one value: what is hashed must not depend on the order in which keys were written. */
import { createHash } from 'node:crypto';

export { canonicalJson } from '../domain/canonical.ts';

export function sha256(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export const sha256Hex = (text: string): string => sha256(text).toString('hex');
