/** A pledge that somebody confirmed on the public page: its donor, its entry with a code of its own, and how to pay it. */
import { randomInt } from 'node:crypto';
import { dayOf } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { searchKey } from '../../domain/locale.ts';
import { makeReferenceCode, printedReference } from '../../domain/reference-code.ts';
import { newId, type Reader, type Store, type Transaction } from '../store.ts';
import { lockCampaign } from './campaigning.ts';
import { addEntries } from './entries.ts';
import type { WrittenPledge } from './giving-requests.ts';
import { notifyGivers } from './notify-givers.ts';

/** A code that no pledge of the ledger has. */
async function newReference(reader: Reader, ledgerId: string): Promise<string> {
  for (;;) {
    const reference = makeReferenceCode((limit) => randomInt(limit));
    const taken = await reader('ledger_entries').where({ ledger_id: ledgerId, reference }).first('id');
    if (taken === undefined) return reference;
  }
}

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
  const { project, campaign } = campaigning;
  const donorId = newId();
  const donor = { kind, name, email, locale, shown };
  await trx('donors').insert({
    id: donorId,
    project_id: project.id,
    name_key: searchKey(name),
    created_at: now,
    changed_at: now,
    ...donor,
  });
  const reference = await newReference(trx, campaign.ledger_id);
  const about = { projectId: project.id, milestoneId: campaign.milestone_id, ledgerId: campaign.ledger_id };
  const { entries, eventId } = await addEntries({ trx, ...about, now, actorId: null }, [
    {
      kind: 'pledge',
      nature: 'promise',
      channel: 'none',
      amount,
      bookedOn: dayOf(now),
      donorId,
      document: printedReference(reference),
      reference,
    },
  ]);
  const [entry] = entries;
  if (!entry) throw new Error('the pledge was not written');
  const giver = { to: 'donor', id: donorId, email, name, locale, token: null } as const;
  await notifyGivers(campaigning, { type: 'giver.pledged', eventId }, [{ giver, entry }]);
  return entry.id;
}
