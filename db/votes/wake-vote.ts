/** What a vote's story does by itself: opens, closes, counts, tells the team what is due (R7); ends with its milestone. */
import { isEnded } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import { noticeKey } from '../../domain/runs.ts';
import type { VoteStanding } from '../../domain/standing.ts';
import {
  BLOCKED_STEPS,
  nextVoteLookAt,
  rollDeletionDueAt,
  teamNotices,
  type VoteFacts,
  voterNotices,
} from '../../domain/vote-schedule.ts';
import { isVoteOver } from '../../domain/votes.ts';
import { planOf } from '../projects.ts';
import type { Reader, Store } from '../store.ts';
import { cancelVote } from './cancel.ts';
import { closeDue, countDue } from './count.ts';
import { openDue } from './open.ts';
import { tellTeam } from './tell-team.ts';
import { decidedVoteNotices, recordVoteNotice } from './vote-notices.ts';
import { currentRound, type VoteOfMilestone, voteById } from './vote-rows.ts';
import { lockVote, recordVoteEvent, type Voting, voteFacts } from './voting.ts';

/** Nothing more happens to it: final or cancelled, and nothing personal is left of its roll. */
export const isVoteDone = (vote: Pick<VoteOfMilestone, 'state' | 'roll_deleted_at'>): boolean =>
  isVoteOver(vote.state) && vote.roll_deleted_at !== null;

/** Where a vote stands, for its story. */
export async function voteStanding(
  reader: Reader,
  vote: VoteOfMilestone,
  plan: Plan,
  now: Date,
): Promise<VoteStanding> {
  const facts = voteFacts(vote, await currentRound(reader, vote));
  const decided = await decidedVoteNotices(reader, vote.id);
  const toVoters = voterNotices(facts, plan.settings).filter((notice) => !decided.has(noticeKey(notice)));
  const toTeam = teamNotices(facts, plan.settings).filter((notice) => !decided.has(noticeKey(notice)));
  const due = toVoters.filter(({ owedAt }) => owedAt <= now);
  const owed = [...toVoters.filter((notice) => !due.includes(notice)), ...toTeam];
  const next = nextVoteLookAt(facts, { owed, blocked: wasBlocked(facts, decided) }, plan.settings, now);
  const deletion = rollDeletionDueAt(facts, plan.settings);
  return {
    version: vote.version,
    state: vote.state,
    round: vote.round,
    nextWakeAt: next?.toISOString() ?? null,
    toTell: due.map(({ step }) => step),
    rollDue: deletion !== null && deletion <= now,
    over: isVoteDone(vote),
  };
}

const wasBlocked = ({ window }: VoteFacts, decided: ReadonlySet<string>): boolean =>
  window !== null && BLOCKED_STEPS.some((step) => decided.has(noticeKey({ step, aboutAt: window.opensAt })));

/** The first time that its story loads a vote is written down: until then the worker looks after its beginning. */
export async function loadVote(store: Store, voteId: string, now: Date): Promise<VoteStanding> {
  await store.knex('votes').where({ id: voteId, carried_at: null }).update({ carried_at: now });
  const vote = await voteById(store.knex, voteId);
  return voteStanding(store.knex, vote, await planOf(store.knex, vote.project_id), now);
}

/** Does what is due now, late after downtime and once; asked twice it does nothing more. */
export async function wakeVote(store: Store, voteId: string, now: Date): Promise<VoteStanding> {
  for (;;) {
    // A transaction a step: what a round holds is read by another one than that which closed it.
    const standing = await store.knex.transaction(async (trx) => {
      const voting = await lockVote(store, trx, voteId, now);
      const { vote, plan } = voting;
      if (isEnded(vote.milestone_state) && !isVoteOver(vote.state)) await cancelVote(voting, undefined);
      else if (await step(voting)) return null;
      else await tellDue(voting);
      return voteStanding(trx, await voteById(trx, voteId), plan, now);
    });
    if (standing) return standing;
  }
}

/** One step of the vote's life that is due; false where none is. */
async function step(voting: Voting): Promise<boolean> {
  const { trx, vote, now } = voting;
  const round = await currentRound(trx, vote);
  if (!round) return false;
  if (vote.state === 'announced' && now >= round.opens_at) return openDue(voting);
  if (vote.state === 'counting') return countDue(voting, round);
  if (vote.state !== 'open' || now < round.closes_at) return false;
  await closeDue(voting);
  return true;
}

/** Tells the team what somebody has to do; the next morning the managers as well. */
async function tellDue(voting: Voting): Promise<void> {
  const { trx, vote, plan, now } = voting;
  const facts = voteFacts(vote, await currentRound(trx, vote));
  const decided = await decidedVoteNotices(trx, vote.id);
  for (const notice of teamNotices(facts, plan.settings)) {
    if (notice.owedAt > now || decided.has(noticeKey(notice))) continue;
    await recordVoteNotice(trx, vote.id, notice, 'sent', now);
    const eventId = await recordVoteEvent(voting, 'vote.due', { step: notice.step, round: vote.round });
    const type = vote.state === 'lot' ? 'vote.lot-due' : 'vote.count-due';
    await tellTeam(voting, { type, eventId, late: true });
  }
}

/**
 * Ends the votes of a milestone that has ended without their result (it was waived, adopted or cancelled). Asked twice it
 * cancels nothing more.
 * @returns ids of the votes whose stories have to look again
 */
export async function endVotes(store: Store, milestoneId: string, now: Date): Promise<{ voteId: string }[]> {
  const votes = await store
    .knex('votes')
    .join('milestones', 'milestones.id', 'votes.milestone_id')
    .where('milestones.id', milestoneId)
    .whereNotNull('milestones.ended_at')
    .whereNot('votes.state', 'final')
    .where((query) => query.whereNull('votes.cancelled_at').orWhereRaw('votes.cancelled_at >= milestones.ended_at'))
    .orderBy('votes.number')
    .select<{ id: string }[]>('votes.id');
  for (const { id } of votes) {
    await store.knex.transaction(async (trx) => {
      const voting = await lockVote(store, trx, id, now);
      if (!isVoteOver(voting.vote.state)) await cancelVote(voting, undefined);
    });
  }
  return votes.map(({ id: voteId }) => ({ voteId }));
}
