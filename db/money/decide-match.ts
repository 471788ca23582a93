/**
 * Decides a command on a match: lock, read, decide, write state, entry, event, messages and answer, commit.
 * The story's activity calls it; the server calls it for a match that is over (and has no story any more).
 */
import { orderDocument } from '../../domain/entry-document.ts';
import { namesSponsorship } from '../../domain/legal-route.ts';
import { isEnded, type ProjectRole, type ProjectState } from '../../domain/lifecycle.ts';
import type { CouncilOutcome, MatchState, MatchVerb } from '../../domain/match.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { MatchDecided } from '../../domain/standing.ts';
import { recordAnswer } from '../commands.ts';
import { type LockedCommand, lockCommand } from '../locked-command.ts';
import { namesPartners, planOf, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store } from '../store.ts';
import { voidReleases } from './adjust-match.ts';
import { type CorrectBody, correctMatch } from './correct-match.ts';
import { addEntries } from './entries.ts';
import { balanceInLedger } from './ledger-rows.ts';
import { dayRefused, fault, lei } from './match-days.ts';
import { decisionsOf, type MatchOfMilestone, matchById, type ReleaseRow, toRepayOf } from './match-rows.ts';
import { type Matching, recordMatchEvent, updateMatch } from './matching.ts';
import { RELEASE_ROLES, standingRelease } from './releasers.ts';
import { refuseScan } from './scans.ts';
import { tellMatchTeam } from './tell-match-team.ts';
import { matchStanding } from './wake-match.ts';

interface DecideBody {
  readonly outcome: CouncilOutcome;
  readonly number: string;
  readonly decidedOn: string;
  readonly words: string;
}
interface ContractBody {
  readonly number: string;
  readonly contractedOn: string;
  readonly legalRoute: string;
}
interface ReleaseBody {
  readonly amount: number;
  readonly orderNumber: string;
  readonly paidOn: string;
}
interface RepayBody {
  readonly amount: number;
  readonly document: string;
  readonly paidOn: string;
  readonly evidenceId?: string | undefined;
}

interface Verb {
  readonly roles: readonly ProjectRole[];
  readonly from: readonly MatchState[];
  readonly decide: (matching: Matching, body: unknown) => Promise<Answer>;
}

const BOTH = ['manager', 'partner'] as const satisfies readonly ProjectRole[];

/** Who may use a verb, and in which states it has a meaning (R21). */
export const MATCH_RULES: Readonly<Record<MatchVerb, Verb>> = {
  decide: {
    roles: BOTH,
    from: ['computed', 'rejected'],
    decide: (matching, body) => recordDecision(matching, body as DecideBody),
  },
  contract: {
    roles: BOTH,
    from: ['adopted'],
    decide: (matching, body) => recordContract(matching, body as ContractBody),
  },
  release: {
    roles: RELEASE_ROLES,
    from: ['contracted'],
    decide: (matching, body) => release(matching, body as ReleaseBody),
  },
  repay: {
    roles: BOTH,
    from: ['paid'],
    decide: (matching, body) => repay(matching, body as RepayBody),
  },
  correct: {
    roles: BOTH,
    from: ['rejected', 'adopted', 'contracted', 'paid'],
    decide: (matching, body) => correctMatch(matching, body as CorrectBody),
  },
};

/** Why somebody in this role may not use a verb now; null when nothing is in the way. */
export function refuseMatchVerb(
  verb: MatchVerb,
  match: MatchOfMilestone,
  role: ProjectRole | null,
  projectState: ProjectState,
): Refusal | null {
  const { roles, from } = MATCH_RULES[verb];
  if (role === null || !roles.includes(role)) return { code: 'role-missing', roles };
  if (projectState !== 'running') return { code: 'project-ended', state: projectState };
  if (verb === 'repay') return toRepayOf(match) > 0 ? null : { code: 'no-adjustment' };
  if (!from.includes(match.state)) return { code: 'match-state', state: match.state, verb };
  // What is public of it is put right for as long as the project runs.
  return verb !== 'correct' && isEnded(match.milestone_state)
    ? { code: 'wrong-state', state: match.milestone_state, verb }
    : null;
}

/** Free texts of a command that hold a national identity number (R14). */
export function matchTextFaults(body: object): FieldFault[] {
  const { number, words, legalRoute, orderNumber, document, reason } = body as Partial<Record<string, string>>;
  return nationalIdFaults({ number, words, legalRoute, orderNumber, document, reason });
}

/**
 * Decides a stored command once; met again, it returns what was decided.
 * @param now the instant of the decision: workflow time from a story, the injected clock from the server
 * @throws CommandNotFound when there is no such command on a match
 */
