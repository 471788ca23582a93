/**
 * What the stories ask the world to do. Each is a short PostgreSQL transaction that may run more than once
 * and then finds its work done. `now` is workflow time as an ISO instant.
 */
import type { Decided, ProjectStanding, RunDecided, RunStanding, Standing } from '../../domain/standing.ts';

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

export interface RunActivities {
  /** Where the run stands: its story starts and goes on from here. */
  loadRun(runId: string, now: string): Promise<RunStanding>;
  /** Decides a stored command on the run, once. */
  decideRun(commandId: string, now: string): Promise<RunDecided>;
  /** Sends the notices that are owed, each once (R7), and says what comes next. */
  wakeRun(runId: string, now: string): Promise<RunStanding>;
  /** Ends the runs of a milestone that has ended: what was still to come is cancelled, and those enrolled are told. */
  endRuns(milestoneId: string, now: string): Promise<readonly { readonly number: number }[]>;
}
