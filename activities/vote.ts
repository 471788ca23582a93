/** Activities on one vote. */
import type { Store } from '../db/store.ts';
import { decideVote } from '../db/votes/decide-vote.ts';
import { deleteRoll } from '../db/votes/roll-deletion.ts';
import { tellVoters } from '../db/votes/tell-voters.ts';
import { endVotes, loadVote, wakeVote } from '../db/votes/wake-vote.ts';
import type { VoteActivities } from '../workflows/contract/activities.ts';

export function voteActivities(store: Store): VoteActivities {
  return {
    loadVote: (voteId, now) => loadVote(store, voteId, new Date(now)),
    decideVote: (commandId, now) => decideVote(store, commandId, new Date(now)),
    wakeVote: (voteId, now) => wakeVote(store, voteId, new Date(now)),
    tellVoters: (voteId, step, now) => tellVoters(store, voteId, step, new Date(now)),
    deleteRoll: (voteId, now) => deleteRoll(store, voteId, new Date(now)),
    endVotes: (milestoneId, now) => endVotes(store, milestoneId, new Date(now)),
  };
}
