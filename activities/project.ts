/** Activities on a project as a whole. */
import { advanceProject } from '../db/advance.ts';
import { cancelProject } from '../db/change-project.ts';
import type { Store } from '../db/store.ts';
import type { ProjectActivities } from '../workflows/contract/activities.ts';

export function projectActivities(store: Store): ProjectActivities {
  return {
    advanceProject: (projectId, now) => advanceProject(store, projectId, new Date(now)),
    cancelProject: (commandId, now) => cancelProject(store, commandId, new Date(now)),
  };
}
