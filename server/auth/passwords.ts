/** Passwords: argon2id, and the same work whether or not somebody of that address exists. */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// The library's default algorithm is argon2id; OWASP's cost for it: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST);

/** A hash of a password that nobody has, for those who do not exist or have no password. */
let nobodys: Promise<string> | null = null;

/**
 * @param stored the user's hash; null for nobody, which takes as long and is never right
 */
export async function passwordIsRight(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(32).toString('base64'));
  const right = await verify(stored ?? (await nobodys), password.normalize('NFC'));
  return right && stored !== null;
}
