/** The end of a milestone that is done in runs: what was still to come is cancelled, and each run's story ends. */
import { getExternalWorkflowHandle, log, patched, proxyLocalActivities } from '@temporalio/workflow';
import type { RunActivities } from './contract/activities.ts';
import { type MilestoneInput, runChanged, runWorkflowId } from './contract/index.ts';
import { workflowNow } from './time.ts';

const { endRuns } = proxyLocalActivities<RunActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

/** Ends the runs of a milestone that has ended. */
export async function endRunsOf({ slug, key, milestoneId }: MilestoneInput): Promise<void> {
  // Stories that ended before milestones had runs did so without this.
  if (!patched('runs-end-with-their-milestone')) return;
  for (const { number } of await endRuns(milestoneId, workflowNow())) {
    try {
      await getExternalWorkflowHandle(runWorkflowId(slug, key, number)).signal(runChanged);
    } catch {
      // A story that is gone finds its milestone ended when it comes back.
      log.warn('a run could not be told', { slug, key, number });
    }
  }
}
