/** Training and courses, done in runs: the gate asks for agenda, attendance and materials or certificates, and persons. */
import type { MilestoneInput } from './contract/index.ts';
import { endRunsOf } from './ending-runs.ts';
import { carryMilestone } from './milestone.ts';

export async function course(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
  await endRunsOf(input);
}
