/** Bank statements and their lines as the admin pages read them. Lines are personal data: whoever reads them is on record. */
import type { LineState, StatementFormat, StatementState } from '../../domain/bank-statements.ts';
import type { EntryKind } from '../../domain/ledger.ts';
import { bare, containing, type Page, type Rows, readPage, takeLongPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import { gapOf } from './bank-commit.ts';
import { findStatement, STANDS, UNPAID } from './bank-rows.ts';

export interface StatementView {
  readonly id: string;
  readonly projectId: string;
  readonly campaignId: string;
  readonly ledgerId: string;
  readonly number: number | null;
  readonly format: StatementFormat;
  readonly fileName: string;
  readonly iban: string;
  readonly reference: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly opening: number;
  readonly closing: number;
  readonly lines: number;
  readonly state: StatementState;
  readonly madeBy: { readonly id: string; readonly name: string };
  readonly madeAt: Date;
  readonly endedAt: Date | null;
}

const user = (alias: string, name: string) =>
  `case when ${alias}.id is not null then json_build_object('id', ${alias}.id, 'name', ${alias}.name) end as "${name}"`;

const statements = (reader: Reader) =>
  reader('bank_statements as s')
    .join('campaigns as c', 'c.ledger_id', 's.ledger_id')
    .join('users as u', 'u.id', 's.made_by')
    .select(
      's.id',
      'c.project_id as projectId',
      'c.id as campaignId',
      's.ledger_id as ledgerId',
      's.number',
      's.format',
      's.file_name as fileName',
      's.iban',
      's.reference',
      's.starts_on as startsOn',
      's.ends_on as endsOn',
      's.opening',
      's.closing',
      's.lines',
      's.state',
      reader.raw(user('u', 'madeBy')),
      's.made_at as madeAt',
      's.ended_at as endedAt',
    );

const STATEMENT_COLUMNS = { endsOn: 's.ends_on', number: 's.number', madeAt: 's.made_at', id: 's.id' } as const;
export type StatementSort = keyof typeof STATEMENT_COLUMNS;
export const STATEMENT_SORTS = Object.keys(STATEMENT_COLUMNS) as [StatementSort, ...StatementSort[]];

/** Statements of one campaign; whether the caller may see them was looked at. */
export function listStatements(
  reader: Reader,
  filter: { readonly campaignId: string; readonly state?: readonly StatementState[] | undefined },
  page: Page<StatementSort>,
): Promise<Rows<StatementView>> {
  const query = statements(reader).where('c.id', filter.campaignId);
  if (filter.state !== undefined) query.whereIn('s.state', filter.state);
  return readPage(query, page, STATEMENT_COLUMNS, 's.id');
}

interface Counted {
  readonly lines: number;
  readonly amount: number;
}

export interface StatementWhole extends StatementView {
  readonly counts: Readonly<Record<LineState, Counted>>;
  readonly suggested: { readonly equal: number; readonly other: number };
  readonly gap: { readonly known: number; readonly opening: number; readonly startsOn: string } | null;
}

/** A statement with what its lines are; undefined where there is none. */
export async function statementWhole(reader: Reader, id: string): Promise<StatementWhole | undefined> {
  const view = await statements(reader).where('s.id', id).first<StatementView | undefined>();
  const row = view && (await findStatement(reader, id));
  if (!row) return undefined;
  const counts = await reader('bank_lines')
    .where({ statement_id: id })
    .groupBy('state')
    .select<(Counted & { state: LineState })[]>(
      'state',
      reader.raw('count(*) as lines, coalesce(sum(amount), 0)::bigint as amount'),
    );
  const suggested = await reader('bank_lines as l')
    .where({ 'l.statement_id': id, 'l.reversal': false })
    .whereIn('l.state', ['new', 'open'])
    .whereNotNull('l.pledge_id')
    .where('l.amount', '>', 0)
    .first<{ equal: number; other: number }>(
      reader.raw(
        `count(*) filter (where ${UNPAID} = l.amount) as equal, count(*) filter (where ${UNPAID} <> l.amount) as other`,
      ),
    );
  const gap = row.state === 'previewed' ? await gapOf(reader, row) : null;
  return {
    ...view,
    counts: countsOf(counts),
    suggested,
    gap: gap && { known: gap.known, opening: gap.opening, startsOn: gap.startsOn },
  };
}

function countsOf(found: readonly (Counted & { readonly state: LineState })[]): Record<LineState, Counted> {
  const none = { lines: 0, amount: 0 };
  const counts = { new: none, open: none, booked: none, 'set-aside': none, repeated: none };
  for (const { state, lines, amount } of found) counts[state] = { lines, amount };
  return counts;
}

export interface LineView {
  readonly id: string;
  readonly projectId: string;
  readonly ledgerId: string;
  readonly statement: { readonly id: string; readonly number: number | null };
  readonly place: number;
  readonly bookedOn: string;
  readonly amount: number;
  readonly reversal: boolean;
  readonly counterparty: string;
  readonly counterpartyIban: string;
  readonly details: string;
  readonly bankReference: string;
  readonly state: LineState;
  readonly pledge: {
    readonly id: string;
    readonly number: number;
    readonly reference: string;
    readonly unpaid: number;
  } | null;
  readonly entry: { readonly id: string; readonly number: number; readonly kind: EntryKind } | null;
  readonly repeats: { readonly statement: number; readonly place: number } | null;
  readonly setAsideReason: string;
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
  readonly decidedAt: Date | null;
}

export interface LineFilter {
  readonly campaignId: string;
  readonly id?: readonly string[] | undefined;
  readonly statementId?: string | undefined;
  readonly state?: readonly LineState[] | undefined;
  readonly direction?: 'in' | 'out' | undefined;
  /** Names a pledge. */
  readonly suggested?: boolean | undefined;
  readonly q?: string | undefined;
}

const LINE_COLUMNS = { bookedOn: 'l.booked_on', place: 'l.place', amount: 'l.amount', id: 'l.id' } as const;
export type LineSort = keyof typeof LINE_COLUMNS;
export const LINE_SORTS = Object.keys(LINE_COLUMNS) as [LineSort, ...LineSort[]];

/** What is shown of a line; its joins are made for a page alone. */
const shown = (reader: Reader) =>
  reader('bank_lines as l')
    .join('bank_statements as s', 's.id', 'l.statement_id')
    .join('campaigns as c', 'c.ledger_id', 'l.ledger_id')
    .leftJoin('ledger_entries as p', 'p.id', 'l.pledge_id')
    .joinRaw(`left join ledger_entries b on b.bank_line_id = l.id and ${STANDS}`)
    .leftJoin('bank_lines as r', 'r.id', 'l.repeats_id')
    .leftJoin('bank_statements as rs', 'rs.id', 'r.statement_id')
    .leftJoin('users as u', 'u.id', 'l.decided_by')
    .select(
      'l.id',
      'c.project_id as projectId',
      'l.ledger_id as ledgerId',
      reader.raw(`json_build_object('id', s.id, 'number', s.number) as statement`),
      'l.place',
      'l.booked_on as bookedOn',
      'l.amount',
      'l.reversal',
      'l.counterparty',
      'l.counterparty_iban as counterpartyIban',
      'l.details',
      'l.bank_reference as bankReference',
      'l.state',
      reader.raw(
        `case when p.id is not null then json_build_object('id', p.id, 'number', p.number, 'reference', p.reference,
                'unpaid', ${UNPAID}) end as pledge,
         case when b.id is not null then json_build_object('id', b.id, 'number', b.number, 'kind', b.kind) end as entry,
         case when r.id is not null then json_build_object('statement', rs.number, 'place', r.place) end as repeats,
         ${user('u', 'decidedBy')}`,
      ),
      'l.set_aside_reason as setAsideReason',
      'l.decided_at as decidedAt',
    );

/**
 * Of one day, as the bank has them: by the time of their statements, of one time by the number that they were accepted
 * with, in each by their place. Previews, which have no number, come last, as they were made.
 */
function lineOrder({ sort, order }: Page<LineSort>) {
  const statement = ['s.starts_on', 's.ends_on', 's.number', 's.made_at', 's.id'];
  const direction = order === 'ASC' ? 'asc' : 'desc';
  return [LINE_COLUMNS[sort], ...statement, 'l.place', 'l.id'].map((column) => ({ column, order: direction }));
}

/** Lines of one campaign's account; whether the caller may see them was looked at, and recorded. */
export function listLines(
  reader: Reader,
  ledgerId: string,
  filter: LineFilter,
  page: Page<LineSort>,
): Promise<Rows<LineView>> {
  const matching = reader('bank_lines as l').where('l.ledger_id', ledgerId);
  if (filter.id) matching.whereIn('l.id', filter.id);
  if (filter.statementId !== undefined) matching.where('l.statement_id', filter.statementId);
  if (filter.state) matching.whereIn('l.state', filter.state);
  if (filter.direction) matching.where('l.amount', filter.direction === 'in' ? '>' : '<', 0);
  if (filter.suggested === true) matching.whereNotNull('l.pledge_id');
  if (filter.suggested === false) matching.whereNull('l.pledge_id');
  if (filter.q) {
    const text = bare(`l.counterparty || ' ' || l.details || ' ' || l.counterparty_iban || ' ' || l.bank_reference`);
    matching.whereRaw(`${text} like ${bare('?')}`, [containing(filter.q)]);
  }
  const inOrder = lineOrder(page);
  const ids = matching
    .clone()
    .join('bank_statements as s', 's.id', 'l.statement_id')
    .select('l.id')
    .orderBy(inOrder)
    .offset(page.from)
    .limit(page.limit);
  const listed = shown(reader).whereIn('l.id', ids).orderBy(inOrder);
  return takeLongPage<LineView>(reader, matching, listed);
}

/** One line as the list shows it. */
export const lineView = (reader: Reader, id: string): Promise<LineView | undefined> =>
  shown(reader).where('l.id', id).first<LineView | undefined>();
