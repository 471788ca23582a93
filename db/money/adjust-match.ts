/** R20: what a refund after the close changes of the match. */
import { isEnded } from '../../domain/lifecycle.ts';
import { type MatchState, matchOf } from '../../domain/match.ts';
import { newId } from '../store.ts';
import { type EntryRow, entryById } from './ledger-rows.ts';
import { decisionsOf, matchOfCampaign, toRepayOf } from './match-rows.ts';
import { type Deciding, type Matching, recordMatchEvent, updateMatch } from './matching.ts';
import { tellMatchTeam } from './tell-match-team.ts';

/**
 * Follows adjustments of a campaign's ledger in its match, in their order. Before the payment what is due changes, and a
 * first release for the old sum is void; at nothing the match is over, and stands where it stood once that is corrected.
 * After it the difference is open until it is repaid. Nothing ever raises it above what was computed, nor what the town
 * hall still has in it above what it paid.
 * An adjustment of money that came after the close changes nothing: that was never matched.
 * @param entries as they were written; whatever is no adjustment of the sum raised is passed over
 * @param options whether the team is told
 */
export async function adjustMatch(
  deciding: Deciding,
  campaignId: string,
  entries: readonly EntryRow[],
  { tell = true }: { readonly tell?: boolean } = {},
): Promise<void> {
  for (const entry of entries) {
    const match = await matchOfCampaign(deciding.trx, campaignId);
    if (!match) return;
    if (await changesRaised(deciding, entry)) await follow({ ...deciding, match }, entry, tell);
  }
}

/** It adjusts money that came until the close. */
async function changesRaised({ trx }: Deciding, entry: EntryRow): Promise<boolean> {
  if (entry.kind !== 'adjustment' || entry.nature !== 'money' || entry.about_id === null) return false;
  return (await entryById(trx, entry.about_id))?.after_close === false;
}

async function follow(matching: Matching, entry: EntryRow, tell: boolean): Promise<void> {
  const { trx, match, now } = matching;
  const adjusted = await trx('match_adjustments as a')
    .join('ledger_entries as e', 'e.id', 'a.entry_id')
    .where('a.match_id', match.id)
    .first<{ amount: number }>(trx.raw('coalesce(sum(e.amount), 0)::bigint as amount'));
  const raisedBefore = match.raised + adjusted.amount;
  const raisedAfter = raisedBefore + entry.amount;
  const due = dueAfter(matching, raisedAfter);
  const toRepay = toRepayOf({ ...match, due });
  const id = newId();
  const state = toRepay > toRepayOf(match) ? 'open' : 'nothing-due';
  const figures = { raisedBefore, raisedAfter, dueBefore: match.due, dueAfter: due };
  await trx('match_adjustments').insert({
    id,
    match_id: match.id,
    entry_id: entry.id,
    raised_before: raisedBefore,
    raised_after: raisedAfter,
    due_before: match.due,
    due_after: due,
    state,
    opened_at: now,
  });
  if (toRepay === 0) await closeOpen(matching);
  else if (entry.corrects_id !== null) await closeOpen(matching, entry.corrects_id);
  const over = match.paid === null && due === 0 && match.state !== 'cancelled' && match.state !== 'nothing-due';
  const back = match.state === 'nothing-due' && due > 0;
  const changed = due !== match.due;
  if (changed && match.released) await voidReleases(matching);
  const next = await updateMatch(matching, {
    due,
    // What is waited for anew is told anew.
    ...((state === 'open' || back || (changed && match.released)) && { waits_since: now }),
    ...(over && { state: 'nothing-due', ended_at: now }),
    ...(back && { state: await stateBefore(matching), ended_at: null }),
    // Its story looks again, or begins again where it had ended.
    ...(changed && { carried_at: null }),
  });
  const eventId = await recordMatchEvent(next, 'match.adjusted', {
    adjustmentId: id,
    entryId: entry.id,
    ...figures,
    adjustment: state,
    toRepay,
  });
  if (changed && tell) await tellMatchTeam(next, { type: 'match.adjusted', eventId });
}

function dueAfter({ match }: Matching, raised: number): number {
  if (match.state === 'cancelled') return match.due;
  // What ended with its milestone stays ended.
  if (match.state === 'nothing-due' && isEnded(match.milestone_state)) return match.due;
  const matched = Math.min(match.computed, matchOf(raised, { cap: match.cap, on: match.cap_on }));
  return match.paid === null ? matched : Math.min(matched, match.paid - match.repaid);
}

/** Where a match stood before refunds left nothing of it: what was decided and signed stays so. */
async function stateBefore({ trx, match }: Matching): Promise<MatchState> {
  if (match.contracted_on !== null) return 'contracted';
  return (await decisionsOf(trx, match.id)).at(-1)?.outcome ?? 'computed';
}

/**
 * Nothing goes back any more: a later adjustment took the difference away again.
 * @param ofEntry only what this refund opened, which was corrected
 */
async function closeOpen({ trx, match, now }: Matching, ofEntry?: string): Promise<void> {
  await trx('match_adjustments')
    .where({ match_id: match.id, state: 'open', ...(ofEntry !== undefined && { entry_id: ofEntry }) })
    .update({ state: 'nothing-due', settled_at: now });
}

/** R21: whoever released did so for another sum. */
export async function voidReleases({ trx, match, now }: Matching): Promise<void> {
  await trx('match_releases').where({ match_id: match.id, void_at: null }).update({ void_at: now });
}
