/**
 * Starts a program that never outlives the one who started it.
 *
 * A small shell holds the reading end of a pipe and then becomes the program itself, so the process id is the
 * program's own. When the pipe closes (we close it, we exit, or somebody kills us with -9), the program gets its
 * stopping signal. A session of its own keeps Ctrl-C of a terminal from reaching all parts at once: the order in
 * which they stop is ours.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface Guarded {
  readonly pid: number;
  /** Resolves when the program has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<Ending>;
  /**
   * Waits until a program that `saysReady` has said so.
   * @param what its name in the error, when it ended before or is silent for too long
   */
  ready(what: string): Promise<void>;
  /** Asks the program to stop and waits; after `patience` milliseconds it is killed. */
  stop(patience?: number): Promise<Ending>;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface GuardedOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** What the program understands as "finish what you do and stop". */
  readonly stopSignal: 'INT' | 'TERM';
  /** Standard output and error are appended to this file. */
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** A Node program that tells the one who started it when it is ready: `process.send?.(READY)`. */
  readonly saysReady?: boolean;
}

/** What a program sends when it is ready, e.g. listens on its port: nobody else can say that in its place. */
export const READY = 'ready';
const READY_WITHIN_MS = 60_000;

// The watcher is started by a shell that ends at once, so that it is nobody's child: PostgreSQL minds strange ones.
const GUARD = `exec 3<&0; signal="$1"; shift
( ( cat <&3 >/dev/null; kill -"$signal" $$ ) >/dev/null 2>&1 4>&- & )
exec "$@" 3<&- </dev/null`;

export function spawnGuarded(options: GuardedOptions): Guarded {
  const log = openSync(options.logFile, 'a', 0o600);
  let child: ChildProcess;
  try {
    child = spawn('sh', ['-c', GUARD, 'jalon', options.stopSignal, options.program, ...options.args], {
      // The third one is the guard's, see there.
      stdio: ['pipe', log, log, ...(options.saysReady ? (['ignore', 'ipc'] as const) : [])],
      detached: true,
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...options.user,
    });
  } finally {
    closeSync(log);
  }
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      child.stdin?.destroy();
      resolve({ code, signal });
    });
  });
  ended.catch(() => undefined);
  const ready = new Promise<void>((resolve) => {
    child.on('message', (said) => {
      if (said !== READY) return;
      child.disconnect();
      resolve();
    });
  });
  if (child.pid === undefined) throw new Error(`cannot start ${options.program}`);
  // Neither the pipe nor the child keeps our event loop alive by itself; `ended` is awaited where it matters.
  child.stdin?.on('error', () => undefined);
  return {
    pid: child.pid,
    ended,
    async ready(what) {
      const silent = new AbortController();
      const outcome = await Promise.race([
        ready,
        ended.then(({ code, signal }) => `ended while it started (${signal ?? `exit code ${code}`})`),
        pause(READY_WITHIN_MS, `was not ready after ${READY_WITHIN_MS / 1000} s`, { signal: silent.signal }),
      ]);
      silent.abort();
      if (outcome !== undefined) throw new Error(`${what} ${outcome} (log: ${options.logFile})`);
    },
    async stop(patience = 15_000) {
      child.stdin?.destroy();
      const killer = setTimeout(() => child.kill('SIGKILL'), patience);
      try {
        return await ended;
      } finally {
        clearTimeout(killer);
      }
    },
  };
}
