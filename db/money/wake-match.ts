/** What a match's story does by itself: tells the team what is waited for (R7); ends with its milestone. */
import { isEnded } from '../../domain/lifecycle.ts';
import type { MatchStep } from '../../domain/match.ts';
import { type MatchNotice, matchNotices } from '../../domain/match-schedule.ts';
import type { Plan } from '../../domain/plan.ts';
import { noticeKey } from '../../domain/runs.ts';
import type { MatchStanding } from '../../domain/standing.ts';
import { planOf } from '../projects.ts';
import type { Reader, Store } from '../store.ts';
import { isMatchOver, type MatchOfMilestone, matchById, matchFacts } from './match-rows.ts';
import { lockMatch, type Matching, recordMatchEvent, updateMatch } from './matching.ts';
import { tellMatchTeam } from './tell-match-team.ts';

/** Where a match stands, for its story. */
export async function matchStanding(reader: Reader, match: MatchOfMilestone, plan: Plan): Promise<MatchStanding> {
  const [next] = await owedNotices(reader, match, plan);
  return {
    version: match.version,
    state: match.state,
    nextWakeAt: next?.owedAt.toISOString() ?? null,
    over: isMatchOver(match),
  };
}

/** Notices that were neither sent nor let pass, in the order of their time. */
async function owedNotices(reader: Reader, match: MatchOfMilestone, plan: Plan): Promise<MatchNotice[]> {
  const rows = await reader('match_notices')
    .where({ match_id: match.id })
    .select<{ step: string; aboutAt: Date }[]>('step', 'about_at as aboutAt');
  const decided = new Set(rows.map((row) => noticeKey(row as MatchNotice)));
  return matchNotices(matchFacts(match), plan.settings).filter((notice) => !decided.has(noticeKey(notice)));
}

/** That its story knows of it is written down: until then the worker looks after it. */
export async function loadMatch(store: Store, matchId: string, now: Date): Promise<MatchStanding> {
  await store.knex('matches').where({ id: matchId, carried_at: null }).update({ carried_at: now });
  const match = await matchById(store.knex, matchId);
  return matchStanding(store.knex, match, await planOf(store.knex, match.project_id));
}

/** Does what is due now, late after downtime and once (R7); asked twice it does nothing more. */
export async function wakeMatch(store: Store, matchId: string, now: Date): Promise<MatchStanding> {
  return store.knex.transaction(async (trx) => {
    const matching = await lockMatch(store, trx, matchId, now);
    const next = await endWithMilestone(matching);
    await tellDue(next);
    await trx('matches').where({ id: matchId, carried_at: null }).update({ carried_at: now });
    return matchStanding(trx, await matchById(trx, matchId), next.plan);
  });
}

/** Tells who is waited for; of what fell due meanwhile only the latest, which is told to the most. */
async function tellDue(matching: Matching): Promise<void> {
  const { trx, match, plan, now } = matching;
  const due = (await owedNotices(trx, match, plan)).filter(({ owedAt }) => owedAt <= now);
  for (const [place, notice] of due.entries()) {
    const { step, aboutAt, owedAt } = notice;
    const sent = place === due.length - 1;
    await trx('match_notices').insert({
      match_id: match.id,
      step,
      about_at: aboutAt,
      outcome: sent ? 'sent' : 'overtaken',
      owed_at: owedAt,
      decided_at: now,
    });
    if (!sent) continue;
    const eventId = await recordMatchEvent(matching, 'match.due', { step });
    const late = step.endsWith('-late');
    await tellMatchTeam(matching, { type: 'match.due', eventId, step: step.replace(/-late$/, '') as MatchStep, late });
  }
}

/**
 * With its milestone a match ends as it stands: paid, or rejected, which is an honest end (R21). One that was still on
 * its way is cancelled.
 */
async function endWithMilestone(matching: Matching): Promise<Matching> {
  const { match, now } = matching;
  if (match.ended_at !== null || !isEnded(match.milestone_state)) return matching;
  const stands = match.state === 'paid' || match.state === 'rejected';
  const next = await updateMatch(matching, { ended_at: now, ...(!stands && { state: 'cancelled' }) });
  const eventId = await recordMatchEvent(next, stands ? 'match.ended' : 'match.cancelled', { from: match.state });
  if (!stands) await tellMatchTeam(next, { type: 'match.cancelled', eventId });
  return next;
}

/**
 * Ends the matches of a milestone that has ended. Asked twice it ends nothing more.
 * @returns ids of the matches whose stories have to look again
 */
export async function endMatches(store: Store, milestoneId: string, now: Date): Promise<{ matchId: string }[]> {
  const ids: string[] = await store
    .knex('matches')
    .join('milestones', 'milestones.id', 'matches.milestone_id')
    .where('milestones.id', milestoneId)
    .whereNotNull('milestones.ended_at')
    .where((query) => query.whereNull('matches.ended_at').orWhereRaw('matches.ended_at >= milestones.ended_at'))
    .orderBy('matches.created_at')
    .pluck('matches.id');
  for (const id of ids)
    await store.knex.transaction(async (trx) => endWithMilestone(await lockMatch(store, trx, id, now)));
  return ids.map((matchId) => ({ matchId }));
}
