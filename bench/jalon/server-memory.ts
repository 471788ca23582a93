/** What the server's process takes before something is done, and at the most meanwhile above that. */
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf, partsOf } from './processes.ts';
import type { Stack } from './stack.ts';

const MB = 2 ** 20;
const LOOK_EVERY_MS = 100;

export async function withServerMemory<T>(
  stack: Stack,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly fromMB: number; readonly moreMB: number }> {
  const resident = async () => (await memoryOf((await partsOf(stack)).server ?? [])).resident;
  const before = await resident();
  let most = before;
  let watching = true;
  const watched = (async () => {
    while (watching) {
      most = Math.max(most, await resident());
      await pause(LOOK_EVERY_MS);
    }
  })();
  try {
    const result = await work();
    return { result, fromMB: before / MB, moreMB: (most - before) / MB };
  } finally {
    watching = false;
    await watched;
  }
}
