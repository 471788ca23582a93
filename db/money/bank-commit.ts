/**
 * A statement is accepted as a whole or not at all (R20): it adds up and joins the accepted ones, what names a pledge and
 * pays just what is still to come of it is booked, and the rest waits for a decision.
 */
import { joinsAccepted } from '../../domain/bank-statements.ts';
import { takesEntries } from '../../domain/campaigns.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { type CommandInput, runCommand } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Reader, Store } from '../store.ts';
import { bookableFrom, bookPayments, NOT_ELSEWHERE, type PledgePayment } from './bank-booking.ts';
import { layAside } from './bank-preview.ts';
import { acceptedSpan, findStatement, fitOf, markRepeated, type StatementRow, sameFile, UNPAID } from './bank-rows.ts';
import { type Banking, lockBank, recordBankEvent } from './banking.ts';

/** Accepts a statement that was looked at. */
export function commitStatement(store: Store, command: CommandInput, found: StatementRow, now: Date): Promise<Answer> {
  return ending(store, command, found, now, async (banking, statement) => {
    const { trx, campaign } = banking;
    if (!takesEntries(campaign.state)) return refused({ code: 'entries-not-taken', state: campaign.state });
    const known = await sameFile(trx, statement.ledger_id, statement.sha256);
    if (known !== null) return refused({ code: 'statement-known', number: known });
    await markRepeated(trx, statement);
    const gap = await gapOf(trx, statement);
    if (gap) return refused(gap);
    const number = await nextNumber(trx, statement.ledger_id);
    const paid = await asPromised(banking, { ...statement, number });
    await trx('bank_statements').where({ id: statement.id }).update({ state: 'committed', number, ended_at: now });
    await bookPayments(banking, paid);
    await trx('bank_lines').where({ statement_id: statement.id, state: 'new' }).update({ state: 'open' });
    const { open, repeated, amount } = await counted(trx, statement.id);
    const accepted = {
      statementId: statement.id,
      number,
      sha256: statement.sha256.toString('hex'),
      startsOn: statement.starts_on,
      endsOn: statement.ends_on,
      opening: statement.opening,
      closing: statement.closing,
      lines: statement.lines,
      amount,
      booked: paid.length,
      open,
      repeated,
    };
    await recordBankEvent(banking, 'bank.accepted', accepted, undefined, { 'bank-statement': [statement.id] });
    return { done: true, result: { id: statement.id, number, booked: paid.length, open, repeated } };
  });
}

/** Why a statement that is looked at cannot be accepted yet; null where it joins the accepted ones. */
export async function gapOf(
  reader: Reader,
  statement: StatementRow,
): Promise<Extract<Refusal, { code: 'statement-gap' }> | null> {
  const accepted = await acceptedSpan(reader, statement.ledger_id);
  if (accepted === null || joinsAccepted(await fitOf(reader, statement, accepted), accepted)) return null;
  // Of one that comes before them, their first balance is what it does not lead to.
  const known = statement.ends_on < accepted.startsOn ? accepted.opening : accepted.closing;
  return { code: 'statement-gap', known, opening: statement.opening, startsOn: statement.starts_on };
}

async function nextNumber(reader: Reader, ledgerId: string): Promise<number> {
  const row = await reader('bank_statements')
    .where({ ledger_id: ledgerId })
    .max<{ last: number | null }>({ last: 'number' })
    .first();
  return (row?.last ?? 0) + 1;
}

/**
 * Lines that pay just what is still to come of the pledge they name, each pledge once. The lines are so new that the
 * planner knows nothing of them: each is led to its pledge by a subquery of its own, which it cannot turn into a join
 * that walks the statement once a pledge.
 */
async function asPromised({ trx, campaign }: Banking, statement: StatementRow): Promise<PledgePayment[]> {
  const { rows } = await trx.raw<{ rows: Omit<PledgePayment, 'statement'>[] }>(
    `with candidates as (
       select distinct on (l.pledge_id) l.id, l.place, l.booked_on, l.amount, l.pledge_id
         from bank_lines l
        where l.statement_id = :statement and l.state = 'new' and not l.reversal and l.amount > 0 and l.booked_on >= :from
          and l.pledge_id is not null and ${UNPAID} = l.amount and ${NOT_ELSEWHERE}
        order by l.pledge_id, l.place)
     select c.id, c.place, c.booked_on as "bookedOn", c.amount, c.pledge_id as "pledgeId",
            (select p.donor_id from ledger_entries p where p.id = c.pledge_id) as "donorId"
       from candidates c order by c.place`,
    { statement: statement.id, from: bookableFrom(campaign) },
  );
  return rows.map((row) => ({ ...row, statement: statement.number ?? 0 }));
}

async function counted(reader: Reader, statementId: string) {
  return reader('bank_lines')
    .where({ statement_id: statementId })
    .first<{ open: number; repeated: number; amount: number }>(
      reader.raw(
        `count(*) filter (where state = 'open') as open, count(*) filter (where state = 'repeated') as repeated,
         coalesce(sum(amount) filter (where state <> 'repeated'), 0)::bigint as amount`,
      ),
    );
}

/** Lays a preview aside; its lines are removed. */
export function dropStatement(store: Store, command: CommandInput, found: StatementRow, now: Date): Promise<Answer> {
  return ending(store, command, found, now, async ({ trx }, { id }) => {
    await layAside(trx, id, now);
    return { done: true, result: { id } };
  });
}

function ending(
  store: Store,
  command: CommandInput,
  { id, campaign_id: campaignId }: StatementRow,
  now: Date,
  decide: (banking: Banking, statement: StatementRow) => Promise<Answer>,
): Promise<Answer> {
  return runCommand(store, command, now, async (trx) => {
    const banking = await lockBank(store, trx, campaignId, command.userId, now);
    if ('refusal' in banking) return refused(banking.refusal);
    // A preview is ended once: read under the project's lock.
    const statement = await findStatement(trx, id);
    if (statement?.state !== 'previewed') return refused({ code: 'statement-ended' });
    return decide(banking, statement);
  });
}
