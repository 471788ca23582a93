/** R22: the sum is published: fixed, with a fingerprint, and with what the town hall adds to it (R19). */
import { dayOf } from '../../domain/calendar.ts';
import { campaignFigures } from '../../domain/ledger.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { sumFigures } from '../../domain/sum-statement.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { refused } from '../register/registering.ts';
import type { Reader } from '../store.ts';
import type { CampaignOfMilestone } from './campaign-rows.ts';
import { type Campaigning, recordCampaignEvent, updateCampaign } from './campaigning.ts';
import { computeMatch } from './compute-match.ts';
import { lockLedger, sumsOf } from './ledger-rows.ts';
import { tellCampaignTeam } from './tell-campaign-team.ts';

export interface PublishBody {
  /** The sum that was read, in bani. */
  readonly raised: number;
  /** What happens next; public. */
  readonly words: LocalText;
}

export interface BankStanding {
  /** Lines of accepted statements that nobody has decided. */
  readonly openLines: number;
  /** YYYY-MM-DD: the last day that the accepted statements hold whole; null where none was accepted. */
  readonly statementsUntil: string | null;
}

/** R22: a statement that was imported on its last day holds that day only so far. */
const LAST_WHOLE_DAY = `max(case when (made_at at time zone 'Europe/Bucharest')::date > ends_on then ends_on else ends_on - 1 end)`;

export async function bankStanding(reader: Reader, ledgerId: string): Promise<BankStanding> {
  const { rows } = await reader.raw<{ rows: BankStanding[] }>(
    `select (select count(*)::int from bank_lines where ledger_id = :id and state = 'open') as "openLines",
            (select ${LAST_WHOLE_DAY} from bank_statements where ledger_id = :id and state = 'committed') as "statementsUntil"`,
    { id: ledgerId },
  );
  return rows[0] ?? { openLines: 0, statementsUntil: null };
}

/** Why the sum cannot stand yet: a line that nobody has decided, or an account that is not known up to the close. */
async function refusePublication(reader: Reader, campaign: CampaignOfMilestone): Promise<Refusal | null> {
  const { openLines, statementsUntil } = await bankStanding(reader, campaign.ledger_id);
  if (openLines > 0) return { code: 'lines-open', count: openLines };
  const need = dayOf(campaign.closes_at);
  if (statementsUntil === null || statementsUntil < need)
    return { code: 'statements-short', until: statementsUntil, need };
  const from = await lateBeginning(reader, campaign);
  return from === null ? null : { code: 'statements-late', from, need: dayOf(campaign.opens_at) };
}

/**
 * What moved between the opening and the first statement is known where the account was empty at its beginning.
 * @returns the first day of the statements where it is not known; YYYY-MM-DD
 */
export async function lateBeginning(
  reader: Reader,
  campaign: Pick<CampaignOfMilestone, 'ledger_id' | 'opens_at'>,
): Promise<string | null> {
  const first = await reader('bank_statements')
    .where({ ledger_id: campaign.ledger_id, state: 'committed' })
    .orderBy(['starts_on', 'number'])
    .first<{ from: string; opening: number } | undefined>('starts_on as from', 'opening');
  return !first || first.from <= dayOf(campaign.opens_at) || first.opening === 0 ? null : first.from;
}

/** Publishes it, once; the story then tells donors and subscribers. @returns with the id of the match, if there is one */
export async function publishSum(campaigning: Campaigning, { raised, words }: PublishBody): Promise<Answer> {
  const { trx, campaign, now, actorId } = campaigning;
  const refusal = await refusePublication(trx, campaign);
  if (refusal) return refused(refusal);
  const { last_number: lastEntry } = await lockLedger(trx, campaign.ledger_id);
  const figures = campaignFigures(await sumsOf(trx, campaign.ledger_id));
  // Nobody publishes another sum than the one that they read.
  if (figures.raised !== raised) return refused({ code: 'record-changed', by: null });
  const next = await updateCampaign(campaigning, { state: 'published', published_at: now, raised });
  const match = await computeMatch(next, { ...next.campaign, raised });
  const told = sumFigures(
    {
      campaignId: campaign.id,
      ledgerId: campaign.ledger_id,
      lastEntry,
      opensOn: dayOf(campaign.opens_at),
      closesOn: dayOf(campaign.closes_at),
      publishedAt: now.toISOString(),
      match: match && { computed: match.computed, cap: match.cap, on: match.cap_on },
    },
    figures,
  );
  const text = canonicalJson(told);
  const hash = sha256(text);
  await trx('sum_statements').insert({
    campaign_id: campaign.id,
    figures: text,
    hash,
    words: JSON.stringify(words),
    published_at: now,
    published_by: actorId,
  });
  const data = { raised, lastEntry, statementHash: hash.toString('hex'), matchId: match?.id ?? null };
  const eventId = await recordCampaignEvent(next, 'campaign.published', data, { ro: words.ro, en: words.en });
  await tellCampaignTeam(next, { type: 'campaign.published', eventId });
  return { done: true, result: { matchId: match?.id ?? null } };
}
