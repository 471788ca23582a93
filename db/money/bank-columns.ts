/** Which column of a bank's CSV is what: said once for its headings, and remembered by the project. */
import type { CsvColumns } from '../../domain/bank-csv.ts';
import { headingKey } from '../../domain/import-columns.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import type { Reader } from '../store.ts';

const hashOf = (headings: readonly string[]): Buffer => sha256(canonicalJson(headings.map(headingKey)));

export async function rememberedColumns(
  reader: Reader,
  projectId: string,
  headings: readonly string[],
): Promise<CsvColumns | null> {
  const row = await reader('bank_csv_columns')
    .where({ project_id: projectId, headings_hash: hashOf(headings) })
    .first<{ columns: CsvColumns } | undefined>('columns');
  return row?.columns ?? null;
}

export async function rememberColumns(
  reader: Reader,
  by: { readonly projectId: string; readonly userId: string; readonly now: Date },
  headings: readonly string[],
  columns: CsvColumns,
): Promise<void> {
  await reader('bank_csv_columns')
    .insert({
      project_id: by.projectId,
      headings_hash: hashOf(headings),
      columns: JSON.stringify(columns),
      changed_by: by.userId,
      changed_at: by.now,
    })
    .onConflict(['project_id', 'headings_hash'])
    .merge(['columns', 'changed_by', 'changed_at']);
}
