/** A statement that is looked at: its lines are written a thousand at a time, and nothing is booked yet (R20). */

import { type BankLine, lineText, type StatementFormat, type StatementHead } from '../../domain/bank-statements.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { takesEntries } from '../../domain/campaigns.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { referenceCodesIn } from '../../domain/reference-code.ts';
import type { Answer } from '../../domain/refusal.ts';
import { sha256 } from '../canonical.ts';
import { type CommandInput, runCommand } from '../commands.ts';
import { roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store, type Transaction } from '../store.ts';
import { BANK_KEEPERS, markRepeated, sameFile } from './bank-rows.ts';
import { campaignById } from './campaign-rows.ts';

export interface StatementFile {
  readonly name: string;
  readonly sha256: Buffer;
  readonly format: StatementFormat;
  readonly head: StatementHead;
  /** Read again for each call. */
  readonly lines: () => AsyncIterable<BankLine>;
}

const AT_ONCE = 1_000;
/** Days after which a preview that nobody ended is laid aside: it holds personal data. */
const PREVIEW_DAYS = 7;

/**
 * Keeps a statement with its lines until it is accepted or laid aside; the command's target is its new id. The project is
 * not locked: nothing of it changes, and others go on while the lines are written.
 */
export function previewStatement(
  store: Store,
  command: CommandInput,
  campaignId: string,
  file: StatementFile,
  now: Date,
): Promise<Answer> {
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const campaign = await campaignById(trx, campaignId);
    const role = await roleOf(trx, campaign.project_id, command.userId);
    if (!BANK_KEEPERS.some((keeper) => keeper === role)) return refused({ code: 'role-missing', roles: BANK_KEEPERS });
    if (!takesEntries(campaign.state)) return refused({ code: 'entries-not-taken', state: campaign.state });
    const { head } = file;
    if (head.iban !== '' && head.iban !== campaign.iban)
      return refused({ code: 'statement-account', iban: head.iban, expected: campaign.iban });
    if (head.opening + head.sum !== head.closing)
      return refused({ code: 'statement-sum', opening: head.opening, lines: head.sum, closing: head.closing });
    const known = await sameFile(trx, campaign.ledger_id, file.sha256);
    if (known !== null) return refused({ code: 'statement-known', number: known });
    if (head.endsOn > dayOf(now))
      return refused({ code: 'fields-refused', faults: [{ field: 'file', reason: inFuture(head.endsOn) }] });
    await dropForgotten(trx, campaign.ledger_id, now);
    const statement = { id: command.targetId, ledger_id: campaign.ledger_id };
    await trx('bank_statements').insert({
      ...statement,
      format: file.format,
      file_name: file.name,
      sha256: file.sha256,
      iban: campaign.iban,
      reference: head.reference,
      starts_on: head.startsOn,
      ends_on: head.endsOn,
      opening: head.opening,
      closing: head.closing,
      lines: head.lines,
      made_by: command.userId,
      made_at: now,
    });
    await writeLines(trx, { ...statement, account: campaign.iban }, file);
    await markRepeated(trx, statement);
    return { done: true, result: { id: statement.id } };
  });
}

const inFuture = (endsOn: string): LocalText => ({
  ro: `Extrasul se încheie pe ${formatDay(endsOn, 'ro')}, care încă nu a trecut. Exportați-l până astăzi.`,
  en: `The statement ends on ${formatDay(endsOn, 'en')}, which has not come yet. Export it up to today.`,
});

