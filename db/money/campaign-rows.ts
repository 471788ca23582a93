/** Campaigns, as the transactions and the pages read them. */
import type { CampaignFacts } from '../../domain/campaign-schedule.ts';
import type { CampaignState } from '../../domain/campaigns.ts';
import type { LocalText, MilestoneKind, MilestoneState } from '../../domain/lifecycle.ts';
import { CommandNotFound } from '../commands.ts';
import type { Reader } from '../store.ts';

export interface CampaignRow {
  readonly id: string;
  readonly project_id: string;
  readonly milestone_id: string;
  readonly ledger_id: string;
  readonly number: number;
  readonly state: CampaignState;
  readonly proposal_id: string | null;
  readonly title: LocalText;
  readonly purpose: LocalText;
  readonly beneficiary: string;
  readonly account_holder: string;
  /** Without spaces; empty until it is known. */
  readonly iban: string;
  readonly reference: string;
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly extended_from: Date | null;
  readonly extension_reason: string;
  readonly opened_at: Date | null;
  readonly closed_at: Date | null;
  readonly sum_due_at: Date | null;
  readonly published_at: Date | null;
  readonly raised: number | null;
  readonly cancelled_at: Date | null;
  readonly cancel_reason: string;
  readonly version: number;
  readonly created_at: Date;
  readonly changed_by: string | null;
  readonly changed_at: Date;
  readonly carried_at: Date | null;
}

/** A campaign with what its milestone says of it. */
export interface CampaignOfMilestone extends CampaignRow {
  readonly milestone_key: string;
  readonly milestone_kind: MilestoneKind;
  readonly milestone_state: MilestoneState;
}

const campaigns = (reader: Reader) => reader('campaigns as c').join('milestones as m', 'm.id', 'c.milestone_id');
const COLUMNS = ['c.*', 'm.key as milestone_key', 'm.kind as milestone_kind', 'm.state as milestone_state'] as const;

export async function findCampaign(reader: Reader, id: string): Promise<CampaignOfMilestone | undefined> {
  return campaigns(reader)
    .where('c.id', id)
    .first<CampaignOfMilestone | undefined>(...COLUMNS);
}

/** @throws CommandNotFound */
export async function campaignById(reader: Reader, id: string): Promise<CampaignOfMilestone> {
  const campaign = await findCampaign(reader, id);
  if (!campaign) throw new CommandNotFound(id);
  return campaign;
}

/** Whose ledger it is; undefined for the match's and the fund's. */
export async function campaignOfLedger(reader: Reader, ledgerId: string): Promise<CampaignOfMilestone | undefined> {
  return campaigns(reader)
    .where('c.ledger_id', ledgerId)
    .first<CampaignOfMilestone | undefined>(...COLUMNS);
}

/** What its schedule follows from. */
export const campaignFacts = (campaign: CampaignRow): CampaignFacts => ({
  state: campaign.state,
  opensAt: campaign.opens_at,
  closesAt: campaign.closes_at,
  openedAt: campaign.opened_at,
  closedAt: campaign.closed_at,
  sumDueAt: campaign.sum_due_at,
  publishedAt: campaign.published_at,
  cancelledAt: campaign.cancelled_at,
});
