/** Workflow time: the same on replay. */

/** Now, as the ISO instant that activities take. */
export function workflowNow(): string {
  return new Date().toISOString();
}

/** Milliseconds from now until an instant, never negative; null for null. */
export function millisecondsUntil(instant: string | null): number | null {
  return instant === null ? null : Math.max(0, Date.parse(instant) - Date.now());
}