export async function decideMatch(store: Store, commandId: string, now: Date): Promise<MatchDecided> {
  return store.knex.transaction(async (trx) => {
    const command = await lockCommand<unknown>(trx, commandId, 'matches');
    const { project, userId: actorId } = command;
    const match = await matchById(trx, command.targetId);
    const plan = await planOf(trx, project.id);
    const matching: Matching = { store, trx, project, plan, match, now, actorId };
    const answer = command.answer ?? (await decideAndRecord(matching, commandId, command));
    return { done: answer.done, standing: await matchStanding(trx, await matchById(trx, match.id), plan) };
  });
}

async function decideAndRecord(
  matching: Matching,
  commandId: string,
  { verb: stored, body, role }: LockedCommand<unknown>,
): Promise<Answer> {
  const { trx, project, match, now } = matching;
  const verb = stored.replace('match.', '') as MatchVerb;
  const refusal = refuseMatchVerb(verb, match, role, project.state);
  const decided = refusal ? refused(refusal) : await MATCH_RULES[verb].decide(matching, body);
  const { id, state, version, due } = await matchById(trx, match.id);
  const answer = decided.done
    ? { done: true as const, result: { ...decided.result, id, state, version, due } }
    : decided;
  await recordAnswer(trx, commandId, answer, now);
  return answer;
}

const done: Answer = { done: true, result: {} };

/** R21: each decision of the council is kept; it may adopt what it rejected before. It may be older than the sum. */
async function recordDecision(matching: Matching, { outcome, number, decidedOn, words }: DecideBody): Promise<Answer> {
  const { trx, project, match, now, actorId } = matching;
  if (decidedOn < project.starts_on)
    return refused({ code: 'date-before-start', day: decidedOn, startsOn: project.starts_on });
  const early = dayRefused('decidedOn', decidedOn, matching, null, { ro: '', en: '' });
  if (early) return early;
  if (outcome === 'rejected' && words === '')
    return fault(
      'words',
      'O respingere se publică împreună cu motivul ei (R21). Scrieți ce a hotărât consiliul local.',
      'A rejection is published with its reason (R21). Write what the local council decided.',
    );
  const place = (await decisionsOf(trx, match.id)).length + 1;
  await trx('match_decisions').insert({
    id: newId(),
    match_id: match.id,
    place,
    outcome,
    number,
    decided_on: decidedOn,
    words,
    recorded_at: now,
    recorded_by: actorId,
  });
  const next = await updateMatch(matching, { state: outcome, waits_since: now });
  const texts = { number, ...(words !== '' && { words }) };
  const eventId = await recordMatchEvent(next, 'match.decided', { place, outcome, decidedOn }, texts);
  if (outcome === 'rejected') await tellMatchTeam(next, { type: 'match.rejected', eventId });
  return done;
}

/** R21: with its legal route, which is no sponsorship. */
async function recordContract(matching: Matching, { number, contractedOn, legalRoute }: ContractBody): Promise<Answer> {
  if (namesSponsorship(legalRoute) || namesSponsorship(number)) return refused({ code: 'match-sponsorship' });
  const { trx, match, now } = matching;
  const adopted = (await decisionsOf(trx, match.id)).at(-1)?.decided_on ?? null;
  const decision = { ro: 'Hotărârea consiliului local', en: 'The council’s decision' };
  const early = dayRefused('contractedOn', contractedOn, matching, adopted, decision);
  if (early) return early;
  const next = await updateMatch(matching, {
    state: 'contracted',
    contract_number: number,
    contracted_on: contractedOn,
    legal_route: legalRoute,
    waits_since: now,
  });
  await recordMatchEvent(next, 'match.contracted', { contractedOn }, { number, legalRoute });
  return done;
}

const same = (release: ReleaseRow, { amount, orderNumber, paidOn }: ReleaseBody): boolean =>
  release.amount === amount && release.order_number === orderNumber && release.paid_on === paidOn;

/** What was released by somebody who may not any more counts no longer. */
async function standingOrVoid(matching: Matching): Promise<ReleaseRow | undefined> {
  const standing = await standingRelease(matching.trx, matching.match);
  if (!standing) await voidReleases(matching);
  return standing;
}

