/** Bank statements and their lines as they lie in the database, and which statements of an account are accepted. */
import type { AcceptedSpan, LineState, StatementFit, StatementState } from '../../domain/bank-statements.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import type { Reader } from '../store.ts';

/** Who imports statements and decides their lines. */
export const BANK_KEEPERS = ['staff', 'manager'] as const satisfies readonly ProjectRole[];
/** Who reads them; reads of lines are on record (R28). */
export const BANK_READERS = ['staff', 'manager', 'auditor'] as const satisfies readonly ProjectRole[];

export interface StatementRow {
  readonly id: string;
  readonly ledger_id: string;
  readonly number: number | null;
  readonly iban: string;
  readonly sha256: Buffer;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly opening: number;
  readonly closing: number;
  readonly lines: number;
  readonly state: StatementState;
  readonly campaign_id: string;
}

export interface LineRow {
  readonly id: string;
  readonly statement_id: string;
  readonly ledger_id: string;
  readonly place: number;
  readonly booked_on: string;
  readonly amount: number;
  readonly reversal: boolean;
  readonly pledge_id: string | null;
  readonly state: LineState;
  /** Of its statement; null while that is not accepted. */
  readonly statement_number: number | null;
  readonly campaign_id: string;
}

export const findStatement = (reader: Reader, id: string): Promise<StatementRow | undefined> =>
  reader('bank_statements as s')
    .join('campaigns as c', 'c.ledger_id', 's.ledger_id')
    .where('s.id', id)
    .first<StatementRow | undefined>('s.*', 'c.id as campaign_id');

export const findLine = (reader: Reader, id: string): Promise<LineRow | undefined> =>
  reader('bank_lines as l')
    .join('bank_statements as s', 's.id', 'l.statement_id')
    .join('campaigns as c', 'c.ledger_id', 'l.ledger_id')
    .where('l.id', id)
    .first<LineRow | undefined>('l.*', 's.number as statement_number', 'c.id as campaign_id');

/** What is still to come of the pledge of a line `l`, in bani: as `unpaidOf` in ledger-rows.ts. */
export const UNPAID = `(
  select p.amount + coalesce(sum(case when e.kind = 'settlement' then -e.amount - coalesce((
           select sum(c.amount) from ledger_entries c where c.about_id = e.id and c.kind = 'correction'), 0)
         else e.amount end), 0)
    from ledger_entries p left join ledger_entries e on e.about_id = p.id
   where p.id = l.pledge_id group by p.id)::bigint`;

/** Of entries `b` of a line: the one that it is booked as. A refund that was corrected is none, nor its correction (R20). */
export const STANDS = `b.corrects_id is null
  and not exists (select from ledger_entries k where k.corrects_id = b.id)`;

/** The number of the accepted statement that came from the same file, or null. */
export async function sameFile(reader: Reader, ledgerId: string, sha256: Buffer): Promise<number | null> {
  const row = await reader('bank_statements')
    .where({ ledger_id: ledgerId, sha256, state: 'committed' })
    .first<{ number: number } | undefined>('number');
  return row?.number ?? null;
}

/** The accepted statements of an account as one; null where there is none. */
export async function acceptedSpan(reader: Reader, ledgerId: string): Promise<AcceptedSpan | null> {
  const rows = await reader('bank_statements')
    .where({ ledger_id: ledgerId, state: 'committed' })
    .orderBy('number')
    .select<StatementRow[]>('starts_on', 'ends_on', 'opening', 'closing');
  if (rows.length === 0) return null;
  const startsOn = rows.map(({ starts_on }) => starts_on).reduce((a, b) => (b < a ? b : a));
  const endsOn = rows.map(({ ends_on }) => ends_on).reduce((a, b) => (b > a ? b : a));
  const { sum } = await reader('bank_lines as l')
    .join('bank_statements as s', 's.id', 'l.statement_id')
    .where({ 'l.ledger_id': ledgerId, 's.state': 'committed' })
    .whereNot('l.state', 'repeated')
    .first<{ sum: number }>(reader.raw('coalesce(sum(l.amount), 0)::bigint as sum'));
  const openings = rows.filter(({ starts_on }) => starts_on === startsOn).map(({ opening }) => opening);
  const closings = rows
    .filter(({ ends_on }) => ends_on === endsOn)
    .map(({ closing }) => closing)
    .reverse();
  // Of several that begin or end on one day, those that all lines together lead from and to.
  for (const opening of openings)
    for (const closing of closings) if (closing - opening === sum) return { startsOn, endsOn, opening, closing };
  throw new Error(`the accepted statements of ledger ${ledgerId} do not add up`);
}

/** How a statement that is not accepted yet stands to those that are; its lines say which of them are repeated. */
export async function fitOf(reader: Reader, statement: StatementRow, accepted: AcceptedSpan): Promise<StatementFit> {
  // A day later or earlier than its statement is the bank's own way; only one that overlaps tells what is known again.
  const overlaps = statement.starts_on < accepted.endsOn && statement.ends_on > accepted.startsOn;
  const row = await reader('bank_lines')
    .where({ statement_id: statement.id })
    .first<{ lines: number; sum: number; within: number; repeated: number }>(
      reader.raw(
        `count(*) filter (where state <> 'repeated') as lines,
         coalesce(sum(amount) filter (where state <> 'repeated'), 0)::bigint as sum,
         count(*) filter (where :overlaps and state <> 'repeated' and booked_on > :first and booked_on < :last) as within,
         coalesce(sum(amount) filter (where state = 'repeated'), 0)::bigint as repeated`,
        { overlaps, first: accepted.startsOn, last: accepted.endsOn },
      ),
    );
  return {
    startsOn: statement.starts_on,
    endsOn: statement.ends_on,
    opening: statement.opening,
    closing: statement.closing,
    fresh: { lines: row.lines, sum: row.sum, within: row.within },
    repeated: { sum: row.repeated },
  };
}

const REPEATED = `(
  select k.id from bank_lines k
   where k.ledger_id = :ledger and k.line_key = l.line_key and k.state in ('open', 'booked', 'set-aside'))`;

/**
 * Finds which new lines of a statement an accepted one has already: they are shown and not booked (R20). A preview may
 * have been made before another statement was accepted, so this is done again when it is accepted itself. Each line is
 * looked up by its key in a subquery of its own: of lines so new the planner knows nothing, and a join that it chose
 * might walk the accepted ones once a line.
 */
export async function markRepeated(reader: Reader, statement: Pick<StatementRow, 'id' | 'ledger_id'>): Promise<void> {
  await reader.raw(
    `update bank_lines l set state = 'repeated', repeats_id = ${REPEATED}
      where l.statement_id = :statement and l.state = 'new' and ${REPEATED} is not null`,
    { statement: statement.id, ledger: statement.ledger_id },
  );
}
