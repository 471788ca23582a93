/** R19: what the town hall adds to the sum of a campaign that was published. */
import { isEnded } from '../../domain/lifecycle.ts';
import { matchOf } from '../../domain/match.ts';
import type { Plan } from '../../domain/plan.ts';
import { type MilestoneRow, milestonesOf, planMilestone } from '../milestones.ts';
import { newId } from '../store.ts';
import { adjustMatch } from './adjust-match.ts';
import { type EntryRow, openLedger } from './ledger-rows.ts';
import { type MatchOfMilestone, matchById } from './match-rows.ts';
import { type Deciding, recordMatchEvent } from './matching.ts';

/** A campaign whose sum has just been fixed. */
export interface PublishedCampaign {
  readonly id: string;
  readonly milestone_id: string;
  readonly ledger_id: string;
  /** R20: bani. */
  readonly raised: number;
}

/**
 * Computes the match of a published campaign, and opens its ledger (R23). Refunds that were entered between the close and
 * the publication are adjustments already, and lower it at once (R20). Its story is begun by whoever asked for the
 * publication, or by the worker later.
 * @returns the match; null where the plan has none, or its milestone has ended
 */
export async function computeMatch(deciding: Deciding, campaign: PublishedCampaign): Promise<MatchOfMilestone | null> {
  const { trx, project, plan, now, actorId } = deciding;
  const milestone = await matchMilestone(deciding, campaign);
  if (!milestone) return null;
  const { matchCap, matchCapOn } = plan.settings;
  const terms = { cap: matchCap.value, on: matchCapOn.value };
  const computed = matchOf(campaign.raised, terms);
  const id = newId();
  const ledgerId = await openLedger(trx, project.id, 'match', now);
  await trx('matches').insert({
    id,
    project_id: project.id,
    milestone_id: milestone.id,
    campaign_id: campaign.id,
    ledger_id: ledgerId,
    state: computed === 0 ? 'nothing-due' : 'computed',
    raised: campaign.raised,
    cap: terms.cap,
    cap_on: terms.on,
    computed,
    due: computed,
    waits_since: now,
    created_at: now,
    ended_at: computed === 0 ? now : null,
    // Of nothing there is no story.
    carried_at: computed === 0 ? now : null,
    changed_by: actorId,
    changed_at: now,
  });
  await recordMatchEvent({ ...deciding, match: await matchById(trx, id) }, 'match.computed', {
    campaignId: campaign.id,
    ledgerId,
    raised: campaign.raised,
    ...terms,
    computed,
  });
  await adjustMatch(deciding, campaign.id, await adjustmentsBefore(deciding, campaign), { tell: false });
  return matchById(trx, id);
}

/** The first match that follows the campaign in the plan, however far; where none follows it, the plan's first. */
async function matchMilestone(
  { trx, project, plan }: Deciding,
  campaign: PublishedCampaign,
): Promise<MilestoneRow | undefined> {
  const milestones = await milestonesOf(trx, project.id);
  const matches = milestones.filter(({ kind }) => kind === 'match');
  const key = milestones.find(({ id }) => id === campaign.milestone_id)?.key ?? '';
  const following = matches.filter((match) => follows(plan, match.key, key));
  const chosen = following[0] ?? matches[0];
  return chosen && !isEnded(chosen.state) ? chosen : undefined;
}

function follows(plan: Plan, key: string, earlier: string): boolean {
  return planMilestone(plan, key).after.some((before) => before === earlier || follows(plan, before, earlier));
}

async function adjustmentsBefore({ trx }: Deciding, campaign: PublishedCampaign): Promise<EntryRow[]> {
  return trx('ledger_entries')
    .where({ ledger_id: campaign.ledger_id, kind: 'adjustment' })
    .orderBy('number')
    .select<EntryRow[]>();
}
