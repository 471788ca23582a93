/** A document written by experts: drafted, submitted, approved. */
import type { MilestoneInput } from './contract/index.ts';
import { carryMilestone } from './milestone.ts';

export async function document(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
}
