/** What the embedded stack keeps to itself: drawn at random on the first start, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newPostgresSecrets, type PostgresSecrets } from './postgres.ts';

export interface Secrets {
  readonly postgres: PostgresSecrets;
  /** Signs the session cookies. */
  readonly session: string;
  /** Seals the voting codes that wait in the outbox. */
  readonly sealing: string;
}

/** A secret of 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secrets of this home, or null where there was no start yet. */
export async function readSecrets(home: string): Promise<Secrets | null> {
  const file = join(home, 'secrets.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read; without it the database of this home stays closed.`, { cause: error });
  }
}

/** The secrets of this home, drawn now when there are none. */
export async function keepSecrets(home: string): Promise<Secrets> {
  const kept = await readSecrets(home);
  if (kept?.sealing) return kept;
  // A home that was made before there was something to seal gets what it lacks.
  const secrets = { postgres: newPostgresSecrets(), session: newSecret(), ...kept, sealing: newSecret() };
  const half = join(home, `secrets.json.${process.pid}`);
  await writeFile(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(half, 0o600);
  await rename(half, join(home, 'secrets.json'));
  return secrets;
}
