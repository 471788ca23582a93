/** Bank lines as entries of the campaign's ledger: the line's sum and day, and its place in the statement as the proof. */
import { dayOf } from '../../domain/calendar.ts';
import type { DonorFields } from '../../domain/donors.ts';
import { lineDocument } from '../../domain/entry-document.ts';
import type { Banking } from './banking.ts';
import type { CampaignRow } from './campaign-rows.ts';
import type { EntryBody } from './enter.ts';
import { enterEntries, isAfterClose } from './entering.ts';

/** What somebody says that a line is. */
export type LineUse = { readonly note?: string | undefined } & (
  | { readonly kind: 'gift'; readonly donorId?: string | undefined; readonly donor?: DonorFields | undefined }
  | { readonly kind: 'settlement'; readonly pledgeId?: string | undefined; readonly reference?: string | undefined }
  | { readonly kind: 'refund'; readonly entryId: string }
);

export interface LineToBook {
  readonly id: string;
  /** The accepted statement's number, and the line's place there. */
  readonly statement: number;
  readonly place: number;
  readonly bookedOn: string;
  /** Bani. */
  readonly amount: number;
  /** The corrected refund in whose place it is booked. */
  readonly insteadOfId?: string | undefined;
}

/** The line as somebody would enter it by hand. */
export function entryOf({ id, statement, place, bookedOn, amount, insteadOfId }: LineToBook, use: LineUse): EntryBody {
  const line = {
    channel: 'bank',
    amount: Math.abs(amount),
    bookedOn,
    document: lineDocument(statement, place),
    bankLineId: id,
    insteadOfId,
    note: use.note,
  } as const;
  switch (use.kind) {
    case 'gift':
      return { kind: 'gift', ...line, donorId: use.donorId, donor: use.donor };
    case 'settlement':
      return { kind: 'settlement', ...line, aboutId: use.pledgeId, reference: use.reference };
    case 'refund':
      return { kind: 'refund', ...line, aboutId: use.entryId };
  }
}

/** The first day that an entry may have: nothing is given before the campaign opens. */
export const bookableFrom = (campaign: Pick<CampaignRow, 'opens_at'>): string => dayOf(campaign.opens_at);

export interface PledgePayment extends LineToBook {
  readonly pledgeId: string;
  readonly donorId: string;
}

/** Books lines as payments of the pledges that they name, all as one event, whatever their number. */
export async function bookPayments(banking: Banking, payments: readonly PledgePayment[]): Promise<void> {
  if (payments.length === 0) return;
  const { campaign } = banking;
  await enterEntries(
    banking,
    payments.map(({ id, statement, place, bookedOn, amount, pledgeId, donorId }) => ({
      kind: 'settlement',
      nature: 'money',
      channel: 'bank',
      amount,
      bookedOn,
      afterClose: isAfterClose(campaign, bookedOn),
      aboutId: pledgeId,
      donorId,
      document: lineDocument(statement, place),
      bankLineId: id,
    })),
  );
  await markBooked(
    banking,
    payments.map(({ id }) => id),
  );
}

/** R23: campaigns that share an account see the same movements. Of a line `l`: none of the other ledgers has it. */
export const NOT_ELSEWHERE = `not exists (
  select from bank_lines o where o.line_key = l.line_key and o.state = 'booked' and o.ledger_id <> l.ledger_id)`;

/** After their entries are written. */
export async function markBooked({ trx, actorId, now }: Banking, lineIds: readonly string[]): Promise<void> {
  await trx('bank_lines')
    .whereRaw('id = any(?::uuid[])', [[...lineIds]])
    .update({ state: 'booked', decided_by: actorId, decided_at: now });
}
