/** A port is free when it is chosen and may be another program's when the part that is meant for it begins to listen. */
import type { Settings } from '../config.ts';
import type { Attempt, Everything } from './everything.ts';
import { type Ports, takenOf } from './ports.ts';

/** Two that start at the same moment run into each other twice at most: the second finds the ports of the first in use. */
const MOST_ATTEMPTS = 4;

export interface OnFreePorts {
  readonly settings: Settings;
  /** @throws when the one that was asked for is not free */
  readonly choose: () => Promise<Ports>;
  readonly begin: (ports: Ports) => Attempt;
  /** Tells a person which were taken meanwhile. */
  readonly taken: (ports: readonly number[]) => void;
  /** Resolves when somebody asks to stop. */
  readonly stopped: Promise<null>;
}

/**
 * Starts everything, and again on other ports when one of them was taken before it was used.
 * @returns what runs, for the caller to stop; `everything` is null when it was asked to stop before all was there
 */
export async function startOnFreePorts(
  options: OnFreePorts,
): Promise<{ readonly attempt: Attempt; readonly everything: Everything | null }> {
  const { settings, choose, begin, stopped } = options;
  for (let left = MOST_ATTEMPTS - 1; ; left -= 1) {
    const ports = await choose();
    const attempt = begin(ports);
    try {
      return { attempt, everything: await Promise.race([attempt.everything, attempt.failed, stopped]) };
    } catch (error) {
      await attempt.stop();
      // Nothing of ours listens any more.
      const taken = await takenOf(ports, settings);
      if (taken.length === 0 || left === 0) throw error;
      options.taken(taken);
    }
  }
}
