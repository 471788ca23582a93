/** The events of a project that are about a person. */
import type { Reader } from '../store.ts';

/** Events (alias `e`) whose data name one of these ids; ids are long enough to mean nothing else. */
export function mentioning(reader: Reader, projectId: string, ids: readonly string[]) {
  return reader('events as e')
    .where('e.project_id', projectId)
    .whereRaw('e.data like any(?)', [ids.map((id) => `%"${id}"%`)]);
}
