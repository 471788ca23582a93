/** Study visits: the gate asks for travel orders, attendance, photographs and the visit report. */
import type { MilestoneInput } from './contract/index.ts';
import { endRunsOf } from './ending-runs.ts';
import { carryMilestone } from './milestone.ts';

export async function studyVisit(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
  await endRunsOf(input);
}
