/** Who took part in the runs of a milestone, as a condition on persons: what counts them and what lists them. */
import type { PersonCondition } from '../register/tally.ts';

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
