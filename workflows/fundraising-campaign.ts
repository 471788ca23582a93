/** One campaign: announced, open, closed, its sum published within the working days that the plan gives (R20, R22). */
import { proxyLocalActivities } from '@temporalio/workflow';
import type { CampaignState } from '../domain/campaigns.ts';
import { CarriedStory } from './carrying.ts';
import type { CampaignActivities } from './contract/activities.ts';
import { type CampaignInput, type CampaignStanding, campaignChanged, campaignUpdates } from './contract/index.ts';
import { workflowNow } from './time.ts';

// Local activities, as in milestone.ts: each is one short transaction on the database beside the worker.
const { loadCampaign, decideCampaign, wakeCampaign, tellGivers } = proxyLocalActivities<CampaignActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

const isOneOf =
  (...states: readonly CampaignState[]) =>
  ({ state }: CampaignStanding): boolean =>
    states.includes(state);

export async function fundraisingCampaign(input: CampaignInput): Promise<void> {
  const { campaignId } = input;
  const campaign = new CarriedStory<CampaignStanding>({
    input,
    updates: Object.values(campaignUpdates),
    changed: campaignChanged,
    load: () => loadCampaign(campaignId, workflowNow()),
    decide: (commandId) => decideCampaign(commandId, workflowNow()),
    wake: () => wakeCampaign(campaignId, workflowNow()),
    // Donors and subscribers, a chunk at a time.
    serve: ({ toTell: [step] }) => (step === undefined ? null : () => tellGivers(campaignId, step, workflowNow())),
  });
  await campaign.begin();
  await campaign.past(isOneOf('drafted'));
  // It opens by itself on its day, and takes gifts until the last second of its last one.
  await campaign.past(isOneOf('announced', 'open'));
  // R22: the team is reminded of the sum, then told that it is late.
  await campaign.past(isOneOf('closed'));
  // Until everybody who gave or asked for it was told.
  await campaign.over();
}
