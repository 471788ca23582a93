/** What every entry of a campaign's ledger brings with it: thanks to the donor (R24), and the match that follows (R20). */
import { dayOf } from '../../domain/calendar.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { adjustMatch } from './adjust-match.ts';
import type { CampaignOfMilestone } from './campaign-rows.ts';
import { type Campaigning, recordCampaignEvent } from './campaigning.ts';
import { addEntries, type NewEntry } from './entries.ts';
import type { EntryRow } from './ledger-rows.ts';
import { type Giver, notifyGivers, type ToldGiver } from './notify-givers.ts';

/** Either refused, or the id of the entry that was written. */
export type Entered = { readonly refusal: Refusal } | { readonly id: string };

/** R20: money of such a day is told and not matched: it came after the close, or is written after the sum was fixed. */
export const isAfterClose = (campaign: Pick<CampaignOfMilestone, 'state' | 'closes_at'>, bookedOn: string): boolean =>
  campaign.state === 'published' || bookedOn > dayOf(campaign.closes_at);

/**
 * Adds entries to the campaign's ledger, whatever their number, with all that follows from them. Whoever calls it has
 * decided that they may be.
 * @returns the entries as they were written, and the event that they belong to
 */
export async function enterEntries(
  campaigning: Campaigning,
  entries: readonly NewEntry[],
): Promise<{ readonly entries: EntryRow[]; readonly eventId: string }> {
  const { trx, project, campaign, now, actorId } = campaigning;
  const written = await addEntries(
    {
      trx,
      projectId: project.id,
      milestoneId: campaign.milestone_id,
      ledgerId: campaign.ledger_id,
      now,
      actorId,
    },
    entries,
  );
  await tellDonors(campaigning, written);
  await adjustMatch(campaigning, campaign.id, written.entries);
  return written;
}

/** Donors of one statement. */
const AT_ONCE = 500;

/**
 * R24: whoever pledged is told how to pay, whoever gave is thanked with a receipt. A message is one an (event, donor), so
 * a second gift of the same donor in one import belongs to an event of its own.
 */
async function tellDonors(
  campaigning: Campaigning,
  { entries, eventId }: { readonly entries: readonly EntryRow[]; readonly eventId: string },
): Promise<void> {
  const pledges = entries.filter(({ kind }) => kind === 'pledge');
  const gifts = entries.filter(({ kind }) => kind === 'gift' || kind === 'settlement');
  const givers = await giversOf(campaigning, [...pledges, ...gifts]);
  await tellInTurns(campaigning, 'giver.pledged', eventId, toldOf(pledges, givers));
  await tellInTurns(
    campaigning,
    'giver.thanks',
    pledges.length > 0 && gifts.length > 0 ? null : eventId,
    toldOf(gifts, givers).map((told) => ({ ...told, receiptOf: told.entry.id })),
  );
}

const toldOf = (entries: readonly EntryRow[], givers: ReadonlyMap<string, Giver>) =>
  entries.flatMap((entry) => {
    const giver = givers.get(entry.donor_id ?? '');
    return giver ? [{ giver, entry }] : [];
  });

/** @param first the event of the first message to each; null where it has messages of another kind */
async function tellInTurns(
  campaigning: Campaigning,
  type: 'giver.pledged' | 'giver.thanks',
  first: string | null,
  told: readonly (ToldGiver & { readonly entry: EntryRow })[],
): Promise<void> {
  let waiting = [...told];
  let eventId = first;
  while (waiting.length > 0) {
    const seen = new Set<string>();
    const turn = waiting.filter(({ giver }) => !seen.has(giver.id) && seen.add(giver.id));
    const now = new Set(turn);
    waiting = waiting.filter((each) => !now.has(each));
    const data = { step: type === 'giver.thanks' ? 'thanks' : 'pledged', givers: turn.length };
    const event = eventId ?? (await recordCampaignEvent(campaigning, 'campaign.givers-told', data));
    for (let from = 0; from < turn.length; from += AT_ONCE)
      await notifyGivers(campaigning, { type, eventId: event }, turn.slice(from, from + AT_ONCE));
    eventId = null;
  }
}

/** Those of them who can be written to. */
async function giversOf({ trx }: Campaigning, entries: readonly EntryRow[]): Promise<Map<string, Giver>> {
  const ids = [...new Set(entries.flatMap(({ donor_id: id }) => id ?? []))];
  const donors = await trx('donors')
    .whereRaw('id = any(?::uuid[])', [ids])
    .whereNotNull('email')
    .select<Pick<Giver, 'id' | 'email' | 'name' | 'locale'>[]>('id', 'email', 'name', 'locale');
  return new Map(donors.map((donor) => [donor.id, { ...donor, to: 'donor', token: null }]));
}
