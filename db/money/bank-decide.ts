/** What a line of an accepted statement is, as somebody decides: once, under the project's lock. */
import { takesEntries } from '../../domain/campaigns.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { type CommandInput, runCommand } from '../commands.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store } from '../store.ts';
import {
  bookableFrom,
  bookPayments,
  entryOf,
  type LineToBook,
  type LineUse,
  markBooked,
  NOT_ELSEWHERE,
  type PledgePayment,
} from './bank-booking.ts';
import { findLine, findStatement, type LineRow, type StatementRow } from './bank-rows.ts';
import { aboutLine, type Banking, lockBank, recordBankEvent, recordLineReopened } from './banking.ts';
import { decideEntry, entryFaults } from './enter.ts';

/** Books a line as a gift, as the payment of a pledge, or as a refund. */
export function bookLine(store: Store, command: CommandInput, found: LineRow, as: LineUse, now: Date): Promise<Answer> {
  const faults = entryFaults(entryOf(asLine(found), as)).map((fault) => atField(fault, as));
  if (faults.length > 0) return Promise.resolve(refused({ code: 'fields-refused', faults }));
  return deciding(store, command, found, 'open', now, async (banking, line) => {
    const { state } = banking.campaign;
    if (!takesEntries(state)) return refused({ code: 'entries-not-taken', state });
    if (line.amount > 0 === (as.kind === 'refund')) return refused({ code: 'line-sign' });
    if (await isElsewhere(banking, line)) return refused({ code: 'line-elsewhere' });
    const insteadOfId = await correctedOf(banking, line);
    const entered = await decideEntry(banking, newId(), entryOf({ ...asLine(line), insteadOfId }, as));
    if ('refusal' in entered) return refused(aboutLineOf(entered.refusal, as));
    await markBooked(banking, [line.id]);
    return { done: true, result: { id: line.id, entryId: entered.id } };
  });
}

const isElsewhere = async ({ trx }: Banking, { id }: LineRow): Promise<boolean> =>
  (await trx('bank_lines as l').where({ id }).whereRaw(NOT_ELSEWHERE).first('id')) === undefined;

/** The refund that the line was booked as before, and that was corrected: this booking stands in its place (R20). */
async function correctedOf({ trx }: Banking, { id }: LineRow): Promise<string | undefined> {
  const row = await trx('ledger_entries as e')
    .where({ 'e.bank_line_id': id, 'e.corrects_id': null })
    .whereNotExists(trx('ledger_entries as i').whereRaw('i.instead_of_id = e.id'))
    .first<{ id: string } | undefined>('e.id');
  return row?.id;
}

/** What an entry names `aboutId` is the pledge here, or the entry that goes back. */
const FIELDS = { settlement: 'pledgeId', refund: 'entryId', gift: 'donorId' } as const;

function atField(fault: FieldFault, { kind }: LineUse): FieldFault {
  return fault.field === 'aboutId' ? { ...fault, field: FIELDS[kind] } : fault;
}

function aboutLineOf(refusal: Refusal, use: LineUse): Refusal {
  if (refusal.code === 'unknown-key' && refusal.field === 'aboutId') return { ...refusal, field: FIELDS[use.kind] };
  if (refusal.code !== 'fields-refused') return refusal;
  return { ...refusal, faults: refusal.faults.map((fault) => atField(fault, use)) };
}

const asLine = (line: LineRow): LineToBook => ({
  id: line.id,
  place: line.place,
  bookedOn: line.booked_on,
  amount: line.amount,
  statement: line.statement_number ?? 0,
});

/** Sets aside a line that is no gift: interest, a commission, money that was there before. */
export function setLineAside(
  store: Store,
  command: CommandInput,
  found: LineRow,
  reason: string,
  now: Date,
): Promise<Answer> {
  const faults = nationalIdFaults({ reason });
  if (faults.length > 0) return Promise.resolve(refused({ code: 'fields-refused', faults }));
  return deciding(store, command, found, 'open', now, async (banking, line) => {
    await banking.trx('bank_lines').where({ id: line.id }).update({
      state: 'set-aside',
      set_aside_reason: reason,
      decided_by: banking.actorId,
      decided_at: now,
    });
    await recordBankEvent(banking, 'bank.set-aside', aboutLine(line), { reason });
    return { done: true, result: { id: line.id } };
  });
}

/** Puts a line that was set aside back among those to be decided. */
export function reopenLine(store: Store, command: CommandInput, found: LineRow, now: Date): Promise<Answer> {
  return deciding(store, command, found, 'set-aside', now, async (banking, line) => {
    await banking.trx('bank_lines').where({ id: line.id }).update({
      state: 'open',
      set_aside_reason: '',
      decided_by: null,
      decided_at: null,
    });
    await recordLineReopened(banking, line);
    return { done: true, result: { id: line.id } };
  });
}

function deciding(
  store: Store,
  command: CommandInput,
  { id, campaign_id: campaignId }: LineRow,
  state: LineRow['state'],
  now: Date,
  decide: (banking: Banking, line: LineRow) => Promise<Answer>,
): Promise<Answer> {
  // What is written of a donor stands with the donor alone (R28).
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const banking = await lockBank(store, trx, campaignId, command.userId, now);
    if ('refusal' in banking) return refused(banking.refusal);
    const line = await findLine(trx, id);
    if (line?.state !== state) return refused({ code: 'line-decided' });
    return decide(banking, line);
  });
}

/** Books every line of a statement that names a pledge as its payment, whatever the sum; reversals stay. */
export function bookSuggested(store: Store, command: CommandInput, found: StatementRow, now: Date): Promise<Answer> {
  return runCommand(store, command, now, async (trx) => {
    const banking = await lockBank(store, trx, found.campaign_id, command.userId, now);
    if ('refusal' in banking) return refused(banking.refusal);
    const statement = await findStatement(trx, found.id);
    if (statement?.state !== 'committed') return refused({ code: 'statement-ended' });
    const { state } = banking.campaign;
    if (!takesEntries(state)) return refused({ code: 'entries-not-taken', state });
    const lines = await trx('bank_lines as l')
      .join('ledger_entries as p', 'p.id', 'l.pledge_id')
      .where({ 'l.statement_id': statement.id, 'l.state': 'open', 'l.reversal': false })
      .where('l.amount', '>', 0)
      .whereRaw(NOT_ELSEWHERE)
      .where('l.booked_on', '>=', bookableFrom(banking.campaign))
      .orderBy('l.place')
      .select<Omit<PledgePayment, 'statement'>[]>(
        'l.id',
        'l.place',
        'l.booked_on as bookedOn',
        'l.amount',
        'p.id as pledgeId',
        'p.donor_id as donorId',
      );
    const payments = lines.map((line) => ({ ...line, statement: statement.number ?? 0 }));
    await bookPayments(banking, payments);
    return { done: true, result: { id: statement.id, booked: payments.length } };
  });
}
