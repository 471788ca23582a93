/** The processes of an embedded stack, found in Linux's /proc: each part with everything it started. */
import { readdir, readFile } from 'node:fs/promises';
import { readState } from '../../stack/home.ts';
import type { Stack } from './stack.ts';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  /** Milliseconds of processor time so far. */
  readonly cpu: number;
}

/** Processes of each part by the part's name; `start` is the one that keeps the others running. */
export type Parts = Readonly<Record<string, readonly Process[]>>;

/** USER_HZ, the same on every Linux that Node runs on. */
const TICK_MS = 10;

export async function partsOf({ home, pid }: Stack): Promise<Parts> {
  const notes = await readState<{ parts: Record<string, { pid: number }> }>(home, 'instance');
  const roots = new Map([
    ['start', pid],
    ...Object.entries(notes?.parts ?? {}).map(([name, part]) => [name, part.pid] as const),
  ]);
  const all = await everyProcess();
  const parts: Record<string, Process[]> = {};
  for (const [name, root] of roots) {
    const others = [...roots.values()].filter((other) => other !== root);
    parts[name] = family(all, root, others);
  }
  return parts;
}

/** Memory in bytes: `resident` counts what several processes share once for each, `proportional` once in all. */
export interface Memory {
  readonly resident: number;
  readonly proportional: number;
}

export async function memoryOf(processes: readonly Process[]): Promise<Memory> {
  let [resident, proportional] = [0, 0];
  for (const { pid } of processes) {
    // One that ended since holds nothing.
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    const bytes = (field: string) => Number(new RegExp(`^${field}: +(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
    resident += bytes('Rss');
    proportional += bytes('Pss');
  }
  return { resident, proportional };
}

/** A process, its descendants, and what shares its session: the guard of a part is nobody's child. */
function family(all: readonly Process[], root: number, others: readonly number[]): Process[] {
  const members = new Set([root]);
  for (let before = 0; before < members.size; ) {
    before = members.size;
    for (const { pid, parent, session } of all) {
      if (!others.includes(pid) && (members.has(parent) || session === root)) members.add(pid);
    }
  }
  return all.filter(({ pid }) => members.has(pid));
}

async function everyProcess(): Promise<Process[]> {
  if (process.platform !== 'linux') throw new Error('memory and processor time are read from /proc: this needs Linux');
  const found: Process[] = [];
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
    // The second field, the name, may hold anything; its bracket ends the last one there is.
    const fields = stat
      ?.slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent, , session] = fields ?? [];
    if (fields === undefined || parent === undefined || session === undefined) continue;
    const cpu = fields.slice(11, 13).reduce((sum, ticks) => sum + ticks, 0) * TICK_MS;
    found.push({ pid: Number(name), parent, session, cpu });
  }
  return found;
}
