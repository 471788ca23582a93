/**
 * R20: a refund that was booked wrong. It stays, and its mirror image is added: about the same gift, by the same bank line,
 * pointing at it. So whatever adds up what was taken of a gift, what was given back or what a line came to stays true by
 * itself, and the line can be booked anew.
 */
import { dayOf } from '../../domain/calendar.ts';
import { correctionDocument } from '../../domain/entry-document.ts';
import { findLine } from './bank-rows.ts';
import { recordLineReopened } from './banking.ts';
import type { Campaigning } from './campaigning.ts';
import { type Entered, enterEntries } from './entering.ts';
import { type EntryRow, entryById } from './ledger-rows.ts';

/** What went back to a donor, whether it changes the sum that was raised or was given back before it was fixed. */
export const isRefund = ({ kind, amount }: Pick<EntryRow, 'kind' | 'amount'>): boolean =>
  (kind === 'refund' || kind === 'adjustment') && amount < 0;

interface CorrectRefundBody {
  /** Bani; nothing but 0 is taken. */
  readonly amount: number;
  readonly note: string;
  /** The scan of what shows it. */
  readonly evidenceId?: string | undefined;
}

/**
 * Corrects a refund whole: nothing is left of it, and what is right is entered anew. Until the sum is published the
 * correction stands where the wrong entry stood; then the sum is fixed, and it is an adjustment, which the match follows.
 */
export async function correctRefund(
  campaigning: Campaigning,
  id: string,
  wrong: EntryRow,
  { amount, note, evidenceId }: CorrectRefundBody,
): Promise<Entered> {
  const { trx, campaign, now } = campaigning;
  const gift = await entryById(trx, wrong.about_id ?? '');
  if (!gift) throw new Error(`refund ${wrong.id} is about nothing`);
  const corrected = await trx('ledger_entries')
    .where({ corrects_id: wrong.id })
    .first<{ id: string } | undefined>('id');
  if (corrected) return { refusal: { code: 'refund-corrected', number: wrong.number } };
  if (amount !== 0) return { refusal: { code: 'fields-refused', faults: [NOTHING_LEFT] } };
  const fixed = campaign.state === 'published';
  const afterClose = fixed || wrong.after_close;
  const { nature, channel, donor_id: donorId, bank_line_id: bankLineId } = wrong;
  await enterEntries(campaigning, [
    {
      ...{ id, nature, channel, donorId, bankLineId, afterClose, note, evidenceId },
      kind: afterClose && !gift.after_close ? 'adjustment' : 'refund',
      amount: -wrong.amount,
      aboutId: gift.id,
      correctsId: wrong.id,
      bookedOn: fixed ? dayOf(now) : wrong.booked_on,
      document: correctionDocument(wrong.number),
    },
  ]);
  if (bankLineId !== null) await reopen(campaigning, bankLineId);
  return { id };
}

const NOTHING_LEFT = {
  field: 'amount',
  reason: {
    ro: 'O restituire greșită se corectează în întregime: scrieți 0, apoi înregistrați restituirea corectă.',
    en: 'A wrong refund is corrected whole: write 0, then enter the right refund.',
  },
};

/** The line of the statement is to be decided again. */
async function reopen(campaigning: Campaigning, lineId: string): Promise<void> {
  const { trx } = campaigning;
  await trx('bank_lines').where({ id: lineId }).update({ state: 'open', decided_by: null, decided_at: null });
  const line = await findLine(trx, lineId);
  if (!line) throw new Error(`no bank line ${lineId}`);
  await recordLineReopened(campaigning, line);
}
