/** The scan of a document that an entry of a ledger names: a piece of the project's evidence. */
import type { Refusal } from '../../domain/refusal.ts';
import type { Reader } from '../store.ts';

/** Why a piece cannot stand beside an entry: it is not the project's, or was withdrawn; null where it can, or none is named. */
export async function refuseScan(reader: Reader, projectId: string, evidenceId?: string): Promise<Refusal | null> {
  if (evidenceId === undefined) return null;
  const found = await reader('evidence as e')
    .join('milestones as m', 'm.id', 'e.milestone_id')
    .where({ 'e.id': evidenceId, 'm.project_id': projectId })
    .whereNull('e.withdrawn_at')
    .first('e.id');
  return found ? null : { code: 'unknown-key', field: 'evidenceId', key: evidenceId };
}
