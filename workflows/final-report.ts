/** The final report: the gate asks for the report and its submission to the funder. */
import type { MilestoneInput } from './contract/index.ts';
import { carryMilestone } from './milestone.ts';

export async function finalReport(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
}
