/** Local organisations informed: the gate asks for dated messages and their delivery or reply. */
import type { MilestoneInput } from './contract/index.ts';
import { carryMilestone } from './milestone.ts';

export async function outreach(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
}
