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

export interface Guarded {
  readonly pid: number;
  /** Resolves when the program has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<Ending>;
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
}

// The watcher is started by a shell that ends at once, so that it is nobody's child: PostgreSQL minds strange ones.
const GUARD = `exec 3<&0; signal="$1"; shift
( ( cat <&3 >/dev/null; kill -"$signal" $$ ) >/dev/null 2>&1 & )
exec "$@" 3<&- </dev/null`;

export function spawnGuarded(options: GuardedOptions): Guarded {
  const log = openSync(options.logFile, 'a', 0o600);
  let child: ChildProcess;
  try {
    child = spawn('sh', ['-c', GUARD, 'jalon', options.stopSignal, options.program, ...options.args], {
      stdio: ['pipe', log, log],
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
  if (child.pid === undefined) throw new Error(`cannot start ${options.program}`);
  // Neither the pipe nor the child keeps our event loop alive by itself; `ended` is awaited where it matters.
  child.stdin?.on('error', () => undefined);
  return {
    pid: child.pid,
    ended,
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
