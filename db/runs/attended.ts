/** Who took part in the runs of a milestone, as a condition on persons: what counts them and what lists them. */
import type { PersonCondition } from '../register/tally.ts';

/**
 * Present in at least one session of a run of this milestone that was not cancelled; a record that was merged into
 * another one counts as that one (R2). The runs are found first, so that attendance is read by its index.
 */
export const attendedRunOf = (milestoneId: string): PersonCondition => ({
  sql: `p.id in (
    select a.person_id from attendance_of_persons a
     where a.present and a.run_id = any(array(select r.id from runs r where r.milestone_id = ? and r.state <> 'cancelled')))`,
  bindings: [milestoneId],
});
