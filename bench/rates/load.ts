/** Load: so many clients at a time, each with one call after the other, for a while. */

export interface Load {
  /** Calls a second: the sum of what each client reached, so that one that waits long at the end slows only itself. */
  readonly perSecond: number;
  /** Milliseconds of each call. */
  readonly latencies: readonly number[];
}

/**
 * Each client takes its share of the targets in turn (the first of 8 takes 0, 8, 16, …), so that no target gets two
 * calls at a time and all get their part.
 * @throws what a call throws: a rate with failures in it says nothing
 */
export async function load<Target>(
  targets: readonly Target[],
  clients: number,
  seconds: number,
  call: (target: Target) => Promise<unknown>,
): Promise<Load> {
  const latencies: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  const rates = await Promise.all(
    Array.from({ length: Math.min(clients, targets.length) }, async (_, client) => {
      const share = targets.filter((_target, index) => index % clients === client);
      let done = 0;
      while (performance.now() < until) {
        const target = share[done % share.length];
        if (target === undefined) break;
        const started = performance.now();
        await call(target);
        latencies.push(performance.now() - started);
        done += 1;
      }
      return done / ((performance.now() - began) / 1000);
    }),
  );
  return { perSecond: rates.reduce((sum, rate) => sum + rate, 0), latencies };
}

/** @param share 0.5 for the median, 0.99 for what one call in a hundred exceeds */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('no values');
  return value;
}
