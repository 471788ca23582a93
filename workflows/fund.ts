/** The Local Development Fund: the gate asks for its founding document. */
import type { MilestoneInput } from './contract/index.ts';
import { carryMilestone } from './milestone.ts';

export async function fund(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
}
