/** Activities on one milestone. */
import { decideMilestone } from '../db/decide.ts';
import { type MilestoneRow, standingOf } from '../db/milestones.ts';
import { planOf } from '../db/projects.ts';
import { remindMilestone } from '../db/remind.ts';
import type { Store } from '../db/store.ts';
import type { MilestoneActivities } from '../workflows/contract/activities.ts';

export function milestoneActivities(store: Store): MilestoneActivities {
  return {
    async loadMilestone(milestoneId, now) {
      const milestone = await store.knex('milestones').where({ id: milestoneId }).first<MilestoneRow>();
      const plan = await planOf(store.knex, milestone.project_id);
      return standingOf(store.knex, milestone, plan, new Date(now));
    },
    decideMilestone: (commandId, now) => decideMilestone(store, commandId, new Date(now)),
    remindMilestone: (milestoneId, now) => remindMilestone(store, milestoneId, new Date(now)),
  };
}
