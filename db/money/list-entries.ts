/** Ledgers and their entries as lists and pages show them (R20, R23). */
import { shownDonor } from '../../domain/donors.ts';
import { shownDocument } from '../../domain/entry-document.ts';
import {
  balanceOf,
  type CampaignFigures,
  campaignFigures,
  type DonorShown,
  type EntryChannel,
  type EntryKind,
  type EntryNature,
  type LedgerKind,
  type LedgerSum,
} from '../../domain/ledger.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import type { Person } from '../reads/milestones.ts';
import { type Page, type Rows, takeLongPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import { sumsOf } from './ledger-rows.ts';

/** Bani, as they are answered. */
type Figures = Readonly<Record<keyof CampaignFigures, number>>;

export interface LedgerPage {
  readonly id: string;
  readonly projectId: string;
  readonly kind: LedgerKind;
  readonly campaignId: string | null;
  readonly matchId: string | null;
  readonly fundId: string | null;
  readonly entries: number;
  readonly balance: number;
  readonly figures: Figures | null;
  readonly sums: readonly LedgerSum[];
}

export async function ledgerPage(reader: Reader, id: string): Promise<LedgerPage | undefined> {
  const { rows } = await reader.raw<{ rows: Omit<LedgerPage, 'balance' | 'figures' | 'sums'>[] }>(
    `select l.id, l.project_id as "projectId", l.kind, l.last_number as entries,
            (select id from campaigns where ledger_id = l.id) as "campaignId",
            (select id from matches where ledger_id = l.id) as "matchId",
            (select id from funds where ledger_id = l.id) as "fundId"
       from ledgers l where l.id = ?`,
    [id],
  );
  const [row] = rows;
  if (!row) return undefined;
  const sums = await sumsOf(reader, id);
  const figures = row.kind === 'campaign' ? campaignFigures(sums) : null;
  return { ...row, sums, figures, balance: balanceOf(sums) };
}

export interface EntryView {
  readonly id: string;
  readonly projectId: string;
  readonly ledgerId: string;
  readonly number: number;
  readonly kind: EntryKind;
  readonly nature: EntryNature;
  readonly channel: EntryChannel;
  readonly amount: number;
  readonly bookedOn: string;
  readonly afterClose: boolean;
  readonly about: { readonly id: string; readonly number: number } | null;
  readonly donor: { readonly id: string; readonly shownAs: string | null } | null;
  readonly transferId: string | null;
  /** The other side of a transfer (R23). */
  readonly other: { readonly id: string; readonly number: number; readonly ledger: LedgerKind } | null;
  readonly document: string;
  /** The same as it is read in each language. */
  readonly shownDocument: LocalText;
  readonly evidenceId: string | null;
  readonly bankLineId: string | null;
  /** Of a refund's correction the wrong refund, and of that refund its correction. */
  readonly corrects: { readonly id: string; readonly number: number } | null;
  readonly correctedBy: { readonly id: string; readonly number: number } | null;
  readonly reference: string | null;
  readonly note: string;
  readonly left: number;
  readonly unpaid: number | null;
  readonly recordedAt: Date;
  readonly recordedBy: Person | null;
}

export const ENTRY_SORTS = ['number', 'bookedOn', 'amount', 'id'] as const;
export type EntrySort = (typeof ENTRY_SORTS)[number];
const ORDERS: Readonly<Record<EntrySort, string>> = {
  number: 'e.number',
  bookedOn: 'e.booked_on',
  amount: 'e.amount',
  id: 'e.id',
};

export interface EntryFilter {
  readonly id?: readonly string[] | undefined;
  readonly ledgerId?: readonly string[] | undefined;
  readonly kind?: readonly EntryKind[] | undefined;
  readonly nature?: readonly EntryNature[] | undefined;
  readonly channel?: readonly EntryChannel[] | undefined;
  readonly donorId?: readonly string[] | undefined;
  readonly aboutId?: readonly string[] | undefined;
  readonly afterClose?: boolean | undefined;
}

interface Found extends Omit<EntryView, 'donor' | 'shownDocument'> {
  readonly donorId: string | null;
  readonly donorName: string | null;
  readonly donorShown: DonorShown;
}

function filtered(reader: Reader, filter: EntryFilter, memberId: string | null) {
  const query = reader('ledger_entries as e');
  if (memberId !== null)
    query.whereIn(
      'e.ledger_id',
      reader('ledgers as l')
        .join('members as b', 'b.project_id', 'l.project_id')
        .where('b.user_id', memberId)
        .select('l.id'),
    );
  if (filter.id) query.whereIn('e.id', filter.id);
  if (filter.ledgerId) query.whereIn('e.ledger_id', filter.ledgerId);
  if (filter.kind) query.whereIn('e.kind', filter.kind);
  if (filter.nature) query.whereIn('e.nature', filter.nature);
  if (filter.channel) query.whereIn('e.channel', filter.channel);
  if (filter.donorId) query.whereIn('e.donor_id', filter.donorId);
  if (filter.aboutId) query.whereIn('e.about_id', filter.aboutId);
  if (filter.afterClose !== undefined) query.where('e.after_close', filter.afterClose);
  return query;
}

/** What is left of an entry, and of a pledge what is still to come, as `leftOf` and `unpaidOf` say it. */
const shown = (reader: Reader, entries: ReturnType<typeof filtered>) =>
  reader
    .from(entries)
    .join('ledgers as l', 'l.id', 'e.ledger_id')
    .leftJoin('donors as d', 'd.id', 'e.donor_id')
    .leftJoin('ledger_notes as n', 'n.entry_id', 'e.id')
    .leftJoin('ledger_entries as a', 'a.id', 'e.about_id')
    .leftJoin('ledger_entries as o', (on) => on.on('o.transfer_id', 'e.transfer_id').andOn('o.id', '<>', 'e.id'))
    .leftJoin('ledgers as ol', 'ol.id', 'o.ledger_id')
    .leftJoin('ledger_entries as w', 'w.id', 'e.corrects_id')
    .leftJoin('ledger_entries as k', 'k.corrects_id', 'e.id')
    .leftJoin('users as u', 'u.id', 'e.recorded_by')
    .joinRaw(
      `cross join lateral (
         select coalesce(sum(t.amount) filter (where t.kind <> 'settlement'), 0)::bigint as taken,
                coalesce(sum(t.amount + coalesce((select sum(c.amount) from ledger_entries c
                                                   where c.about_id = t.id and c.kind = 'correction'), 0))
                         filter (where t.kind = 'settlement'), 0)::bigint as paid
           from ledger_entries t where t.about_id = e.id) about_it`,
    )
    .select(
      'e.id',
      'l.project_id as projectId',
      'e.ledger_id as ledgerId',
      'e.number',
      'e.kind',
      'e.nature',
      'e.channel',
      'e.amount',
      'e.booked_on as bookedOn',
      'e.after_close as afterClose',
      reader.raw(`case when a.id is not null then json_build_object('id', a.id, 'number', a.number) end as about`),
      'e.donor_id as donorId',
      'd.name as donorName',
      'd.shown as donorShown',
      'e.transfer_id as transferId',
      reader.raw(
        `case when o.id is not null then json_build_object('id', o.id, 'number', o.number, 'ledger', ol.kind) end as other`,
      ),
      'e.document',
      'e.evidence_id as evidenceId',
      'e.bank_line_id as bankLineId',
      'e.reference',
      reader.raw(
        `case when w.id is not null then json_build_object('id', w.id, 'number', w.number) end as corrects,
         case when k.id is not null then json_build_object('id', k.id, 'number', k.number) end as "correctedBy"`,
      ),
      reader.raw(`coalesce(n.words, '') as note`),
      reader.raw('case when k.id is null then e.amount + about_it.taken else 0 end as "left"'),
      reader.raw(`case when e.kind = 'pledge' then e.amount + about_it.taken - about_it.paid end as unpaid`),
      'e.recorded_at as recordedAt',
      reader.raw(`case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as "recordedBy"`),
    );

const viewOf = ({ donorId, donorName, donorShown, ...entry }: Found): EntryView => ({
  ...entry,
  shownDocument: { ro: shownDocument(entry.document, 'ro'), en: shownDocument(entry.document, 'en') },
  donor: donorId === null ? null : { id: donorId, shownAs: shownDonor({ name: donorName ?? '', shown: donorShown }) },
});

/**
 * Entries of the ledgers that somebody may see.
 * @param memberId null for everybody's (administrators), else only this person's projects
 */
export async function listEntries(
  reader: Reader,
  filter: EntryFilter,
  { sort, order, from, limit }: Page<EntrySort>,
  memberId: string | null,
): Promise<Rows<EntryView>> {
  const query = filtered(reader, filter, memberId);
  const sorted = [
    { column: ORDERS[sort], order },
    { column: 'e.ledger_id', order },
    { column: 'e.number', order },
  ];
  const onPage = query.clone().select('e.*').orderBy(sorted).offset(from).limit(limit).as('e');
  const listed = shown(reader, onPage as unknown as ReturnType<typeof filtered>).orderBy(sorted);
  const { rows, total } = await takeLongPage<Found>(reader, query, listed);
  return { rows: rows.map(viewOf), total };
}

export async function findEntry(reader: Reader, id: string): Promise<EntryView | undefined> {
  const onPage = filtered(reader, { id: [id] }, null)
    .select('e.*')
    .as('e');
  const row = await shown(reader, onPage as unknown as ReturnType<typeof filtered>).first<Found | undefined>();
  return row && viewOf(row);
}
