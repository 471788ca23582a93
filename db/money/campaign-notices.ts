/** Which notices of a campaign were sent or let pass, each once (R7). */
import type { CampaignNotice } from '../../domain/campaign-schedule.ts';
import { noticeKey } from '../../domain/runs.ts';
import type { Reader, Transaction } from '../store.ts';

/** Their keys (`noticeKey`). */
export async function decidedCampaignNotices(reader: Reader, campaignId: string): Promise<Set<string>> {
  const rows = await reader('campaign_notices')
    .where({ campaign_id: campaignId })
    .select<{ step: string; aboutAt: Date }[]>('step', 'about_at as aboutAt');
  return new Set(rows.map(noticeKey));
}

/** Written twice, it stays as it was. */
export async function recordCampaignNotice(
  trx: Transaction,
  campaignId: string,
  { step, aboutAt, owedAt }: CampaignNotice,
  outcome: 'sent' | 'overtaken',
  now: Date,
): Promise<void> {
  await trx('campaign_notices')
    .insert({ campaign_id: campaignId, step, about_at: aboutAt, outcome, owed_at: owedAt, decided_at: now })
    .onConflict()
    .ignore();
}
