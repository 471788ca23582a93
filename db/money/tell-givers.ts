/** Messages of a campaign to donors and subscribers, a bounded number at a time (design: large audiences in chunks). */
import { type CampaignNotice, giverNotices } from '../../domain/campaign-schedule.ts';
import type { GiverStep } from '../../domain/campaigns.ts';
import type { GiverMessageType, ToldSum } from '../../domain/giver-messages.ts';
import { campaignFigures } from '../../domain/ledger.ts';
import { matchOf } from '../../domain/match.ts';
import { noticeKey } from '../../domain/runs.ts';
import type { Store } from '../store.ts';
import { decidedCampaignNotices, recordCampaignNotice } from './campaign-notices.ts';
import { campaignFacts } from './campaign-rows.ts';
import { type Campaigning, lockCampaign, recordCampaignEvent } from './campaigning.ts';
import { type EntryRow, sumsOf } from './ledger-rows.ts';
import { type Giver, notifyGivers, type ToldGiver } from './notify-givers.ts';

/** Givers of one transaction: entries go on between two of them. */
const CHUNK = 200;

const TYPE_OF: Readonly<Record<GiverStep, GiverMessageType>> = {
  opened: 'giver.opened',
  weekly: 'giver.weekly',
  'pledge-reminder': 'giver.pledge-reminder',
  published: 'giver.published',
  cancelled: 'giver.cancelled',
};

/**
 * Writes the next messages of a step; with the last ones, or where the step has lost its meaning, the step is recorded.
 * R24: whoever was told of this step (about this instant) is not told again, whatever is retried.
 * @returns whether there are more to be written
 */
export async function tellGivers(
  store: Store,
  campaignId: string,
  step: GiverStep,
  now: Date,
): Promise<{ readonly more: boolean }> {
  return store.knex.transaction(async (trx) => {
    const campaigning = await lockCampaign(store, trx, campaignId, now);
    const { plan, campaign } = campaigning;
    const decided = await decidedCampaignNotices(trx, campaignId);
    const owed = giverNotices(campaignFacts(campaign), plan.settings, now).filter(
      (notice) => notice.step === step && notice.owedAt <= now && !decided.has(noticeKey(notice)),
    );
    for (const notice of owed) {
      // A word that is found late, after the close, tells nothing any more.
      if (campaign.state === 'open' && now > campaign.closes_at) {
        await recordCampaignNotice(trx, campaignId, notice, 'overtaken', now);
        continue;
      }
      const told = await tellSome(campaigning, { ...notice, step });
      // Of a donor's pledges one is reminded of at a time, so that a part of a chunk is not the last one.
      if (told === CHUNK || (told > 0 && step === 'pledge-reminder')) return { more: true };
      await recordCampaignNotice(trx, campaignId, notice, 'sent', now);
    }
    return { more: false };
  });
}

/** @returns how many were written to */
async function tellSome(campaigning: Campaigning, notice: CampaignNotice<GiverStep>): Promise<number> {
  const { step, aboutAt } = notice;
  const told = step === 'pledge-reminder' ? await unpaidPledges(campaigning) : await audience(campaigning, notice);
  if (told.length === 0) return 0;
  const eventId = await recordCampaignEvent(campaigning, 'campaign.givers-told', {
    step,
    aboutAt: aboutAt.toISOString(),
    givers: told.length,
    // Of a reminder the pledges: whoever made two is reminded of each, once.
    ...(step === 'pledge-reminder' && { pledges: told.map(({ entry }) => entry?.id) }),
  });
  await notifyGivers(campaigning, { type: TYPE_OF[step], eventId, sum: await sumNow(campaigning) }, told);
  return told.length;
}

