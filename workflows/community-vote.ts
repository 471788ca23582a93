/** One vote: announced, open, closed, counted; a tie leads to the run-off, a second one to the lot (R12–R17). */
import { proxyLocalActivities } from '@temporalio/workflow';
import type { VoteState } from '../domain/votes.ts';
import { CarriedStory } from './carrying.ts';
import type { VoteActivities } from './contract/activities.ts';
import { type VoteInput, type VoteStanding, voteChanged, voteUpdates } from './contract/index.ts';
import { workflowNow } from './time.ts';

// Local activities, as in milestone.ts: each is one short transaction on the database beside the worker.
const { loadVote, decideVote, wakeVote, tellVoters, deleteRoll } = proxyLocalActivities<VoteActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

const BEFORE_IT_OPENS: readonly VoteState[] = ['drafted', 'announced'];
const UNTIL_THE_RESULT: readonly VoteState[] = [...BEFORE_IT_OPENS, 'open', 'counting', 'lot'];

export async function communityVote(input: VoteInput): Promise<void> {
  const { voteId } = input;
  const vote = new CarriedStory<VoteStanding>({
    input,
    updates: Object.values(voteUpdates),
    changed: voteChanged,
    load: () => loadVote(voteId, workflowNow()),
    decide: (commandId) => decideVote(commandId, workflowNow()),
    wake: () => wakeVote(voteId, workflowNow()),
    serve: (standing) => serveVoters(voteId, standing),
  });
  await vote.begin();
  // It opens by itself at its time, once there is something to choose from (R12).
  await vote.past(({ state }) => BEFORE_IT_OPENS.includes(state));
  // Codes, reminders, the close, the count; after a tie the same once more, then the lot.
  await vote.past(({ state }) => UNTIL_THE_RESULT.includes(state));
  // R15a: until nothing personal is left of the roll.
  await vote.over();
}

/** What voters are owed, a chunk at a time: a close that falls due meanwhile comes first. Then the roll's deletion. */
function serveVoters(voteId: string, { toTell: [step], rollDue }: VoteStanding): (() => Promise<unknown>) | null {
  if (step !== undefined) return () => tellVoters(voteId, step, workflowNow());
  return rollDue ? () => deleteRoll(voteId, workflowNow()) : null;
}
