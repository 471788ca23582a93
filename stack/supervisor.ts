/**
 * Keeps parts running: starts them in order, starts one that died again, and stops all in the opposite order.
 * A part that dies again and again ends the whole, with the reason.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Ending } from './guarded.ts';

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  stop(): Promise<unknown>;
}

export interface Part {
  readonly name: string;
  start(): Promise<Running>;
}

export interface Supervisor {
  /** Starts a part and watches it from now on. @throws what its start throws */
  add(part: Part): Promise<void>;
  /** Process ids of what runs now, by name. */
  pids(): Readonly<Record<string, number>>;
  /** Resolves, with the reason, when a part cannot be kept running. */
  readonly gaveUp: Promise<Error>;
  /** Stops everything, the last one started first. */
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  /** Tells a person about deaths and restarts. */
  readonly say: (line: string) => void;
  /** After every start and restart: who runs now. */
  readonly changed: (pids: Readonly<Record<string, number>>) => Promise<void>;
  /** Wait before the second restart in a row, in milliseconds; it doubles. */
  readonly backOff?: number;
}

/** This many deaths of one part within the window are too many. */
const DEATHS = 6;
const WINDOW_MS = 120_000;
const LONGEST_WAIT_MS = 15_000;

export function createSupervisor({ say, changed, backOff = 500 }: SupervisorOptions): Supervisor {
  const running = new Map<string, Running>();
  const starting = new Set<Promise<unknown>>();
  const watches: Promise<void>[] = [];
  const stopping = new AbortController();
  let giveUp: (reason: Error) => void = () => undefined;
  const gaveUp = new Promise<Error>((resolve) => {
    giveUp = resolve;
  });
  const pids = () => Object.fromEntries([...running].map(([name, { pid }]) => [name, pid]));

  async function start(part: Part): Promise<Running> {
    const begun = part.start();
    starting.add(begun);
    try {
      const started = await begun;
      running.set(part.name, started);
      await changed(pids());
      return started;
    } finally {
      starting.delete(begun);
    }
  }

  async function watch(part: Part, first: Running): Promise<void> {
    let current: Running | null = first;
    let deaths: number[] = [];
    let reason = '';
    while (!stopping.signal.aborted) {
      if (current !== null) {
        const { code, signal } = await current.ended;
        reason = signal === null ? `exit code ${code}` : signal;
      }
      if (stopping.signal.aborted) return;
      const now = performance.now();
      deaths = [...deaths.filter((at) => now - at < WINDOW_MS), now];
      if (deaths.length >= DEATHS) {
        giveUp(new Error(`${part.name} ended ${deaths.length} times in a row, the last time with: ${reason}`));
        return;
      }
      say(`${part.name} ended (${reason}); starting it again`);
      const wait = deaths.length === 1 ? 0 : Math.min(backOff * 2 ** (deaths.length - 2), LONGEST_WAIT_MS);
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        current = await start(part);
        say(`${part.name} runs again`);
      } catch (error) {
        current = null;
        reason = error instanceof Error ? error.message : String(error);
      }
    }
  }

  return {
    gaveUp,
    pids,
    async add(part) {
      if (stopping.signal.aborted) throw new Error(`${part.name} is not started: everything is being stopped`);
      const started = await start(part);
      watches.push(watch(part, started));
    },
    async stop() {
      stopping.abort();
      // What is just being started is stopped too.
      await Promise.allSettled(starting);
      for (const name of [...running.keys()].toReversed()) await running.get(name)?.stop();
      await Promise.all(watches);
    },
  };
}
