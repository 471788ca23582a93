/** Activities on a project as a whole. */
import { advanceProject, standingOfProject } from '../db/advance.ts';
import { cancelProject } from '../db/change-project.ts';
import { type ProjectRow, planOf } from '../db/projects.ts';
import type { Store } from '../db/store.ts';
import type { ProjectActivities } from '../workflows/contract/activities.ts';

export function projectActivities(store: Store): ProjectActivities {
  return {
    async loadProject(projectId, now) {
      const project = await store.knex('projects').where({ id: projectId }).first<ProjectRow>();
      return standingOfProject(store.knex, project, await planOf(store.knex, projectId), new Date(now));
    },
    advanceProject: (projectId, now) => advanceProject(store, projectId, new Date(now)),
    cancelProject: (commandId, now) => cancelProject(store, commandId, new Date(now)),
  };
}
