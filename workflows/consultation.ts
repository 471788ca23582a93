/** Public consultations, done in runs: the gate asks for notice, attendance and minutes of each, persons and proposals. */
import type { MilestoneInput } from './contract/index.ts';
import { endRunsOf } from './ending-runs.ts';
import { carryMilestone } from './milestone.ts';

export async function consultation(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
  await endRunsOf(input);
}
