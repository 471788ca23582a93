/** Messages of a match to the team: the owner of its milestone, the partners, the managers (R24). */
import type { MatchStep } from '../../domain/match.ts';
import { type Member, type MessageType, recipientsOf } from '../../domain/messages.ts';
import { type MilestoneRow, milestoneFacts } from '../milestones.ts';
import { notify } from '../notify.ts';
import { membersOf, projectFacts } from '../projects.ts';
import { decisionsOf, releasesOf, toRepayOf } from './match-rows.ts';
import type { Matching } from './matching.ts';

export type MatchMessageType = Extract<MessageType, `match.${string}`>;

export interface MatchMessage {
  readonly type: MatchMessageType;
  readonly eventId: string;
  /** What is waited for. */
  readonly step?: MatchStep;
  /** Nobody acted on it yet: the managers are told as well. */
  readonly late?: boolean;
}

export async function tellMatchTeam(matching: Matching, message: MatchMessage): Promise<void> {
  const { store, trx, project, plan, match, now } = matching;
  const { type, eventId, step } = message;
  const milestone = await trx('milestones').where({ id: match.milestone_id }).first<MilestoneRow>();
  await notify(store, trx, {
    eventId,
    projectId: project.id,
    at: now,
    facts: {
      type,
      ...projectFacts(project, plan),
      milestone: milestoneFacts(milestone),
      match: {
        id: match.id,
        title: match.title,
        state: match.state,
        step: step ?? null,
        raised: match.raised,
        due: match.due,
        paid: match.paid,
        toRepay: toRepayOf(match),
        decision: await lastDecision(matching),
      },
    },
    recipients: await recipients(matching, message, milestone.owner_id),
  });
}

async function lastDecision({ trx, match }: Matching) {
  const last = (await decisionsOf(trx, match.id)).at(-1);
  return last ? { number: last.number, decidedOn: last.decided_on, words: last.words } : null;
}

async function recipients(
  { trx, project, match, actorId }: Matching,
  { type, step, late = false }: MatchMessage,
  ownerId: string,
): Promise<readonly Member[]> {
  const members = await membersOf(trx, project.id);
  const chosen = recipientsOf(type, { members, ownerId, approverRoles: [], actorId });
  if (step === undefined) return chosen;
  const managers = members.filter(({ role }) => role === 'manager');
  // R21: a release is the managers' affair as much as the partner's, and so is what has to be paid back.
  const withManagers = late || (step !== 'decide' && step !== 'contract') ? unique([...chosen, ...managers]) : chosen;
  const released = step === 'second-release' ? await releasedBy(trx, match.id) : [];
  const waited = withManagers.filter(({ id }) => !released.includes(id));
  // Where none of them can sign in any more, the managers are told: what is due is never silent.
  return waited.length > 0 ? waited : managers;
}

async function releasedBy(trx: Matching['trx'], matchId: string): Promise<string[]> {
  return (await releasesOf(trx, matchId)).filter(({ void_at: voidAt }) => voidAt === null).map((each) => each.user_id);
}

const unique = (members: readonly Member[]): Member[] => [
  ...new Map(members.map((member) => [member.id, member])).values(),
];
