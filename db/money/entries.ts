/** The one way into a ledger: entries are added, never changed (R20), and the project's chain holds their digest. */
import type { EntryChannel, EntryKind, EntryNature } from '../../domain/ledger.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { recordEvent } from '../events.ts';
import { newId, type Transaction } from '../store.ts';
import { type EntryRow, lockLedger } from './ledger-rows.ts';

/** An entry as it is to be written; whoever writes it has decided that it may be (the database refuses it otherwise). */
export interface NewEntry {
  /** Left out where nobody names it. */
  readonly id?: string;
  readonly kind: EntryKind;
  readonly nature: EntryNature;
  readonly channel: EntryChannel;
  /** Bani; what leaves is negative. */
  readonly amount: number;
  /** YYYY-MM-DD. */
  readonly bookedOn: string;
  readonly afterClose?: boolean;
  readonly aboutId?: string | null;
  readonly donorId?: string | null;
  readonly transferId?: string | null;
  /** What proves it, in words without personal data: `Chitanța CJ 12`. */
  readonly document: string;
  readonly evidenceId?: string | null | undefined;
  readonly bankLineId?: string | null;
  readonly correctsId?: string | null;
  readonly insteadOfId?: string | null;
  readonly reference?: string | null;
  /** What somebody wrote; public. */
  readonly note?: string;
}

export interface Entering {
  readonly trx: Transaction;
  /** Its row is locked. */
  readonly projectId: string;
  readonly milestoneId: string | null;
  readonly ledgerId: string;
  readonly now: Date;
  readonly actorId: string | null;
}

/** Rows of one insert: PostgreSQL takes 65,535 values in a statement. */
const ROWS_AT_ONCE = 2_000;

/**
 * The text of an entry that the chain holds the digest of: whatever proves a figure, and nobody's name or words.
 * Also how `jalon verify` writes it anew.
 */
export function entryText(entry: Omit<EntryRow, 'ledger_id' | 'recorded_at'> & { readonly recorded_at: Date }): string {
  const { id, number, kind, nature, channel, amount, booked_on: bookedOn, after_close: afterClose } = entry;
  return canonicalJson({
    ...{ id, number, kind, nature, channel, amount, bookedOn, afterClose },
    aboutId: entry.about_id,
    donorId: entry.donor_id,
    transferId: entry.transfer_id,
    document: entry.document,
    evidenceId: entry.evidence_id,
    bankLineId: entry.bank_line_id,
    correctsId: entry.corrects_id,
    insteadOfId: entry.instead_of_id,
    reference: entry.reference,
    recordedAt: entry.recorded_at.toISOString(),
    recordedBy: entry.recorded_by,
  });
}

/** SHA-256, in hex, of entries in the order of their numbers. */
export const entriesDigest = (entries: readonly EntryRow[]): string =>
  sha256(entries.map(entryText).join('\n')).toString('hex');

/**
 * Adds entries to a ledger and records one event with their digest, whatever their number.
 * @returns the entries as they were written, and the event that messages about them belong to
 * @throws where the database refuses one: more than there is, half a transfer, a receipt's number used twice
 */
export async function addEntries(
  { trx, projectId, milestoneId, ledgerId, now, actorId }: Entering,
  entries: readonly NewEntry[],
): Promise<{ readonly entries: EntryRow[]; readonly eventId: string }> {
  const ledger = await lockLedger(trx, ledgerId);
  const rows = entries.map(
    (entry, at): EntryRow => ({
      id: entry.id ?? newId(),
      ledger_id: ledgerId,
      number: ledger.last_number + 1 + at,
      kind: entry.kind,
      nature: entry.nature,
      channel: entry.channel,
      amount: entry.amount,
      booked_on: entry.bookedOn,
      after_close: entry.afterClose ?? false,
      about_id: entry.aboutId ?? null,
      donor_id: entry.donorId ?? null,
      transfer_id: entry.transferId ?? null,
      document: entry.document,
      evidence_id: entry.evidenceId ?? null,
      bank_line_id: entry.bankLineId ?? null,
      corrects_id: entry.correctsId ?? null,
      instead_of_id: entry.insteadOfId ?? null,
      reference: entry.reference ?? null,
      recorded_at: now,
      recorded_by: actorId,
    }),
  );
  const notes = entries.flatMap(({ note = '' }, at) => (note === '' ? [] : [{ entry_id: rows[at]?.id, words: note }]));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await trx('ledger_entries').insert(rows.slice(from, from + ROWS_AT_ONCE));
  }
  for (let from = 0; from < notes.length; from += ROWS_AT_ONCE) {
    await trx('ledger_notes').insert(notes.slice(from, from + ROWS_AT_ONCE));
  }
  const [only] = entries.length === 1 ? entries : [];
  const { id: eventId } = await recordEvent(trx, {
    projectId,
    type: 'ledger.entered',
    at: now,
    actorId,
    milestoneId,
    data: {
      ledgerId,
      ledger: ledger.kind,
      first: ledger.last_number + 1,
      last: ledger.last_number + rows.length,
      amount: rows.reduce((sum, { amount }) => sum + amount, 0),
      digest: entriesDigest(rows),
      // Of a single entry the chain says what it is, so that its page need not look.
      ...(only && { entryId: rows[0]?.id, kind: only.kind, channel: only.channel, bookedOn: only.bookedOn }),
    },
    ...(only?.note && { texts: { note: only.note } }),
  });
  return { entries: rows, eventId };
}