/** R21: the first release waits; the second one, by somebody else, pays. Nobody's own release ever meets itself. */
async function release(matching: Matching, body: ReleaseBody): Promise<Answer> {
  const { trx, project, match, now, actorId } = matching;
  const { amount, orderNumber, paidOn } = body;
  // Else one administrator who manages the project could name the second person, or sign in as them.
  if (actorId === null || (await namesPartners(trx, project.id, actorId))) return refused({ code: 'release-by-giver' });
  const contract = { ro: 'Contractul', en: 'The contract' };
  const early = dayRefused('paidOn', paidOn, matching, match.contracted_on, contract);
  if (early) return early;
  if (amount !== match.due)
    return fault(
      'amount',
      `Suma de plată este ${lei(match.due).ro} (R19). Verificați ordinul de plată.`,
      `The sum to pay is ${lei(match.due).en} (R19). Check the payment order.`,
    );
  const standing = await standingOrVoid(matching);
  const role = (await roleOf(trx, project.id, actorId ?? '')) as 'manager' | 'partner';
  if (standing?.user_id === actorId) {
    if (same(standing, body)) return refused({ code: 'released-already' });
    // Their own slip, written anew.
    await voidReleases(matching);
  } else if (standing) {
    const { amount: released, order_number: order, paid_on: on } = standing;
    if (!same(standing, body))
      return refused({ code: 'release-differs', amount: released, orderNumber: order, paidOn: on });
    if (standing.role !== 'partner' && role !== 'partner') return refused({ code: 'release-partner-missing' });
  }
  await trx('match_releases').insert({
    match_id: match.id,
    user_id: actorId,
    role,
    amount,
    order_number: orderNumber,
    paid_on: paidOn,
    released_at: now,
  });
  if (standing && standing.user_id !== actorId) return pay(matching, body, standing.user_id, role);
  const next = await updateMatch(matching, { waits_since: now });
  await recordMatchEvent(next, 'match.released', { amount, paidOn, role }, { orderNumber });
  return done;
}

/** The one payment: the second release and its entry are written together, or neither. */
async function pay(
  matching: Matching,
  { amount, orderNumber, paidOn }: ReleaseBody,
  first: string,
  role: string,
): Promise<Answer> {
  const { trx, project, match, now, actorId } = matching;
  const payment = {
    kind: 'payment',
    nature: 'money',
    channel: 'bank',
    amount,
    bookedOn: paidOn,
    document: orderDocument(orderNumber),
  } as const;
  const entering = {
    trx,
    projectId: project.id,
    milestoneId: match.milestone_id,
    ledgerId: match.ledger_id,
    now,
    actorId,
  };
  const { entries } = await addEntries(entering, [payment]);
  const next = await updateMatch(matching, {
    state: 'paid',
    paid: amount,
    paid_on: paidOn,
    order_number: orderNumber,
    waits_since: now,
  });
  const data = { amount, paidOn, role, entryId: entries[0]?.id, releasedBy: [first, actorId] };
  const eventId = await recordMatchEvent(next, 'match.paid', data, { orderNumber });
  await tellMatchTeam(next, { type: 'match.paid', eventId });
  return done;
}

/** R20: the whole difference at once, with its document; the money has to lie in the match's ledger. */
async function repay(matching: Matching, { amount, document, paidOn, evidenceId }: RepayBody): Promise<Answer> {
  const { trx, project, match, now, actorId } = matching;
  const payment = { ro: 'Plata primăriei', en: 'The town hall’s payment' };
  const early = dayRefused('paidOn', paidOn, matching, match.paid_on, payment);
  if (early) return early;
  const scan = await refuseScan(trx, project.id, evidenceId);
  if (scan) return refused(scan);
  const toRepay = toRepayOf(match);
  if (amount !== toRepay)
    return fault(
      'amount',
      `Se restituie întreaga diferență, ${lei(toRepay).ro} (R20).`,
      `The whole difference is repaid, ${lei(toRepay).en} (R20).`,
    );
  const balance = await balanceInLedger(trx, match.ledger_id);
  if (balance < toRepay) return refused({ code: 'ledger-short', balance });
  const entering = {
    trx,
    projectId: project.id,
    milestoneId: match.milestone_id,
    ledgerId: match.ledger_id,
    now,
    actorId,
  };
  const { entries } = await addEntries(entering, [
    { kind: 'repayment', nature: 'money', channel: 'bank', amount: -toRepay, bookedOn: paidOn, document, evidenceId },
  ]);
  const [entry] = entries;
  await trx('match_adjustments')
    .where({ match_id: match.id, state: 'open' })
    .update({ state: 'settled', settled_entry_id: entry?.id, settled_at: now });
  const next = await updateMatch(matching, { waits_since: now });
  await recordMatchEvent(next, 'match.repaid', { amount: toRepay, paidOn, entryId: entry?.id });
  return done;
}
