/** The end of a milestone of the kind fundraising: a campaign that received nothing is cancelled, and its story ends. */
import { getExternalWorkflowHandle, log, patched, proxyLocalActivities } from '@temporalio/workflow';
import type { CampaignActivities } from './contract/activities.ts';
import { campaignChanged, campaignWorkflowId, type MilestoneInput } from './contract/index.ts';
import { workflowNow } from './time.ts';

const { endCampaigns } = proxyLocalActivities<CampaignActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '5 seconds' },
});

/** Ends the campaigns of a milestone that has ended. */
export async function endCampaignsOf({ slug, key, milestoneId }: MilestoneInput): Promise<void> {
  // Stories that ended before there were campaigns did so without this.
  if (!patched('campaigns-end-with-their-milestone')) return;
  for (const { campaignId } of await endCampaigns(milestoneId, workflowNow())) {
    try {
      await getExternalWorkflowHandle(campaignWorkflowId(campaignId)).signal(campaignChanged);
    } catch {
      // A story that is gone finds its milestone ended when it comes back.
      log.warn('a campaign could not be told', { slug, key, campaignId });
    }
  }
}
