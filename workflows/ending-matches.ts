/** The end of a milestone of the kind match: its matches end as they stand, and their stories with them. */
import { getExternalWorkflowHandle, log, patched, proxyLocalActivities } from '@temporalio/workflow';
import type { MatchActivities } from './contract/activities.ts';
import { type MilestoneInput, matchChanged, matchWorkflowId } from './contract/index.ts';
import { workflowNow } from './time.ts';

const { endMatches } = proxyLocalActivities<MatchActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '5 seconds' },
});

/** Ends the matches of a milestone that has ended. */
export async function endMatchesOf({ slug, key, milestoneId }: MilestoneInput): Promise<void> {
  // Stories that ended before there were matches did so without this.
  if (!patched('matches-end-with-their-milestone')) return;
  for (const { matchId } of await endMatches(milestoneId, workflowNow())) {
    try {
      await getExternalWorkflowHandle(matchWorkflowId(matchId)).signal(matchChanged);
    } catch {
      // A story that is gone finds its milestone ended when it comes back.
      log.warn('a match could not be told', { slug, key, matchId });
    }
  }
}
