/** A pledge that somebody confirmed on the public page: its donor, its entry with a code of its own, and how to pay it. */
import { dayOf } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import type { Store, Transaction } from '../store.ts';
import { lockCampaign } from './campaigning.ts';
import { addDonor } from './donors.ts';
import type { WrittenPledge } from './giving-requests.ts';
import { enterPledge } from './pledge.ts';

/**
 * Writes the pledge. Each has a donor of its own: an address proves nothing of who gave before under the same name.
 * The project's row is locked, and the campaign is open.
 * @returns the id of its entry
 */
export async function enterPublicPledge(
  store: Store,
  trx: Transaction,
  { campaignId, locale }: { readonly campaignId: string; readonly locale: Locale },
  { amount, donorKind: kind, name, email, shown }: WrittenPledge,
  now: Date,
): Promise<string> {
  const campaigning = await lockCampaign(store, trx, campaignId, now);
  const who = { projectId: campaigning.project.id, actorId: null, now };
  const donorId = await addDonor(trx, who, { kind, name, email, locale, shown });
  return (await enterPledge(campaigning, { amount, bookedOn: dayOf(now), donorId })).id;
}
