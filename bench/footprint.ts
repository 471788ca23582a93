/** Memory of the embedded stack with its one sample project, when it has nothing to do. */
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf, type Parts, partsOf } from './jalon/processes.ts';
import { type Stack, startStack } from './jalon/stack.ts';
import { type BenchOptions, count, type Measurement } from './measurement.ts';

const AIM_MB = 900;
const MB = 2 ** 20;
/** Idle: the whole stack takes less than this share of one processor for this long. */
const IDLE_SHARE = 0.1;
const IDLE_FOR_MS = 10_000;
const NEVER_IDLE_MS = 180_000;

/** Options: `--seconds` (20) that it stays idle before it is measured. */
export async function run(options: BenchOptions): Promise<Measurement> {
  const seconds = count(options, 'seconds', 20);
  const stack = await startStack({ samples: true });
  try {
    await untilIdle(stack);
    await pause(seconds * 1000);
    const parts = [];
    for (const [name, processes] of Object.entries(await partsOf(stack))) {
      parts.push({ name, processes: processes.length, ...(await memoryOf(processes)) });
    }
    const total = {
      name: 'all',
      processes: sum(parts.map(({ processes }) => processes)),
      proportional: sum(parts.map(({ proportional }) => proportional)),
      resident: sum(parts.map(({ resident }) => resident)),
    };
    console.log('                        MB, shared pages counted once   MB, resident in each process');
    for (const { name, processes, proportional, resident } of [...parts, total]) {
      const words = `${name} (${processes})`.padEnd(24);
      console.log(`${words}${inMB(proportional).padStart(29)}${inMB(resident).padStart(31)}`);
    }
    return { figure: total.proportional / MB, unit: 'MB', aim: { atMost: AIM_MB }, details: { parts, total } };
  } finally {
    await stack.stop();
  }
}

/** Waits until the start's own work (first mails, caches, compilers) is over. */
async function untilIdle(stack: Stack): Promise<void> {
  const until = performance.now() + NEVER_IDLE_MS;
  for (let before = cpuOf(await partsOf(stack)); ; ) {
    await pause(IDLE_FOR_MS);
    const now = cpuOf(await partsOf(stack));
    if (now - before < IDLE_FOR_MS * IDLE_SHARE) return;
    if (performance.now() > until) throw new Error('the stack does not come to rest');
    before = now;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const cpuOf = (parts: Parts): number => sum(Object.values(parts).flatMap((all) => all.map(({ cpu }) => cpu)));
const inMB = (bytes: number): string => (bytes / MB).toFixed(1);
