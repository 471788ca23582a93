/** Messages to donors and subscribers of a campaign (R22, R24). */
import type { GiverMessageType, ToldGift, ToldSum } from '../../domain/giver-messages.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { enqueueMessages } from '../outbox.ts';
import type { Campaigning } from './campaigning.ts';
import type { EntryRow } from './ledger-rows.ts';

/** Somebody to be written to. */
export interface Giver {
  readonly to: 'donor' | 'subscription';
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  /** Of a subscription: whoever has it ends it. */
  readonly token: string | null;
}

export interface ToldGiver {
  readonly giver: Giver;
  /** The pledge or the gift that it is about. */
  readonly entry?: EntryRow;
  /** What is still to come of a pledge, where that is not the whole. */
  readonly unpaid?: number;
  /** The entry whose receipt goes along. */
  readonly receiptOf?: string;
}

const giftOf = ({ nature, amount, booked_on: bookedOn, document, reference }: EntryRow, unpaid?: number): ToldGift => ({
  nature,
  amount: unpaid ?? amount,
  bookedOn,
  document,
  reference,
});

/** Writes one message a giver. */
export async function notifyGivers(
  { store, trx, project, plan, campaign, now }: Campaigning,
  {
    type,
    eventId,
    sum = null,
  }: { readonly type: GiverMessageType; readonly eventId: string; readonly sum?: ToldSum | null },
  told: readonly ToldGiver[],
): Promise<void> {
  const facts = {
    type,
    project: { slug: project.slug, title: project.title },
    publicity: plan.publicity,
    campaign: {
      title: campaign.title,
      beneficiary: campaign.beneficiary,
      accountHolder: campaign.account_holder,
      iban: campaign.iban,
      reference: campaign.reference,
      opensAt: campaign.opens_at.toISOString(),
      closesAt: campaign.closes_at.toISOString(),
    },
    sum,
    reason: campaign.cancel_reason,
  };
  await enqueueMessages(
    trx,
    told.map(({ giver, entry, unpaid, receiptOf }) => ({
      projectId: project.id,
      eventId,
      eventType: type,
      milestoneId: campaign.milestone_id,
      createdAt: now,
      to: giver.to,
      recipient: { id: giver.id, email: giver.email, name: giver.name, locale: giver.locale },
      campaignId: campaign.id,
      ...(receiptOf !== undefined && { receiptOf }),
      composed: store.compose(
        { ...facts, gift: entry ? giftOf(entry, unpaid) : null, unsubscribe: giver.token },
        { id: giver.id, email: giver.email, name: giver.name, locale: giver.locale },
      ),
    })),
    store.mailDomain,
  );
}
