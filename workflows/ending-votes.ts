/** The end of a milestone of the kind vote: a vote without its result is cancelled, and its story ends. */
import { getExternalWorkflowHandle, log, patched, proxyLocalActivities } from '@temporalio/workflow';
import type { VoteActivities } from './contract/activities.ts';
import { type MilestoneInput, voteChanged, voteWorkflowId } from './contract/index.ts';
import { workflowNow } from './time.ts';

const { endVotes } = proxyLocalActivities<VoteActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '5 seconds' },
});

/** Ends the votes of a milestone that has ended. */
export async function endVotesOf({ slug, key, milestoneId }: MilestoneInput): Promise<void> {
  // Stories that ended before there were votes did so without this.
  if (!patched('votes-end-with-their-milestone')) return;
  for (const { voteId } of await endVotes(milestoneId, workflowNow())) {
    try {
      await getExternalWorkflowHandle(voteWorkflowId(voteId)).signal(voteChanged);
    } catch {
      // A story that is gone finds its milestone ended when it comes back.
      log.warn('a vote could not be told', { slug, key, voteId });
    }
  }
}
