/** JALON_HOME: the folder with everything an installation keeps, and who is running from it now. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fromRoot } from '../root.ts';
import { type Recorded, record, stillRuns } from './processes.ts';

export interface Home {
  readonly path: string;
  readonly files: string;
  readonly mail: string;
  readonly log: (part: string) => string;
  readonly state: string;
}

/** The home of this installation; nothing is made. */
export function homeOf(env: NodeJS.ProcessEnv): Home {
  const path = env.JALON_HOME ? resolve(env.JALON_HOME) : fromRoot('.jalon');
  return {
    path,
    files: join(path, 'files'),
    mail: join(path, 'mail'),
    log: (part) => join(path, 'log', `${part}.log`),
    state: join(path, 'state'),
  };
}

/** A log that is longer than this is put aside at the next start; one earlier log is kept. */
const LONGEST_LOG = 20 * 1024 * 1024;

/** Makes the folders that are missing. */
export async function makeHome(home: Home, parts: readonly string[]): Promise<void> {
  // As root, PostgreSQL's own user walks through the home; everything in it is closed by itself.
  await mkdir(home.path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  for (const folder of [home.files, home.mail, home.state, join(home.path, 'log')]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  for (const part of parts) {
    const size = await stat(home.log(part)).then(
      (found) => found.size,
      () => 0,
    );
    if (size > LONGEST_LOG) await rename(home.log(part), `${home.log(part)}.1`);
  }
}

/** Reads a small JSON file of the home's state; null when there is none or it was cut off. */
export async function readState<T>(home: Home, name: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(join(home.state, `${name}.json`), 'utf8')) as T;
  } catch {
    return null;
  }
}

/** Replaces it as a whole, so that a crash leaves the old one or the new one. */
export async function writeState(home: Home, name: string, value: unknown): Promise<void> {
  const half = join(home.state, `${name}.${randomBytes(4).toString('hex')}`);
  await writeFile(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(half, join(home.state, `${name}.json`));
}

/** Another process runs from this home. */
export interface Occupied {
  readonly by: Recorded;
}

export interface Lock {
  release(): Promise<void>;
}

/** Takes the home for this process, or says who has it. */
export async function lockHome(home: Home): Promise<Lock | Occupied> {
  const file = join(home.state, 'lock');
  const mine = JSON.stringify({ ...record(process.pid), token: randomBytes(8).toString('hex') });
  for (;;) {
    if (await createFile(file, mine)) {
      // Two that both found the same dead owner's lock: the later one took the earlier one's away. One is left.
      await pause(20);
      if ((await contents(file)) === mine) return { release: () => releaseLock(file, mine) };
      continue;
    }
    const found = await contents(file);
    if (found === null) continue;
    const by = parse(found);
    if (by !== null && stillRuns(by)) return { by };
    await rm(file, { force: true });
  }
}

async function releaseLock(file: string, mine: string): Promise<void> {
  if ((await contents(file)) === mine) await rm(file, { force: true });
}

async function createFile(file: string, text: string): Promise<boolean> {
  // Written aside would lose the "only when it is not there"; a lock that is still empty is read as nobody's.
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function contents(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

function parse(text: string): Recorded | null {
  try {
    const { pid, began } = JSON.parse(text) as Partial<Recorded>;
    return typeof pid === 'number' && typeof began === 'string' ? { pid, began } : null;
  } catch {
    return null;
  }
}
