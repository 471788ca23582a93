/** What a campaign's story does by itself: opens, closes, tells the team what is due (R7, R22); ends with its milestone. */
import {
  type CampaignNotice,
  giverNotices,
  hasClosed,
  nextCampaignLookAt,
  type SumStep,
  sumDueAt,
  sumNotices,
} from '../../domain/campaign-schedule.ts';
import { isCampaignOver } from '../../domain/campaigns.ts';
import { isEnded } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import { noticeKey } from '../../domain/runs.ts';
import type { CampaignStanding } from '../../domain/standing.ts';
import { planOf } from '../projects.ts';
import type { Reader, Store } from '../store.ts';
import { decidedCampaignNotices, recordCampaignNotice } from './campaign-notices.ts';
import { type CampaignOfMilestone, campaignById, campaignFacts } from './campaign-rows.ts';
import { type Campaigning, lockCampaign, recordCampaignEvent, updateCampaign } from './campaigning.ts';
import { cancelCampaign, hasReceived } from './cancel-campaign.ts';
import { type CampaignMessageType, tellCampaignTeam } from './tell-campaign-team.ts';

/** Where a campaign stands, for its story. */
export async function campaignStanding(
  reader: Reader,
  campaign: CampaignOfMilestone,
  plan: Plan,
  now: Date,
): Promise<CampaignStanding> {
  const facts = campaignFacts(campaign);
  const decided = await decidedCampaignNotices(reader, campaign.id);
  const owed = (notice: CampaignNotice) => !decided.has(noticeKey(notice));
  const toGivers = giverNotices(facts, plan.settings, now).filter(owed);
  const due = toGivers.filter(({ owedAt }) => owedAt <= now);
  const later = [
    ...toGivers.filter((notice) => !due.includes(notice)),
    ...sumNotices(facts, plan.settings).filter(owed),
  ];
  return {
    version: campaign.version,
    state: campaign.state,
    nextWakeAt: nextCampaignLookAt(facts, later)?.toISOString() ?? null,
    toTell: due.map(({ step }) => step),
    over: isCampaignOver(campaign.state) && due.length === 0,
  };
}

/** The first time that its story loads a campaign is written down: until then the worker looks after its beginning. */
export async function loadCampaign(store: Store, campaignId: string, now: Date): Promise<CampaignStanding> {
  await store.knex('campaigns').where({ id: campaignId, carried_at: null }).update({ carried_at: now });
  const campaign = await campaignById(store.knex, campaignId);
  return campaignStanding(store.knex, campaign, await planOf(store.knex, campaign.project_id), now);
}

/** Does what is due now, late after downtime and once; asked twice it does nothing more. */
export async function wakeCampaign(store: Store, campaignId: string, now: Date): Promise<CampaignStanding> {
  return store.knex.transaction(async (trx) => {
    let campaigning = await lockCampaign(store, trx, campaignId, now);
    if (await endsEmpty(campaigning)) await cancelCampaign(campaigning, undefined);
    else {
      campaigning = await openDue(campaigning);
      campaigning = await closeDue(campaigning);
      await tellDue(campaigning);
    }
    return campaignStanding(trx, await campaignById(trx, campaignId), campaigning.plan, now);
  });
}

/** Its milestone has ended and nothing was given; what was given is accounted for all the same. */
async function endsEmpty({ trx, campaign }: Campaigning): Promise<boolean> {
  if (!isEnded(campaign.milestone_state) || isCampaignOver(campaign.state)) return false;
  return !(await hasReceived(trx, campaign.ledger_id));
}

async function openDue(campaigning: Campaigning): Promise<Campaigning> {
  const { campaign, now } = campaigning;
  if (campaign.state !== 'announced' || now < campaign.opens_at) return campaigning;
  const next = await updateCampaign(campaigning, { state: 'open', opened_at: now });
  const eventId = await recordCampaignEvent(next, 'campaign.opened', { closesAt: campaign.closes_at.toISOString() });
  await tellCampaignTeam(next, { type: 'campaign.opened', eventId });
  return next;
}

/** R22: from here the working days count, from its last day on however late this is. */
async function closeDue(campaigning: Campaigning): Promise<Campaigning> {
  const { campaign, plan, now } = campaigning;
  if (campaign.state !== 'open' || !hasClosed(campaignFacts(campaign), now)) return campaigning;
  const due = sumDueAt(campaign.closes_at, plan.settings);
  const next = await updateCampaign(campaigning, { state: 'closed', closed_at: now, sum_due_at: due });
  const eventId = await recordCampaignEvent(next, 'campaign.closed', { sumDueAt: due.toISOString() });
  await tellCampaignTeam(next, { type: 'campaign.closed', eventId });
  return next;
}

const TYPE_OF: Readonly<Record<SumStep, CampaignMessageType>> = {
  'sum-due': 'campaign.sum-due',
  'sum-overdue': 'campaign.sum-overdue',
  'sum-escalated': 'campaign.sum-escalated',
};

/** R22: tells the team what is owed about the sum; after downtime not of what is coming when it is late already. */
async function tellDue(campaigning: Campaigning): Promise<void> {
  const { trx, campaign, plan, now } = campaigning;
  const decided = await decidedCampaignNotices(trx, campaign.id);
  const owed = sumNotices(campaignFacts(campaign), plan.settings).filter(
    (notice) => notice.owedAt <= now && !decided.has(noticeKey(notice)),
  );
  const late = owed.some(({ step }) => step === 'sum-overdue');
  for (const notice of owed) {
    const overtaken = late && notice.step === 'sum-due';
    await recordCampaignNotice(trx, campaign.id, notice, overtaken ? 'overtaken' : 'sent', now);
    if (overtaken) continue;
    const eventId = await recordCampaignEvent(campaigning, 'campaign.due', {
      step: notice.step,
      sumDueAt: notice.aboutAt.toISOString(),
    });
    await tellCampaignTeam(campaigning, { type: TYPE_OF[notice.step], eventId });
  }
}

/**
 * Ends the campaigns of a milestone that has ended, as far as nothing was given. Asked twice it cancels nothing more.
 * @returns ids of the campaigns whose stories have to look again
 */
export async function endCampaigns(store: Store, milestoneId: string, now: Date): Promise<{ campaignId: string }[]> {
  const campaigns = await store
    .knex('campaigns as c')
    .join('milestones as m', 'm.id', 'c.milestone_id')
    .where('m.id', milestoneId)
    .whereNotNull('m.ended_at')
    .whereNot('c.state', 'published')
    .where((query) => query.whereNull('c.cancelled_at').orWhereRaw('c.cancelled_at >= m.ended_at'))
    .orderBy('c.number')
    .select<{ id: string }[]>('c.id');
  for (const { id } of campaigns) {
    await store.knex.transaction(async (trx) => {
      const campaigning = await lockCampaign(store, trx, id, now);
      if (await endsEmpty(campaigning)) await cancelCampaign(campaigning, undefined);
    });
  }
  return campaigns.map(({ id: campaignId }) => ({ campaignId }));
}
