/** Donors as lists and pages show them, to those who read the register. */
import { type DonorFields, shownDonor } from '../../domain/donors.ts';
import { nameParts } from '../../domain/person-key.ts';
import { containing, type Page, type Rows, readPage } from '../reads/page.ts';
import { boundToReaders } from '../register/readers.ts';
import type { Reader } from '../store.ts';

export interface DonorView extends DonorFields {
  readonly id: string;
  readonly projectId: string;
  readonly shownAs: string | null;
  readonly entries: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
}

export const DONOR_SORTS = { name: 'd.name_key', createdAt: 'd.created_at', id: 'd.id' } as const;
export type DonorSort = keyof typeof DONOR_SORTS;

export interface DonorFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: string | undefined;
  readonly erased?: boolean | undefined;
  /** Parts of the name, in any order, without regard to diacritics. */
  readonly q?: string | undefined;
}

const shown = (query: ReturnType<Reader['from']>, reader: Reader) =>
  query.select(
    'd.id',
    'd.project_id as projectId',
    'd.kind',
    'd.name',
    'd.email',
    'd.locale',
    'd.shown',
    reader.raw('(select count(*)::int from ledger_entries e where e.donor_id = d.id) as entries'),
    'd.version',
    'd.created_at as createdAt',
    'd.erased_at as erasedAt',
  );

type Found = Omit<DonorView, 'shownAs'>;
const viewOf = (row: Found): DonorView => ({ ...row, shownAs: shownDonor(row) });

/** @param readerId only of projects whose register this person reads; null where that was looked at already */
export async function listDonors(
  reader: Reader,
  filter: DonorFilter,
  page: Page<DonorSort>,
  readerId: string | null,
): Promise<Rows<DonorView>> {
  const query = boundToReaders(reader('donors as d'), reader, 'd.project_id', readerId);
  if (filter.id) query.whereIn('d.id', filter.id);
  if (filter.projectId !== undefined) query.where('d.project_id', filter.projectId);
  if (filter.erased !== undefined) query[filter.erased ? 'whereNotNull' : 'whereNull']('d.erased_at');
  for (const part of nameParts(filter.q ?? '')) query.whereLike('d.name_key', containing(part));
  const { rows, total } = await readPage<DonorSort, Found>(shown(query, reader), page, DONOR_SORTS, 'd.id');
  return { rows: rows.map(viewOf), total };
}

export async function findDonor(reader: Reader, id: string): Promise<DonorView | undefined> {
  const row = await shown(reader('donors as d').where('d.id', id), reader).first<Found | undefined>();
  return row && viewOf(row);
}
