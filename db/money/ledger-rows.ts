/** Ledgers, their entries and their sums, as they are read. Amounts are bani. */
import {
  balanceOf,
  type EntryChannel,
  type EntryKind,
  type EntryNature,
  type LedgerKind,
  type LedgerSum,
} from '../../domain/ledger.ts';
import { newId, type Reader, type Transaction } from '../store.ts';

export interface LedgerRow {
  readonly id: string;
  readonly project_id: string;
  readonly kind: LedgerKind;
  readonly last_number: number;
}

export interface EntryRow {
  readonly id: string;
  readonly ledger_id: string;
  readonly number: number;
  readonly kind: EntryKind;
  readonly nature: EntryNature;
  readonly channel: EntryChannel;
  readonly amount: number;
  readonly booked_on: string;
  readonly after_close: boolean;
  readonly about_id: string | null;
  readonly donor_id: string | null;
  readonly transfer_id: string | null;
  readonly document: string;
  readonly evidence_id: string | null;
  readonly bank_line_id: string | null;
  /** Of a refund's correction: the wrong refund. */
  readonly corrects_id: string | null;
  /** Of a line that is booked anew: the corrected refund in whose place it stands. */
  readonly instead_of_id: string | null;
  readonly reference: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string | null;
}

/** Bani that all entries of a ledger may be together, whichever way they go: their sums stay safe integers (R18). */
export const LARGEST_LEDGER = 9_000_000_000_000_000;

/** A new, empty ledger; whoever opens it records the event that says so. @returns its id */
export async function openLedger(trx: Transaction, projectId: string, kind: LedgerKind, now: Date): Promise<string> {
  const id = newId();
  await trx('ledgers').insert({ id, project_id: projectId, kind, created_at: now });
  return id;
}

/** Locks the ledger; the project's row is locked before it. @throws where there is no such ledger */
export async function lockLedger(trx: Transaction, ledgerId: string): Promise<LedgerRow> {
  const ledger = await trx('ledgers').where({ id: ledgerId }).forUpdate().first<LedgerRow | undefined>();
  if (!ledger) throw new Error(`no ledger ${ledgerId}`);
  return ledger;
}

export const entryById = (reader: Reader, id: string): Promise<EntryRow | undefined> =>
  reader('ledger_entries').where({ id }).first<EntryRow | undefined>();

/** The sums of a ledger, as the database keeps them with its entries: never recomputed, never apart from them (R20). */
export async function sumsOf(reader: Reader, ledgerId: string): Promise<LedgerSum[]> {
  return reader('ledger_sums')
    .where({ ledger_id: ledgerId })
    .orderBy(['kind', 'nature', 'channel', 'after_close'])
    .select<LedgerSum[]>('kind', 'nature', 'channel', 'after_close as afterClose', 'entries', 'amount');
}

/** Bani that lie in a ledger. */
export const balanceInLedger = async (reader: Reader, ledgerId: string): Promise<number> =>
  balanceOf(await sumsOf(reader, ledgerId));

/**
 * What is left of an entry, in bani, once whatever refunds, adjusts or corrects it is taken off (R20): of what came in
 * zero or more, of what went out zero or less.
 */
export async function leftOf(reader: Reader, entry: Pick<EntryRow, 'id' | 'amount'>): Promise<number> {
  const row = await reader('ledger_entries')
    .where({ about_id: entry.id })
    .whereNot({ kind: 'settlement' })
    .first<{ taken: number }>(reader.raw('coalesce(sum(amount), 0)::bigint as taken'));
  return entry.amount + row.taken;
}

/**
 * What is still to come of a pledge, in bani: what is left of it less what was paid of it. A payment that was corrected
 * counts as it is then; one that was given back was made.
 */
export async function unpaidOf(reader: Reader, pledge: Pick<EntryRow, 'id' | 'amount'>): Promise<number> {
  const row = await reader('ledger_entries as s')
    .leftJoin('ledger_entries as c', (on) => on.on('c.about_id', 's.id').andOnVal('c.kind', 'correction'))
    .where({ 's.about_id': pledge.id, 's.kind': 'settlement' })
    .first<{ paid: number }>(
      reader.raw(
        `((select coalesce(sum(amount), 0) from ledger_entries where about_id = ? and kind = 'settlement')
                   + coalesce(sum(c.amount), 0))::bigint as paid`,
        [pledge.id],
      ),
    );
  return (await leftOf(reader, pledge)) - row.paid;
}
