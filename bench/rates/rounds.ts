/** Several kinds of the same load, measured in turns, so that what else the machine does hits all alike. */
import { median } from '../measurement.ts';
import { type Load, percentile } from './load.ts';

export interface Figures {
  /** Calls a second: the median of the rounds. */
  readonly perSecond: number;
  /** Milliseconds, over all rounds. */
  readonly p50: number;
  readonly p99: number;
  /** Calls a second of each round. */
  readonly rounds: readonly number[];
}

/** Runs every kind once a round, another one first each time. Round 0 warms up and does not count. */
export async function inTurns<Kind extends string>(
  rounds: number,
  kinds: Readonly<Record<Kind, () => Promise<Load>>>,
): Promise<Record<Kind, Figures>> {
  const names = Object.keys(kinds) as Kind[];
  const loads = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Kind, Load[]>;
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const load = await kinds[name]();
      if (round > 0) loads[name].push(load);
    }
  }
  return Object.fromEntries(names.map((name) => [name, figuresOf(loads[name])])) as Record<Kind, Figures>;
}

function figuresOf(loads: readonly Load[]): Figures {
  const latencies = loads.flatMap((load) => load.latencies);
  const rounds = loads.map((load) => load.perSecond);
  return { perSecond: median(rounds), p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), rounds };
}

/** Median of the rounds' own ratios: both sides of each had the same machine. */
export function ratioOf(ours: Figures, theirs: Figures): number {
  return median(ours.rounds.map((rate, round) => rate / (theirs.rounds[round] ?? Number.NaN)));
}

export function inWords({ perSecond, p50, p99 }: Figures): string {
  return `${perSecond.toFixed(0).padStart(5)}/s  p50 ${p50.toFixed(1).padStart(6)} ms  p99 ${p99.toFixed(1).padStart(6)} ms`;
}
