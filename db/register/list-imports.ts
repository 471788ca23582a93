/** Imports of a register, as a list: what was read and waits for a decision, and what became of the others. */
import { type Page, type Rows, readPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import type { StoredRow } from './imported-rows.ts';
import type { ImportState } from './imports.ts';

export interface ImportInList {
  readonly id: string;
  readonly projectId: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly madeBy: { readonly id: string; readonly name: string };
  readonly madeAt: Date;
  readonly counts: Readonly<Record<StoredRow['outcome'], number>>;
}

export interface ImportFilter {
  readonly projectId: string;
  readonly state?: ImportState | undefined;
}

const COLUMNS = { madeAt: 'i.made_at', id: 'i.id' } as const;
export type ImportSort = keyof typeof COLUMNS;
export const IMPORT_SORTS = Object.keys(COLUMNS) as [ImportSort, ...ImportSort[]];

/** Rows by outcome, counted where they lie: a list of thousands of persons is not carried about for four figures. */
const COUNTS = `(select json_build_object(
    'new', count(*) filter (where outcome = 'new'), 'matched', count(*) filter (where outcome = 'matched'),
    'doubtful', count(*) filter (where outcome = 'doubtful'), 'refused', count(*) filter (where outcome = 'refused'))
  from jsonb_to_recordset(i.rows) as r(outcome text)) as counts`;

/** Imports of one project; whether the caller may see them was looked at. */
export function listImports(reader: Reader, filter: ImportFilter, page: Page<ImportSort>): Promise<Rows<ImportInList>> {
  const query = reader('imports as i')
    .join('users as u', 'u.id', 'i.made_by')
    .where('i.project_id', filter.projectId)
    .select(
      'i.id',
      'i.project_id as projectId',
      'i.file_name as fileName',
      'i.state',
      reader.raw(`json_build_object('id', u.id, 'name', u.name) as "madeBy"`),
      'i.made_at as madeAt',
      reader.raw(COUNTS),
    );
  if (filter.state !== undefined) query.where('i.state', filter.state);
  return readPage(query, page, COLUMNS, 'i.id');
}
