/** Funds as lists and their page show them (R23). Amounts are bani. */
import type { FundVerb } from '../../domain/funds.ts';
import type { LocalText, ProjectRole, ProjectState } from '../../domain/lifecycle.ts';
import type { Person } from '../reads/milestones.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import { availableOf, type FundRow, sourcesOf } from './fund-rows.ts';
import { allowedWithFund } from './funds.ts';

export interface FundView {
  readonly id: string;
  readonly projectId: string;
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  readonly ledgerId: string;
  readonly name: LocalText;
  readonly document: string;
  readonly foundedOn: string;
  readonly version: number;
  readonly balance: number;
  readonly createdAt: Date;
}

export const FUND_SORTS = { createdAt: 'f.created_at', id: 'f.id' } as const;
export type FundSort = keyof typeof FUND_SORTS;

export interface FundFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
}

type Shown = FundRow & Pick<FundView, 'milestone' | 'balance'>;

function shown(reader: Reader, filter: FundFilter, memberId: string | null) {
  const query = reader('funds as f')
    .join('milestones as m', 'm.id', 'f.milestone_id')
    .select(
      'f.*',
      reader.raw(`json_build_object('id', m.id, 'key', m.key, 'title', m.title) as milestone`),
      reader.raw(
        `(select coalesce(sum(s.amount), 0)::bigint from ledger_sums s
           where s.ledger_id = f.ledger_id and s.nature = 'money') as balance`,
      ),
    );
  if (memberId !== null)
    query.whereIn('f.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('f.id', [...filter.id]);
  if (filter.projectId) query.whereIn('f.project_id', [...filter.projectId]);
  if (filter.milestoneId) query.whereIn('f.milestone_id', [...filter.milestoneId]);
  return query;
}

/**
 * Funds of the projects that somebody is in.
 * @param memberId null for everybody's (administrators), else only this person's projects
 */
export async function listFunds(
  reader: Reader,
  filter: FundFilter,
  page: Page<FundSort>,
  memberId: string | null,
): Promise<Rows<FundView>> {
  const { rows, total } = await readPage<FundSort, Shown>(shown(reader, filter, memberId), page, FUND_SORTS, 'f.id');
  return { rows: rows.map(viewOf), total };
}

const viewOf = (row: Shown): FundView => ({
  id: row.id,
  projectId: row.project_id,
  milestone: row.milestone,
  ledgerId: row.ledger_id,
  name: row.name,
  document: row.document,
  foundedOn: row.founded_on,
  version: row.version,
  balance: row.balance,
  createdAt: row.created_at,
});

export interface FundTransfer {
  readonly entryId: string;
  readonly number: number;
  readonly amount: number;
  /** Once corrections are taken off; the same without one. */
  readonly left: number;
  readonly bookedOn: string;
  readonly document: string;
  readonly other: {
    readonly ledgerId: string;
    readonly kind: 'campaign' | 'match';
    readonly title: LocalText;
    readonly entryId: string;
  };
}

export interface FundPayment {
  readonly entryId: string;
  readonly number: number;
  readonly amount: number;
  readonly left: number;
  readonly bookedOn: string;
  readonly document: string;
  readonly note: string;
  readonly evidenceId: string | null;
}

/** Of a payment or a transfer that was wrong. */
export interface FundCorrection {
  readonly entryId: string;
  readonly number: number;
  /** What it brought into the fund; negative where it took. */
  readonly amount: number;
  readonly document: string;
  readonly note: string;
  readonly about: { readonly entryId: string; readonly number: number };
  readonly recordedAt: Date;
}

/** A fund with all that came in and went out. */
export interface FundPage extends FundView {
  readonly figures: {
    readonly fromCampaigns: number;
    readonly fromMatches: number;
    readonly paid: number;
    readonly balance: number;
  };
  readonly sources: readonly {
    readonly ledgerId: string;
    readonly kind: 'campaign' | 'match';
    readonly title: LocalText;
    readonly balance: number;
    readonly available: number;
  }[];
  readonly transfers: readonly FundTransfer[];
  readonly payments: readonly FundPayment[];
  readonly corrections: readonly FundCorrection[];
  readonly changedBy: Person | null;
  readonly allowed: readonly FundVerb[];
}

export async function fundPage(
  reader: Reader,
  id: string,
  caller: { readonly role: ProjectRole | null; readonly projectState: ProjectState },
): Promise<FundPage | undefined> {
  const row: Shown | undefined = await shown(reader, { id: [id] }, null).first();
  if (!row) return undefined;
  const transfers = await transfersOf(reader, row.ledger_id);
  const payments = await paymentsOf(reader, row.ledger_id);
  const from = (kind: 'campaign' | 'match') =>
    transfers.filter(({ other }) => other.kind === kind).reduce((sum, { left }) => sum + left, 0);
  return {
    ...viewOf(row),
    figures: {
      fromCampaigns: from('campaign'),
      fromMatches: from('match'),
      paid: payments.reduce((sum, { left }) => sum + left, 0),
      balance: row.balance,
    },
    sources: (await sourcesOf(reader, row.project_id)).map((source) => ({
      ledgerId: source.ledgerId,
      kind: source.kind,
      title: source.title,
      balance: source.balance,
      available: availableOf(source),
    })),
    transfers,
    payments,
    corrections: await correctionsOf(reader, row.ledger_id),
    changedBy:
      row.changed_by === null ? null : await reader('users').where({ id: row.changed_by }).first<Person>('id', 'name'),
    allowed: allowedWithFund(caller.role, caller.projectState),
  };
}

/** Bani that corrections changed of entry `e`. */
const CORRECTED = `coalesce((select sum(k.amount) from ledger_entries k where k.about_id = e.id), 0)::bigint`;

/** The fund's side of each, with the ledger on the other; the latest first. */
async function transfersOf(reader: Reader, ledgerId: string): Promise<FundTransfer[]> {
  const rows = await reader('ledger_entries as e')
    .join('ledger_entries as o', (on) => on.on('o.transfer_id', 'e.transfer_id').andOn('o.id', '<>', 'e.id'))
    .join('ledgers as l', 'l.id', 'o.ledger_id')
    .leftJoin('matches as x', 'x.ledger_id', 'l.id')
    .join('campaigns as c', (on) => on.on('c.ledger_id', 'l.id').orOn('c.id', 'x.campaign_id'))
    .where({ 'e.ledger_id': ledgerId, 'e.kind': 'transfer', 'e.about_id': null })
    .orderBy('e.number', 'desc')
    .select<
      (Omit<FundTransfer, 'other'> & {
        otherLedger: string;
        otherKind: 'campaign' | 'match';
        otherTitle: LocalText;
        otherEntry: string;
      })[]
    >(
      'e.id as entryId',
      'e.number',
      'e.amount',
      reader.raw(`e.amount + ${CORRECTED} as "left"`),
      'e.booked_on as bookedOn',
      'e.document',
      'l.id as otherLedger',
      'l.kind as otherKind',
      'c.title as otherTitle',
      'o.id as otherEntry',
    );
  return rows.map(({ otherLedger, otherKind, otherTitle, otherEntry, ...transfer }) => ({
    ...transfer,
    other: { ledgerId: otherLedger, kind: otherKind, title: otherTitle, entryId: otherEntry },
  }));
}

async function paymentsOf(reader: Reader, ledgerId: string): Promise<FundPayment[]> {
  return reader('ledger_entries as e')
    .leftJoin('ledger_notes as n', 'n.entry_id', 'e.id')
    .where({ 'e.ledger_id': ledgerId, 'e.kind': 'payment' })
    .orderBy('e.number', 'desc')
    .select<FundPayment[]>(
      'e.id as entryId',
      'e.number',
      reader.raw('-e.amount as amount'),
      reader.raw(`-(e.amount + ${CORRECTED}) as "left"`),
      'e.booked_on as bookedOn',
      'e.document',
      reader.raw(`coalesce(n.words, '') as note`),
      'e.evidence_id as evidenceId',
    );
}

async function correctionsOf(reader: Reader, ledgerId: string): Promise<FundCorrection[]> {
  return reader('ledger_entries as e')
    .join('ledger_entries as a', 'a.id', 'e.about_id')
    .leftJoin('ledger_notes as n', 'n.entry_id', 'e.id')
    .where('e.ledger_id', ledgerId)
    .orderBy('e.number', 'desc')
    .select<FundCorrection[]>(
      'e.id as entryId',
      'e.number',
      'e.amount',
      'e.document',
      reader.raw(`coalesce(n.words, '') as note`),
      reader.raw(`json_build_object('entryId', a.id, 'number', a.number) as about`),
      'e.recorded_at as recordedAt',
    );
}
