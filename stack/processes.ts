/** Recognising and ending processes that an earlier run left behind, never by name alone. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The command line of a running process, or null when there is none with this id. */
export function commandLine(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return words === '' ? null : words.replaceAll('\0', ' ').trim();
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** True when the process runs and its command line holds every one of the given words. */
export function isProcess(pid: number, words: readonly string[]): boolean {
  const line = commandLine(pid);
  return line !== null && words.every((word) => line.includes(word));
}

/**
 * Ends a process an earlier run recorded, if it is still that program.
 * @returns true when there was one.
 */
export async function endLeftover(
  pid: number,
  words: readonly string[],
  signal: NodeJS.Signals,
  patience = 15_000,
): Promise<boolean> {
  if (!isProcess(pid, words)) return false;
  send(pid, signal);
  const until = performance.now() + patience;
  while (isProcess(pid, words)) {
    if (performance.now() > until) send(pid, 'SIGKILL');
    await pause(50);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone meanwhile: that is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