async function sumNow({ trx, campaign, plan }: Campaigning): Promise<ToldSum> {
  const { raised: now, gifts, inKind } = campaignFigures(await sumsOf(trx, campaign.ledger_id));
  const raised = campaign.raised ?? now;
  const { matchCap, matchCapOn } = plan.settings;
  const matched = plan.milestones.some(({ kind }) => kind === 'match');
  return {
    raised,
    gifts,
    inKind,
    match: matched ? matchOf(raised, { cap: matchCap.value, on: matchCapOn.value }) : null,
  };
}

/** Subscribers who were so at that instant; of the sum and of a cancellation donors too, unless they subscribed as well. */
async function audience(
  { trx, campaign }: Campaigning,
  { step, aboutAt }: CampaignNotice<GiverStep>,
): Promise<ToldGiver[]> {
  // Found once from the step's few events: looked up for each recipient, it would be read as often as there are recipients.
  const untold = (recipient: 'subscription_id' | 'donor_id', id: string) =>
    `${id} not in (select ${recipient} from told where ${recipient} is not null)`;
  const { rows } = await trx.raw<{ rows: Giver[] }>(
    `with told as materialized (
       select m.subscription_id, m.donor_id from events e join messages m on m.event_id = e.id
        where e.project_id = :project and e.type = 'campaign.givers-told' and m.event_type = :type
          and m.campaign_id = :campaign and e.data::jsonb ->> 'aboutAt' = :about
     ), subscribed as materialized (
       select lower(email) as email from subscriptions
        where project_id = :project and ended_at is null and confirmed_at <= :since
     )
     select 'subscription' as "to", s.id, s.email, '' as name, s.locale, s.token
       from subscriptions s
      where s.project_id = :project and s.ended_at is null and s.confirmed_at <= :since
        and ${untold('subscription_id', 's.id')}
     union all
     select 'donor', d.id, d.email, d.name, d.locale, null
       from donors d
      where :donors and d.project_id = :project and d.email is not null
        and exists (select 1 from ledger_entries e where e.donor_id = d.id and e.ledger_id = :ledger)
        and lower(d.email) not in (select email from subscribed)
        and ${untold('donor_id', 'd.id')}
      order by 1, 2 limit :chunk`,
    {
      project: campaign.project_id,
      ledger: campaign.ledger_id,
      campaign: campaign.id,
      type: TYPE_OF[step],
      about: aboutAt.toISOString(),
      since: aboutAt,
      donors: step === 'published' || step === 'cancelled',
      chunk: CHUNK,
    },
  );
  return rows.map((giver) => ({ giver }));
}

/** Pledges that something is still to come of, one a donor at a time, none that was reminded of before. */
async function unpaidPledges({ trx, campaign }: Campaigning): Promise<ToldGiver[]> {
  const { rows } = await trx.raw<{
    rows: (EntryRow & { unpaid: number; email: string; name: string; locale: 'ro' | 'en' })[];
  }>(
    `select distinct on (p.donor_id) p.*, d.email, d.name, d.locale, left_of.unpaid
       from ledger_entries p
       join donors d on d.id = p.donor_id and d.email is not null
       cross join lateral (
         select p.amount + coalesce(sum(case when e.kind = 'settlement' then -(e.amount + c.corrected) else e.amount end), 0)::bigint as unpaid
           from ledger_entries e
           cross join lateral (select coalesce(sum(c.amount), 0) as corrected from ledger_entries c
                                where c.about_id = e.id and c.kind = 'correction') c
          where e.about_id = p.id) left_of
      where p.ledger_id = :ledger and p.kind = 'pledge' and left_of.unpaid > 0
        and p.id::text not in (select jsonb_array_elements_text(t.data::jsonb -> 'pledges') from events t
                                where t.project_id = :project and t.type = 'campaign.givers-told')
      order by p.donor_id, p.number limit :chunk`,
    { ledger: campaign.ledger_id, project: campaign.project_id, chunk: CHUNK },
  );
  return rows.map(({ unpaid, email, name, locale, ...entry }) => ({
    giver: { to: 'donor', id: entry.donor_id ?? '', email, name, locale, token: null },
    entry,
    unpaid,
  }));
}
