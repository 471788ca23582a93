/**
 * What the stories ask the world to do. Each is a short PostgreSQL transaction that may run more than once
 * and then finds its work done. `now` is workflow time as an ISO instant.
 */
import type { Decided, ProjectStanding, Standing } from '../../domain/standing.ts';

export interface MilestoneActivities {
  /** Where the milestone stands: a story starts and goes on from here. */
  loadMilestone(milestoneId: string, now: string): Promise<Standing>;
  /** Decides a stored command, once. */
  decideMilestone(commandId: string, now: string): Promise<Decided>;
  /** Sends the reminder that is owed, if it still is (R7). */
  remindMilestone(milestoneId: string, now: string): Promise<Standing>;
}

export interface ProjectActivities {
  /** Where the project and its milestones stand: a story starts and goes on from here. */
  loadProject(projectId: string, now: string): Promise<ProjectStanding>;
  /** Opens what is ready, completes the project when all is done. */
  advanceProject(projectId: string, now: string): Promise<ProjectStanding>;
  /** Decides a stored command to cancel the project, once. */
  cancelProject(commandId: string, now: string): Promise<ProjectStanding>;
}
