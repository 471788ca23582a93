/** Which notices of a run were sent or let pass (R7). */
import { noticeKey } from '../../domain/runs.ts';
import type { Reader } from '../store.ts';

/** Their keys (`noticeKey`). */
export async function decidedNotices(reader: Reader, runId: string): Promise<Set<string>> {
  const rows = await reader('run_notices')
    .where({ run_id: runId })
    .select<{ step: string; aboutAt: Date }[]>('step', 'about_at as aboutAt');
  return new Set(rows.map(noticeKey));
}
