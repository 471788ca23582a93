/**
 * R20, R22, R23: ledgers as open data: each entry as it stands, in the order of its number, a piece at a time, so that a
 * million take no more memory than a few thousand. Of donors only what they allowed. Amounts are bani.
 */
import type { DonorShown, EntryChannel, EntryKind, EntryNature, LedgerKind } from '../../domain/ledger.ts';
import type { Reader } from '../store.ts';
import { PUBLIC_CAMPAIGN } from './public-money.ts';

/** So few that they are done with before two collections of the young generation, which would keep them for a full one. */
const ROWS_AT_ONCE = 500;

export interface OpenEntry {
  readonly number: number;
  readonly kind: EntryKind;
  readonly nature: EntryNature;
  readonly channel: EntryChannel;
  readonly amount: number;
  /** Given back or corrected of it since; zero or less. Of gifts alone, else 0. */
  readonly taken: number;
  readonly bookedOn: string;
  readonly afterClose: boolean;
  /** Number of the entry that it settles, refunds, adjusts or corrects. */
  readonly about: number | null;
  /** Of a refund's correction: number of the wrong refund. */
  readonly corrects: number | null;
  /** The ledger at the other side of a transfer. */
  readonly other: LedgerKind | null;
  readonly document: string;
  readonly note: string;
  readonly recordedAt: Date;
  readonly donorName: string | null;
  readonly donorShown: DonorShown | null;
}

export interface OpenLedger {
  readonly id: string;
  /** `A11/1`: milestone of the plan, and which of its campaigns; of a fund the milestone alone. */
  readonly name: string;
  /** The last entry when the reading began: what comes meanwhile is in the next copy. */
  readonly last: number;
}

const LEDGERS: Readonly<Record<LedgerKind, string>> = {
  campaign: `select l.id, m.key || '/' || c.number as name, l.last_number as last
    from campaigns c join ledgers l on l.id = c.ledger_id join milestones m on m.id = c.milestone_id
    where c.project_id = ? and ${PUBLIC_CAMPAIGN} order by m.position, c.number`,
  match: `select l.id, m.key || '/' || c.number as name, l.last_number as last
    from matches t join ledgers l on l.id = t.ledger_id join campaigns c on c.id = t.campaign_id
    join milestones m on m.id = c.milestone_id
    where t.project_id = ? order by m.position, c.number`,
  fund: `select l.id, m.key as name, l.last_number as last
    from funds f join ledgers l on l.id = f.ledger_id join milestones m on m.id = f.milestone_id
    where f.project_id = ? order by m.position`,
};

/** The ledgers of a kind that anybody may read, in the plan's order. */
export async function openLedgers(reader: Reader, projectId: string, kind: LedgerKind): Promise<OpenLedger[]> {
  const { rows } = await reader.raw<{ rows: OpenLedger[] }>(LEDGERS[kind], [projectId]);
  return rows;
}

/** The code of a pledge is its donor's: where it stands for a document, there is none to show. */
const DOCUMENT = `case when e.kind = 'pledge' and position(e.reference in replace(e.document, '-', '')) > 0 then ''
  else e.document end`;

const GIFT_KINDS = "and e.kind in ('gift', 'settlement')";

const entries = (which: string): string => `
  select e.number, e.kind, e.nature, e.channel, e.amount, e.booked_on as "bookedOn", e.after_close as "afterClose",
    ${DOCUMENT} as document, e.recorded_at as "recordedAt", 
    case when e.about_id is not null
      then (select b.number from ledger_entries b where b.id = e.about_id) end as about,
    case when e.corrects_id is not null
      then (select w.number from ledger_entries w where w.id = e.corrects_id) end as corrects,
    case when e.transfer_id is not null
      then (select l.kind from ledger_entries o join ledgers l on l.id = o.ledger_id
             where o.transfer_id = e.transfer_id and o.id <> e.id) end as other, coalesce(n.words, '') as note,
    d.name as "donorName", d.shown as "donorShown",
    ${which === '' ? '0' : '(select coalesce(sum(t.amount), 0)::bigint from ledger_entries t where t.about_id = e.id)'} as taken
  from ledger_entries e
  left join ledger_notes n on n.entry_id = e.id
  left join donors d on d.id = e.donor_id
  where e.ledger_id = ? and e.number > ? and e.number <= ? ${which}
  order by e.number limit ${ROWS_AT_ONCE}`;

/**
 * The entries of a ledger in the order of their number, so many at a time.
 * @param gifts only gifts and settled pledges, each with what was taken of it
 */
export async function* openEntries(
  reader: Reader,
  { id, last }: OpenLedger,
  { gifts }: { readonly gifts: boolean },
): AsyncGenerator<OpenEntry[]> {
  const statement = entries(gifts ? GIFT_KINDS : '');
  for (let after = 0; ; ) {
    const { rows } = await reader.raw<{ rows: OpenEntry[] }>(statement, [id, after, last]);
    if (rows.length > 0) yield rows;
    const lastOf = rows.at(-1);
    if (lastOf === undefined || rows.length < ROWS_AT_ONCE) return;
    after = lastOf.number;
  }
}
