/** Messages of a campaign to the team: owner, managers and partners (R24). */
import { campaignFigures } from '../../domain/ledger.ts';
import { type MessageType, recipientsOf } from '../../domain/messages.ts';
import { type MilestoneRow, milestoneFacts } from '../milestones.ts';
import { notify } from '../notify.ts';
import { membersOf, projectFacts } from '../projects.ts';
import type { Campaigning } from './campaigning.ts';
import { sumsOf } from './ledger-rows.ts';

export type CampaignMessageType = Extract<MessageType, `campaign.${string}`>;

export interface CampaignMessage {
  readonly type: CampaignMessageType;
  readonly eventId: string;
  /** Public. */
  readonly reason?: string;
}

export async function tellCampaignTeam(
  campaigning: Campaigning,
  { type, eventId, reason }: CampaignMessage,
): Promise<void> {
  const { store, trx, project, plan, campaign, now, actorId } = campaigning;
  const milestone = await trx('milestones').where({ id: campaign.milestone_id }).first<MilestoneRow>();
  const members = await membersOf(trx, project.id);
  const chosen = recipientsOf(type, { members, ownerId: milestone.owner_id, approverRoles: [], actorId });
  const managers = members.filter(({ role }) => role === 'manager');
  await notify(store, trx, {
    eventId,
    projectId: project.id,
    at: now,
    facts: {
      type,
      ...projectFacts(project, plan),
      milestone: milestoneFacts(milestone),
      campaign: {
        id: campaign.id,
        title: campaign.title,
        opensAt: campaign.opens_at.toISOString(),
        closesAt: campaign.closes_at.toISOString(),
        sumDueAt: campaign.sum_due_at?.toISOString() ?? null,
        raised: campaign.raised ?? campaignFigures(await sumsOf(trx, campaign.ledger_id)).raised,
      },
      ...(reason !== undefined && { reason }),
    },
    // Where the owner cannot sign in any more, the managers are told: what is due is never silent.
    recipients: chosen.length > 0 || actorId !== null ? chosen : managers,
  });
}
