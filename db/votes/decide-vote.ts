/**
 * Decides a command on a vote: lock, read, decide, write state, event, messages and answer, commit.
 * The story's activity calls it; the server calls it for a vote that is over (and has no story any more).
 */
import type { Charter } from '../../domain/charter.ts';
import { charterFaults, extended, latestClose } from '../../domain/charter.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { VoteDecided } from '../../domain/standing.ts';
import { isVoteOver, type VoteState, type VoteVerb } from '../../domain/votes.ts';
import { recordAnswer } from '../commands.ts';
import { type LockedCommand, lockCommand } from '../locked-command.ts';
import { planOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { announce, changedBy, publicCharterFaults } from './announce.ts';
import { cancelVote } from './cancel.ts';
import { charterHash } from './charter-hash.ts';
import { type CountBody, enterCount } from './count.ts';
import { type LotBody, recordLot } from './finish.ts';
import { publishNote } from './notes.ts';
import { tellTeam } from './tell-team.ts';
import { type VoteOfMilestone, voteById } from './vote-rows.ts';
import { again, recordVoteEvent, roundOf, updateVote, type Voting } from './voting.ts';
import { voteStanding } from './wake-vote.ts';

interface AmendBody {
  readonly version: number;
  readonly charter: Charter;
  readonly reason?: string;
}

interface Verb {
  readonly roles: readonly ProjectRole[];
  readonly from: readonly VoteState[];
  readonly decide: (voting: Voting, body: unknown) => Promise<Answer>;
}

const LIVE: readonly VoteState[] = ['drafted', 'announced', 'open', 'counting', 'lot'];
const ANNOUNCED: readonly VoteState[] = ['announced', 'open', 'counting', 'lot'];

/** Who may use a verb, and in which states it has a meaning. */
export const VOTE_RULES: Readonly<Record<VoteVerb, Verb>> = {
  amend: {
    roles: ['staff', 'manager'],
    from: ['drafted', 'announced'],
    decide: (voting, body) => amend(voting, body as AmendBody),
  },
  announce: {
    roles: ['manager'],
    from: ['drafted'],
    decide: (voting, body) => announce(voting, body as { readonly version: number }),
  },
  extend: {
    roles: ['manager'],
    from: ['open'],
    decide: (voting, body) => extend(voting, body as { readonly closesAt: string; readonly reason: string }),
  },
  note: {
    roles: ['staff', 'manager'],
    from: ANNOUNCED,
    decide: (voting, body) => note(voting, body as { readonly text: string }),
  },
  count: {
    roles: ['staff', 'manager', 'partner'],
    from: ['counting'],
    decide: (voting, body) => enterCount(voting, body as CountBody),
  },
  lot: {
    roles: ['manager'],
    from: ['lot'],
    decide: (voting, body) => recordLot(voting, body as LotBody),
  },
  cancel: {
    roles: ['manager'],
    from: LIVE,
    decide: (voting, body) => cancelVote(voting, (body as { readonly reason: string }).reason),
  },
};

/** Why somebody in this role may not use a verb now; null when nothing is in the way. */
export function refuseVerb(
  verb: VoteVerb,
  vote: Pick<VoteOfMilestone, 'state' | 'frozen_at'>,
  role: ProjectRole | null,
  projectState: 'running' | 'completed' | 'cancelled',
): Refusal | null {
  const { roles, from } = VOTE_RULES[verb];
  if (role === null || !roles.includes(role)) return { code: 'role-missing', roles };
  if (projectState !== 'running') return { code: 'project-ended', state: projectState };
  if (from.includes(vote.state) && !(verb === 'amend' && vote.frozen_at !== null)) return null;
  if (verb === 'count' && !isVoteOver(vote.state)) return { code: 'paper-not-expected' };
  if (verb === 'lot' && !isVoteOver(vote.state)) return { code: 'lot-not-due' };
  return { code: 'vote-state', state: vote.state, verb };
}

/** Free texts of a command that hold a national identity number (R14). */
export function voteTextFaults(body: object) {
  const { reason, text, protocol, place, witnesses } = body as Partial<Record<string, unknown>>;
  const written = { reason, text, protocol, place, witnesses: (witnesses as string[] | undefined)?.join('\n') };
  return nationalIdFaults(written as Record<string, string | undefined>);
}

/**
 * Decides a stored command once; met again, it returns what was decided.
 * @param now the instant of the decision: workflow time from a story, the injected clock from the server
 * @throws CommandNotFound when there is no such command on a vote
 */
export async function decideVote(store: Store, commandId: string, now: Date): Promise<VoteDecided> {
  return store.knex.transaction(async (trx) => {
    const command = await lockCommand<unknown>(trx, commandId, 'votes');
    const { project, userId: actorId } = command;
    const vote = await voteById(trx, command.targetId);
    const plan = await planOf(trx, project.id);
    const voting: Voting = { store, trx, project, plan, vote, now, actorId };
    const answer = command.answer ?? (await decideAndRecord(voting, commandId, command));
    return { done: answer.done, standing: await voteStanding(trx, await voteById(trx, vote.id), plan, now) };
  });
}

async function decideAndRecord(
  voting: Voting,
  commandId: string,
  { verb: stored, body, role }: LockedCommand<unknown>,
): Promise<Answer> {
  const { trx, project, vote, now } = voting;
  const verb = stored.replace('vote.', '') as VoteVerb;
  const refusal = refuseVerb(verb, vote, role, project.state);
  const decided = refusal ? refused(refusal) : await VOTE_RULES[verb].decide(voting, body);
  const { id, state, round, version } = await voteById(trx, vote.id);
  const answer = decided.done
    ? { done: true as const, result: { ...decided.result, id, state, round, version } }
    : decided;
  await recordAnswer(trx, commandId, answer, now);
  return answer;
}

/** R13: freely while it is drafted; once announced with a public reason; never once it is frozen. */
async function amend(voting: Voting, { version, charter, reason }: AmendBody): Promise<Answer> {
  const { trx, vote, now } = voting;
  if (version !== vote.version) return refused(await changedBy(voting));
  const announced = vote.state === 'announced';
  const faults = announced
    ? await publicCharterFaults(trx, vote.id, charter, vote.charter, now)
    : charterFaults(charter);
  if (announced && reason === undefined)
    faults.push({
      field: 'reason',
      reason: {
        ro: 'Votul este anunțat, deci modificarea cere un motiv, care se publică (R13).',
        en: 'The vote is announced, so a change needs a reason, which is published (R13).',
      },
    });
  if (faults.length > 0) return refused({ code: 'fields-refused', faults: faults.map(inCharter) });
  await updateVote(voting, { charter: JSON.stringify(charter) });
  const data = { charterHash: charterHash(charter) };
  if (!announced || reason === undefined) {
    await recordVoteEvent(voting, 'vote.amended', data);
    return { done: true, result: {} };
  }
  const { opensAt, closesAt } = charter;
  const round = await roundOf(trx, vote);
  await trx('vote_rounds').where({ id: round.id }).update({ opens_at: opensAt, closes_at: closesAt });
  await publishNote(voting, 'amended', reason, 'vote.amended', { ...data, round: 1, opensAt, closesAt });
  return { done: true, result: {} };
}

/** Fields of the charter as the form has them. */
const inCharter = <Fault extends { readonly field: string }>(fault: Fault): Fault =>
  fault.field === 'reason' || fault.field.startsWith('charter.')
    ? fault
    : { ...fault, field: `charter.${fault.field}` };

/** R13: before the close, once, and only as far as the charter allows. */
async function extend(
  voting: Voting,
  { closesAt, reason }: { readonly closesAt: string; readonly reason: string },
): Promise<Answer> {
  const { trx, vote, now } = voting;
  const round = await roundOf(trx, vote);
  const newClose = new Date(closesAt);
  const window = { opensAt: round.opens_at, closesAt: round.closes_at, extendedFrom: round.extended_from };
  const allowed = extended(window, vote.charter, newClose, now);
  if (!allowed.ok) {
    if (allowed.why === 'over') return refused({ code: 'vote-closed' });
    const { extensionDays: days } = vote.charter;
    return refused({ code: 'extension-not-allowed', days, latest: allowed.latest?.toISOString() ?? null });
  }
  await trx('vote_rounds')
    .where({ id: round.id })
    .update({ closes_at: newClose, extended_from: round.closes_at, extended_at: now });
  await updateVote(voting, {});
  const eventId = await publishNote(voting, 'extended', reason, 'vote.extended', {
    round: round.round,
    from: round.closes_at.toISOString(),
    closesAt: newClose.toISOString(),
  });
  await tellTeam(await again(voting), { type: 'vote.extended', eventId, reason });
  return { done: true, result: {} };
}

async function note(voting: Voting, { text }: { readonly text: string }): Promise<Answer> {
  await updateVote(voting, {});
  await publishNote(voting, 'note', text, 'vote.noted');
  return { done: true, result: {} };
}

/** The latest close that an extension may set now; null where none is possible. */
export function latestExtension(
  vote: Pick<VoteOfMilestone, 'state' | 'charter'>,
  round: { readonly closes_at: Date; readonly extended_from: Date | null } | undefined,
  now: Date,
): Date | null {
  if (vote.state !== 'open' || !round || round.extended_from !== null || now >= round.closes_at) return null;
  return vote.charter.extensionDays === 0 ? null : latestClose(round.closes_at, vote.charter);
}
