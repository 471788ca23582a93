/** One match: computed, adopted by the council, contracted, paid; or rejected, unless the council decides again (R21). */
import { proxyLocalActivities } from '@temporalio/workflow';
import { CarriedStory } from './carrying.ts';
import type { MatchActivities } from './contract/activities.ts';
import { type MatchInput, type MatchStanding, matchChanged, matchUpdates } from './contract/index.ts';
import { workflowNow } from './time.ts';

// Local activities, as in milestone.ts: each is one short transaction on the database beside the worker.
const { loadMatch, decideMatch, wakeMatch } = proxyLocalActivities<MatchActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

export async function townHallMatch(input: MatchInput): Promise<void> {
  const { matchId } = input;
  const match = new CarriedStory<MatchStanding>({
    input,
    updates: Object.values(matchUpdates),
    changed: matchChanged,
    load: () => loadMatch(matchId, workflowNow()),
    decide: (commandId) => decideMatch(commandId, workflowNow()),
    wake: () => wakeMatch(matchId, workflowNow()),
  });
  await match.begin();
  // A rejection waits as well: the council may decide again for as long as the milestone is not ended.
  await match.past(({ state }) => state === 'computed' || state === 'rejected');
  await match.past(({ state }) => state === 'adopted');
  // Two persons release it.
  await match.past(({ state }) => state === 'contracted');
  // What a later refund leaves to be repaid (R20), until its milestone has ended.
  await match.over();
}
