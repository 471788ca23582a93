/** How a program of ours is asked to stop. */

/** npm and a terminal may both pass on one Ctrl-C; only a later one is an impatient person. */
const SAME_KEYSTROKE_MS = 1_000;

/**
 * Aborted when somebody asks the process to stop; asked again, it ends at once.
 * @param deadline milliseconds after which it ends even if something still hangs
 */
export function stopSignal(deadline: number): AbortSignal {
  const stop = new AbortController();
  let asked: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked === null) {
        asked = performance.now();
        setTimeout(() => process.exit(1), deadline).unref();
        stop.abort();
      } else if (performance.now() - asked > SAME_KEYSTROKE_MS) {
        process.exit(130);
      }
    });
  }
  return stop.signal;
}
