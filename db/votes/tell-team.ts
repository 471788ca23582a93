/** Messages of a vote to the team: owner, managers and partners (R24). */
import type { LocalText } from '../../domain/lifecycle.ts';
import { type MessageType, recipientsOf } from '../../domain/messages.ts';
import { type MilestoneRow, milestoneFacts } from '../milestones.ts';
import { notify } from '../notify.ts';
import { membersOf, projectFacts } from '../projects.ts';
import { currentRound } from './vote-rows.ts';
import type { Voting } from './voting.ts';

export type VoteMessageType = Extract<MessageType, `vote.${string}`>;

export interface TeamMessage {
  readonly type: VoteMessageType;
  readonly eventId: string;
  readonly reason?: string;
  /** What happened, in one sentence. */
  readonly result?: LocalText;
  /** Nobody acted on it yet: the managers are told as well. */
  readonly late?: boolean;
}

export async function tellTeam(voting: Voting, { type, eventId, reason, result, late }: TeamMessage): Promise<void> {
  const { store, trx, project, plan, vote, now, actorId } = voting;
  const milestone = await trx('milestones').where({ id: vote.milestone_id }).first<MilestoneRow>();
  const members = await membersOf(trx, project.id);
  const chosen = recipientsOf(type, { members, ownerId: milestone.owner_id, approverRoles: [], actorId });
  const managers = members.filter(({ role }) => role === 'manager');
  const round = await currentRound(trx, vote);
  await notify(store, trx, {
    eventId,
    projectId: project.id,
    at: now,
    facts: {
      type,
      ...projectFacts(project, plan),
      milestone: milestoneFacts(milestone),
      vote: {
        id: vote.id,
        question: vote.charter.question,
        round: vote.round,
        opensAt: round?.opens_at.toISOString() ?? vote.charter.opensAt,
        closesAt: round?.closes_at.toISOString() ?? vote.charter.closesAt,
        result: result ?? null,
      },
      ...(reason !== undefined && { reason }),
    },
    // Where the owner cannot sign in any more, the managers are told: what is due is never silent.
    recipients: late ? unique([...chosen, ...managers]) : chosen.length > 0 || actorId !== null ? chosen : managers,
  });
}

const unique = <T extends { readonly id: string }>(members: readonly T[]): T[] => [
  ...new Map(members.map((member) => [member.id, member])).values(),
];