async function writeLines(
  trx: Transaction,
  statement: { readonly id: string; readonly ledger_id: string; readonly account: string },
  { head, lines }: StatementFile,
): Promise<void> {
  const occurrences = new Map<string, number>();
  // R23: a movement of an account is the same one in whichever campaign's ledger its statement is imported.
  const key = (line: BankLine, occurrence: number): string =>
    sha256(statement.account, lineText(line, occurrence)).toString('hex');
  const keyOf = (line: BankLine): string => {
    const first = key(line, 1);
    const occurrence = (occurrences.get(first) ?? 0) + 1;
    occurrences.set(first, occurrence);
    return occurrence === 1 ? first : key(line, occurrence);
  };
  let batch: (BankLine & { readonly key: string })[] = [];
  let written = 0;
  const flush = async () => {
    await insertLines(trx, statement, batch);
    written += batch.length;
    batch = [];
  };
  for await (const line of lines()) {
    // A bank that gives the value date alone may name a day after the statement's last.
    const bookedOn = line.bookedOn > head.endsOn ? head.endsOn : line.bookedOn;
    batch.push({ ...line, bookedOn, key: keyOf(line) });
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
  if (written !== head.lines) throw new Error('a file was read twice and was not the same');
}

async function insertLines(
  trx: Transaction,
  { id, ledger_id: ledgerId }: { readonly id: string; readonly ledger_id: string },
  batch: readonly (BankLine & { readonly key: string })[],
): Promise<void> {
  if (batch.length === 0) return;
  const pledges = await pledgesNamed(trx, ledgerId, batch);
  const rows = batch.map((line, at) => ({
    id: newId(),
    place: line.place,
    booked_on: line.bookedOn,
    amount: line.amount,
    reversal: line.reversal,
    counterparty: line.counterparty,
    counterparty_iban: line.counterpartyIban,
    details: line.details,
    bank_reference: line.bankReference,
    line_key: `\\x${line.key}`,
    pledge_id: pledges[at],
  }));
  await trx.raw(
    `insert into bank_lines (id, statement_id, ledger_id, place, booked_on, amount, reversal, counterparty,
                             counterparty_iban, details, bank_reference, line_key, pledge_id)
     select r.id, :statement, :ledger, r.place, r.booked_on, r.amount, r.reversal, r.counterparty,
            r.counterparty_iban, r.details, r.bank_reference, r.line_key, r.pledge_id
       from jsonb_to_recordset(:rows::jsonb) as r (id uuid, place integer, booked_on date, amount bigint,
            reversal boolean, counterparty text, counterparty_iban text, details text, bank_reference text,
            line_key bytea, pledge_id uuid)`,
    { statement: id, ledger: ledgerId, rows: JSON.stringify(rows) },
  );
}

/** For each line the pledge whose code it names; null where it names none, or several. */
async function pledgesNamed(
  trx: Transaction,
  ledgerId: string,
  batch: readonly BankLine[],
): Promise<(string | null)[]> {
  const codes = batch.map(({ details, bankReference }) => [
    ...new Set([...referenceCodesIn(details), ...referenceCodesIn(bankReference)]),
  ]);
  const found = await trx('ledger_entries')
    .where({ ledger_id: ledgerId })
    .whereRaw('reference = any(?)', [[...new Set(codes.flat())]])
    .select<{ id: string; reference: string }[]>('id', 'reference');
  const byCode = new Map(found.map(({ id, reference }) => [reference, id]));
  return codes.map((each) => {
    const [pledge = null, another] = each.flatMap((code) => byCode.get(code) ?? []);
    return another === undefined ? pledge : null;
  });
}

async function dropForgotten(trx: Transaction, ledgerId: string, now: Date): Promise<void> {
  const forgotten = await trx('bank_statements')
    .where({ ledger_id: ledgerId, state: 'previewed' })
    .where('made_at', '<', new Date(addDays(dayOf(now), -PREVIEW_DAYS)))
    .forUpdate()
    .skipLocked()
    .pluck<string[]>('id');
  for (const id of forgotten) await layAside(trx, id, now);
}

/** Ends a preview; its lines, which are personal data, go. */
export async function layAside(trx: Transaction, statementId: string, now: Date): Promise<void> {
  await trx('bank_lines').where({ statement_id: statementId }).delete();
  await trx('bank_statements').where({ id: statementId }).update({ state: 'dropped', ended_at: now });
}
