/** Activities on one campaign. */
import { decideCampaign } from '../db/money/decide-campaign.ts';
import { tellGivers } from '../db/money/tell-givers.ts';
import { endCampaigns, loadCampaign, wakeCampaign } from '../db/money/wake-campaign.ts';
import type { Store } from '../db/store.ts';
import type { CampaignActivities } from '../workflows/contract/activities.ts';

export function campaignActivities(store: Store): CampaignActivities {
  return {
    loadCampaign: (campaignId, now) => loadCampaign(store, campaignId, new Date(now)),
    decideCampaign: (commandId, now) => decideCampaign(store, commandId, new Date(now)),
    wakeCampaign: (campaignId, now) => wakeCampaign(store, campaignId, new Date(now)),
    tellGivers: (campaignId, step, now) => tellGivers(store, campaignId, step, new Date(now)),
    endCampaigns: (milestoneId, now) => endCampaigns(store, milestoneId, new Date(now)),
  };
}
