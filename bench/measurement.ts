/** What every measurement under bench/ agrees on: its options, its answer, and a median. */

/** From the command line: `npm run bench -- outbox --rounds 5` gives `{ rounds: '5' }`. */
export type BenchOptions = Readonly<Record<string, string>>;

export interface Measurement {
  /** The one figure that counts. */
  readonly figure: number;
  /** `ratio`, `MB`, … */
  readonly unit: string;
  /** null where the figure is for comparison only. */
  readonly aim: { readonly atLeast: number } | { readonly atMost: number } | null;
  /** Everything that the figure was made from. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Exported as `run` by each file that measures. Says on the way what it does; the figure is printed for it. */
export type Run = (options: BenchOptions) => Promise<Measurement>;

/** A whole number among the options. @throws when it is none, or is not positive */
export function count(options: BenchOptions, name: string, otherwise: number): number {
  const value = Number(options[name] ?? otherwise);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} needs a whole number above 0`);
  return value;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('no values');
  return (low + high) / 2;
}
