/** The fundraising campaign: the gate asks for statements and receipts. */
import type { MilestoneInput } from './contract/index.ts';
import { endCampaignsOf } from './ending-campaigns.ts';
import { carryMilestone } from './milestone.ts';

export async function fundraising(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
  await endCampaignsOf(input);
}
