/** What a project's picture is made of: what is late, what comes next, which milestone opens which. */
import type { MilestoneOnMap, MilestoneState, Project } from '../api/types.ts';

const ENDED: ReadonlySet<MilestoneState> = new Set(['approved', 'adopted', 'waived', 'cancelled']);

export function isEnded(state: MilestoneState): boolean {
  return ENDED.has(state);
}

const byDueDate = (a: MilestoneOnMap, b: MilestoneOnMap): number =>
  a.dueAt.localeCompare(b.dueAt) || a.key.localeCompare(b.key, 'en', { numeric: true });

function milestonesOf(project: Pick<Project, 'stages'>): MilestoneOnMap[] {
  return project.stages.flatMap((stage) => stage.milestones);
}

/** Past its due instant and not ended, the longest overdue first. */
export function lateMilestones(project: Pick<Project, 'stages'>): MilestoneOnMap[] {
  return milestonesOf(project)
    .filter((milestone) => milestone.late)
    .sort(byDueDate);
}

/** Not ended and not late, by due date: at most `most`. */
export function nextMilestones(project: Pick<Project, 'stages'>, most: number): MilestoneOnMap[] {
  return milestonesOf(project)
    .filter((milestone) => !milestone.late && !isEnded(milestone.state))
    .sort(byDueDate)
    .slice(0, most);
}

/** An arrow of the picture: `to` waits for `from`. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Every arrow between milestones that are on the picture. */
export function arrowsOf(project: Pick<Project, 'stages'>): Arrow[] {
  const milestones = milestonesOf(project);
  const keys = new Set(milestones.map(({ key }) => key));
  return milestones.flatMap(({ key, after }) =>
    after.filter((from) => keys.has(from)).map((from) => ({ from, to: key })),
  );
}

/** The keys of the milestones that wait for each one. */
export function successorsOf(arrows: readonly Arrow[]): Map<string, string[]> {
  const successors = new Map<string, string[]>();
  for (const { from, to } of arrows) successors.set(from, [...(successors.get(from) ?? []), to]);
  return successors;
}
