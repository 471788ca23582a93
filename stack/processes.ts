/** Recognising and ending processes that an earlier run left behind, never by name alone. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process as an earlier run wrote it down. */
export interface Recorded {
  readonly pid: number;
  /** When the process began, in the system's own words: tells it from a later one with the same number. */
  readonly began: string;
}

/** Describes a running process so that it can be recognised later; null when there is none with this id. */
export function record(pid: number): Recorded | null {
  const began = beganAt(pid);
  return began === null ? null : { pid, began };
}

/** True while the recorded process itself runs. */
export function stillRuns({ pid, began }: Recorded): boolean {
  return beganAt(pid) === began;
}

/** The command line of a running process, or null when there is none with this id. */
export function commandLine(pid: number): string | null {
  if (process.platform !== 'linux') return ps(pid, 'args=');
  const words = proc(pid, 'cmdline');
  return words === null || words === '' ? null : words.replaceAll('\0', ' ').trim();
}

/**
 * Asks a process to end and waits until it has, the hard way after `patience` milliseconds.
 * @param isStillIt asked before every signal, so that nothing else is ever hit
 * @returns false when there was nothing to end
 */
export async function endProcess(
  pid: number,
  isStillIt: () => boolean,
  signal: NodeJS.Signals,
  patience = 15_000,
): Promise<boolean> {
  if (!isStillIt()) return false;
  send(pid, signal);
  const until = performance.now() + patience;
  for (;;) {
    await pause(25);
    if (!isStillIt()) return true;
    if (performance.now() > until) send(pid, 'SIGKILL');
  }
}

function beganAt(pid: number): string | null {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  // The name, second field, may hold spaces; after its bracket come state (a dead one that nobody buried is gone
  // for us) and, as the twentieth, the start in ticks since the machine began.
  const fields = proc(pid, 'stat')?.split(') ').at(-1)?.split(' ');
  if (fields === undefined || fields[0] === 'Z' || fields[19] === undefined) return null;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
}

function proc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone meanwhile: that is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
