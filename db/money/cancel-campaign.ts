/** The end of a campaign that raised nothing. */
import type { Answer } from '../../domain/refusal.ts';
import { refused } from '../register/registering.ts';
import type { Reader } from '../store.ts';
import { type Campaigning, recordCampaignEvent, updateCampaign } from './campaigning.ts';
import { bankStanding } from './publish-sum.ts';
import { tellCampaignTeam } from './tell-campaign-team.ts';

/**
 * R20: whether money or a gift in kind ever came, also where it was given back since, or where nobody has decided yet what
 * a line of an accepted statement is.
 */
export async function hasReceived(reader: Reader, ledgerId: string): Promise<boolean> {
  const { rows } = await reader.raw<{ rows: unknown[] }>(
    `select from ledger_sums where ledger_id = :id and nature <> 'promise'
     union all select from bank_lines where ledger_id = :id and state = 'open' limit 1`,
    { id: ledgerId },
  );
  return rows.length > 0;
}

/**
 * Cancels it: what was given has to be accounted for, so only while nothing was.
 * @param reason public; undefined where the campaign ends with its milestone
 */
export async function cancelCampaign(campaigning: Campaigning, reason: string | undefined): Promise<Answer> {
  const { trx, campaign, now } = campaigning;
  const { openLines } = await bankStanding(trx, campaign.ledger_id);
  if (openLines > 0) return refused({ code: 'lines-open', count: openLines });
  if (await hasReceived(trx, campaign.ledger_id)) return refused({ code: 'campaign-received' });
  const next = await updateCampaign(campaigning, {
    state: 'cancelled',
    cancelled_at: now,
    cancel_reason: reason ?? '',
  });
  const texts = reason === undefined ? undefined : { reason };
  const eventId = await recordCampaignEvent(next, 'campaign.cancelled', { from: campaign.state }, texts);
  if (campaign.state !== 'drafted')
    await tellCampaignTeam(next, { type: 'campaign.cancelled', eventId, ...(reason !== undefined && { reason }) });
  return { done: true, result: {} };
}
