/** What every change of a campaign stands on: the project's lock, the campaign as it is under it, and how it is written. */
import { CommandNotFound } from '../commands.ts';
import { type MarkedIds, recordMarked } from '../marks.ts';
import { lockProject, planOf } from '../projects.ts';
import type { Transaction } from '../store.ts';
import { type CampaignOfMilestone, type CampaignRow, campaignById } from './campaign-rows.ts';
import type { Deciding } from './matching.ts';

/** A campaign that is being changed, or whose ledger is; `actorId` is null for what its story does by itself. */
export interface Campaigning extends Deciding {
  readonly campaign: CampaignOfMilestone;
}

/**
 * Locks the campaign's project and reads the campaign.
 * @throws CommandNotFound where there is no such campaign
 */
export async function lockCampaign(
  store: Campaigning['store'],
  trx: Transaction,
  campaignId: string,
  now: Date,
  actorId: string | null = null,
): Promise<Campaigning> {
  const target = await trx('campaigns')
    .where({ id: campaignId })
    .first<{ project_id: string } | undefined>('project_id');
  const project = target && (await lockProject(trx, target.project_id));
  if (!project) throw new CommandNotFound(campaignId);
  const plan = await planOf(trx, project.id);
  return { store, trx, project, plan, campaign: await campaignById(trx, campaignId), now, actorId };
}

type Changed = Partial<
  Pick<
    CampaignRow,
    | 'state'
    | 'proposal_id'
    | 'beneficiary'
    | 'account_holder'
    | 'iban'
    | 'opens_at'
    | 'closes_at'
    | 'extended_from'
    | 'extension_reason'
    | 'opened_at'
    | 'closed_at'
    | 'sum_due_at'
    | 'published_at'
    | 'raised'
    | 'cancelled_at'
    | 'cancel_reason'
  >
> & { readonly title?: string; readonly purpose?: string };

/** Writes what changed and raises the version, which every answer carries. @returns the campaign as it is then */
export async function updateCampaign(campaigning: Campaigning, change: Changed): Promise<Campaigning> {
  const { trx, campaign, now, actorId } = campaigning;
  await trx('campaigns')
    .where({ id: campaign.id })
    .update({
      ...change,
      version: trx.raw('version + 1'),
      changed_at: now,
      ...(actorId !== null && { changed_by: actorId }),
    });
  return { ...campaigning, campaign: await campaignById(trx, campaign.id) };
}

/**
 * Records an event of this campaign, as it stands now. `data` holds ids, instants and figures only.
 * @param also further records that it told of
 */
export async function recordCampaignEvent(
  { trx, campaign, now, actorId }: Campaigning,
  type: string,
  data: Readonly<Record<string, unknown>> = {},
  texts?: Readonly<Record<string, string>>,
  also: MarkedIds = {},
): Promise<string> {
  const event = {
    projectId: campaign.project_id,
    type,
    at: now,
    actorId,
    milestoneId: campaign.milestone_id,
    data: { campaignId: campaign.id, key: campaign.milestone_key, ...data },
    ...(texts && { texts }),
  };
  return (await recordMarked(trx, event, { campaign: [campaign.id], ...also })).id;
}
