/** The town hall's match: the gate asks for council decision, contract and payment order. */
import type { MilestoneInput } from './contract/index.ts';
import { endMatchesOf } from './ending-matches.ts';
import { carryMilestone } from './milestone.ts';

export async function match(input: MilestoneInput): Promise<void> {
  const milestone = await carryMilestone(input);
  await milestone.opened();
  await milestone.ended();
  await endMatchesOf(input);
}
