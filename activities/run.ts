/** Activities on one run. */
import { decideRun } from '../db/runs/decide-run.ts';
import { endRuns, loadRun, wakeRun } from '../db/runs/wake.ts';
import type { Store } from '../db/store.ts';
import type { RunActivities } from '../workflows/contract/activities.ts';

export function runActivities(store: Store): RunActivities {
  return {
    loadRun: (runId, now) => loadRun(store, runId, new Date(now)),
    decideRun: (commandId, now) => decideRun(store, commandId, new Date(now)),
    wakeRun: (runId, now) => wakeRun(store, runId, new Date(now)),
    endRuns: (milestoneId, now) => endRuns(store, milestoneId, new Date(now)),
  };
}
