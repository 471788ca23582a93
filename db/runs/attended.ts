/** Who took part in the runs of a milestone, as a condition on persons: what counts them and what lists them. */
import { isHeld } from '../../domain/runs.ts';
import type { PersonCondition } from '../register/tally.ts';
import type { Reader } from '../store.ts';
import { knownRuns } from './run-facts.ts';
import type { RunOfMilestone } from './run-rows.ts';

/**
 * Present in at least one session of a run of this milestone that was not cancelled; a record that was merged into
 * another one counts as that one (R2). The same as `attendance_of_persons` says, from the milestone's side, so that of
 * all attendance only that of its sessions is read.
 */
export const attendedRunOf = (milestoneId: string): PersonCondition => ({
  sql: `p.id in (
    select coalesce(q.merged_into, q.id)
      from runs r join sessions s on s.run_id = r.id join attendances a on a.session_id = s.id join persons q on q.id = a.person_id
     where r.milestone_id = ? and r.state <> 'cancelled' and a.present)`,
  bindings: [milestoneId],
});

/** R10: present in at least one session of one of these runs. */
export const attendedOneOf = (runIds: readonly string[]): PersonCondition => ({
  sql: `p.id in (
    select coalesce(q.merged_into, q.id)
      from sessions s join attendances a on a.session_id = s.id join persons q on q.id = a.person_id
     where s.run_id = any(?::uuid[]) and a.present)`,
  bindings: [[...runIds]],
});

/** Whom the figures of a milestone count: of consultations those who were at one that was held (R10). */
export async function countedIn(reader: Reader, milestoneId: string): Promise<PersonCondition> {
  const runs = await reader('runs as r')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .where({ 'm.id': milestoneId, 'm.kind': 'consultation' })
    .select<RunOfMilestone[]>(
      'r.*',
      'm.key as milestone_key',
      'm.kind as milestone_kind',
      'm.state as milestone_state',
    );
  if (runs.length === 0) return attendedRunOf(milestoneId);
  const known = await knownRuns(reader, runs);
  return attendedOneOf([...known].filter(([, { facts }]) => isHeld(facts)).map(([id]) => id));
}
