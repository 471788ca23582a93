/** An awareness campaign: the gate asks for posters, links and screenshots. */
import type { MilestoneInput } from './contract/index.ts';
import { carryMilestone } from './milestone.ts';

export async function campaign(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
}
