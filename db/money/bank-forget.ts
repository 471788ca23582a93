/** R28: what the bank wrote of a donor who is erased goes; the line with its sum and its day stays. */
import type { Transaction } from '../store.ts';

/**
 * Empties the words of the lines that were booked as these donors' gifts, payments and refunds, of those that name one of
 * their pledges, and of their repetitions.
 * @returns the accepted statements that changed by it, which get another mark
 */
export async function forgetBankWords(trx: Transaction, donorIds: readonly string[]): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `with entries as (
       select id, bank_line_id from ledger_entries where donor_id = any(:donors::uuid[])
     ), named as (
       select bank_line_id as id from entries where bank_line_id is not null
       union select l.id from bank_lines l join entries e on e.id = l.pledge_id
     ), emptied as (
     update bank_lines set counterparty = '', counterparty_iban = '', details = '', bank_reference = ''
      where (id in (select id from named) or repeats_id in (select id from named))
        and (counterparty, counterparty_iban, details, bank_reference) <> ('', '', '', '')
     returning statement_id)
     select id from bank_statements where state = 'committed' and id in (select statement_id from emptied) order by id`,
    { donors: [...donorIds] },
  );
  return rows.map(({ id }) => id);
}

/** The same of every line of a project's accounts, whoever it names. */
export async function forgetAllBankWords(trx: Transaction, projectId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `with emptied as (
       update bank_lines set counterparty = '', counterparty_iban = '', details = '', bank_reference = ''
        where ledger_id in (select id from ledgers where project_id = :project)
          and (counterparty, counterparty_iban, details, bank_reference) <> ('', '', '', '')
       returning statement_id)
     select id from bank_statements where state = 'committed'
        and ledger_id in (select id from ledgers where project_id = :project) order by id`,
    { project: projectId },
  );
  return rows.map(({ id }) => id);
}
