/** The community's vote: the gate asks for the charter and the record of the result. */
import type { MilestoneInput } from './contract/index.ts';
import { endVotesOf } from './ending-votes.ts';
import { carryMilestone } from './milestone.ts';

export async function vote(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
  await endVotesOf(input);
}
