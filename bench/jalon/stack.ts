/** The embedded stack in a home of its own, started as a person starts it. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseOf, temporalOf } from '../../cli/installation.ts';
import { linksOf } from '../../cli/start/instance.ts';
import { fromRoot } from '../../root.ts';
import { spawnGuarded } from '../../stack/guarded.ts';
import { type Home, homeOf } from '../../stack/home.ts';

export interface Stack {
  readonly home: Home;
  /** Process id of the start itself; the parts are in its instance notes. */
  readonly pid: number;
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  stop(): Promise<void>;
}

/** What would make the stack use something else than its own parts. */
const NOT_OURS = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'PUBLIC_URL', 'PORT', 'HOST'];
const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 60_000;

/** @param samples whether it holds the sample people and their project, as after a first start */
export async function startStack({ samples }: { readonly samples: boolean }): Promise<Stack> {
  const path = await mkdtemp(join(tmpdir(), 'jalon-bench-'));
  // As root, the user `postgres` walks through it.
  await chmod(path, 0o711);
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_OURS.includes(name));
  const env = { ...Object.fromEntries(inherited), JALON_HOME: path };
  const home = homeOf(env);
  const logFile = join(path, 'start.log');
  const program = spawnGuarded({
    program: process.execPath,
    args: [fromRoot('dist', 'cli', 'main.js'), 'start', ...(samples ? [] : ['--no-samples'])],
    stopSignal: 'TERM',
    logFile,
    env,
  });
  const stop = async () => {
    await program.stop(STOP_WITHIN_MS);
    await rm(path, { recursive: true, force: true });
  };
  try {
    let ended = false;
    program.ended.finally(() => {
      ended = true;
    });
    const until = performance.now() + READY_WITHIN_MS;
    let links = await linksOf(home, program.pid);
    while (links === null) {
      if (ended || performance.now() > until) {
        throw new Error(`the stack did not start:\n${await readFile(logFile, 'utf8')}`);
      }
      await pause(50);
      links = await linksOf(home, program.pid);
    }
    return {
      home,
      pid: program.pid,
      publicUrl: new URL(links.admin).origin,
      databaseUrl: await databaseOf(env, 'app'),
      temporalAddress: (await temporalOf(env)).temporalAddress,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
