/** Messages of a match to the team: the owner of its milestone, the partners, the managers, who can release (R24). */
import type { MatchStep } from '../../domain/match.ts';
import { type Member, type MessageType, recipientsOf, type TeamRecipient } from '../../domain/messages.ts';
import { type MilestoneRow, milestoneFacts } from '../milestones.ts';
import { notify } from '../notify.ts';
import { membersOf, projectFacts } from '../projects.ts';
import { administratorsOf } from '../users.ts';
import { decisionsOf, toRepayOf } from './match-rows.ts';
import type { Matching } from './matching.ts';
import { releasersOf, standingRelease } from './releasers.ts';

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
  const decision = await lastDecision(matching);
  for (const { recipients, releasers } of await audiences(matching, message, milestone.owner_id))
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
          releasers,
          decision,
        },
      },
      recipients,
    });
}

async function lastDecision({ trx, match }: Matching) {
  const last = (await decisionsOf(trx, match.id)).at(-1);
  return last ? { number: last.number, decidedOn: last.decided_on, words: last.words } : null;
}

interface Audience {
  readonly recipients: readonly TeamRecipient[];
  readonly releasers: readonly string[] | null;
}

async function audiences(
  { trx, project, match, actorId }: Matching,
  { type, step, late = false }: MatchMessage,
  ownerId: string,
): Promise<readonly Audience[]> {
  const members = await membersOf(trx, project.id);
  const chosen = recipientsOf(type, { members, ownerId, approverRoles: [], actorId });
  if (step === undefined) return [{ recipients: chosen, releasers: null }];
  const managers = members.filter(({ role }) => role === 'manager');
  if (step === 'release' || step === 'second-release') {
    const overseers = late ? [...members.filter(({ id }) => id === ownerId), ...managers] : [];
    return releaseAudiences(trx, match, managers, overseers);
  }
  // R21: what has to be paid back is the managers' affair as much as the partner's.
  const waited = late || step === 'repay' ? unique([...chosen, ...managers]) : chosen;
  // Where none of them can sign in any more, the managers are told: what is due is never silent.
  return [{ recipients: waited.length > 0 ? waited : managers, releasers: null }];
}

/**
 * R21: of a release those are told who can give it, and `overseers` who can. Where nobody can, those are told who can
 * change that: administrators name partners, managers name managers.
 */
async function releaseAudiences(
  trx: Matching['trx'],
  match: Matching['match'],
  managers: readonly Member[],
  overseers: readonly Member[],
): Promise<readonly Audience[]> {
  const able = await releasersOf(trx, match);
  if (able.length === 0)
    return [{ recipients: unique([...(await administratorsOf(trx)), ...managers]), releasers: [] }];
  const done = (await standingRelease(trx, match))?.user_id;
  const others = unique(overseers).filter(({ id }) => id !== done && !able.some((member) => member.id === id));
  return [
    { recipients: able, releasers: null },
    { recipients: others, releasers: able.map(({ name }) => name) },
  ];
}

/** Each once, as the last that names them does. */
const unique = (people: readonly TeamRecipient[]): TeamRecipient[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
];
