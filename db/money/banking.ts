/** What every decision on a bank statement stands on: the project's lock, the campaign under it, and who may. */
import type { Refusal } from '../../domain/refusal.ts';
import type { MarkedIds } from '../marks.ts';
import { roleOf } from '../projects.ts';
import type { Store, Transaction } from '../store.ts';
import { BANK_KEEPERS, type LineRow } from './bank-rows.ts';
import { type Campaigning, lockCampaign, recordCampaignEvent } from './campaigning.ts';

export type Banking = Campaigning & { readonly actorId: string };

/** @throws CommandNotFound where there is no such campaign */
export async function lockBank(
  store: Store,
  trx: Transaction,
  campaignId: string,
  userId: string,
  now: Date,
): Promise<Banking | { readonly refusal: Refusal }> {
  const campaigning = await lockCampaign(store, trx, campaignId, now, userId);
  const { project } = campaigning;
  const role = await roleOf(trx, project.id, userId);
  if (!BANK_KEEPERS.some((keeper) => keeper === role))
    return { refusal: { code: 'role-missing', roles: BANK_KEEPERS } };
  await lockAccount(trx, campaigning.campaign.iban);
  return { ...campaigning, actorId: userId };
}

/**
 * R23: campaigns of two projects may share an account, and have no row that both lock: who books its lines waits for
 * whoever does so already, and then sees which of them are booked.
 */
async function lockAccount(trx: Transaction, iban: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`bank account ${iban}`]);
}

/** Ids and figures only; what somebody wrote goes into `texts`. */
export const recordBankEvent = (
  banking: Campaigning,
  type: 'bank.accepted' | 'bank.set-aside' | 'bank.reopened',
  data: Readonly<Record<string, unknown>>,
  texts?: Readonly<Record<string, string>>,
  also?: MarkedIds,
): Promise<string> => recordCampaignEvent(banking, type, data, texts, also);

/** What an event says of a line. */
export const aboutLine = ({ id, statement_id: statementId, statement_number: number, place, amount }: LineRow) => ({
  lineId: id,
  statementId,
  number,
  place,
  amount,
});

/** A line is to be decided again: it was set aside, or what it was booked as was corrected. */
export const recordLineReopened = (banking: Campaigning, line: LineRow): Promise<string> =>
  recordBankEvent(banking, 'bank.reopened', aboutLine(line));
