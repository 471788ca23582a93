import type { Project, Run } from '../api/types.ts';

/** What each tab of a run's page gets. */
export interface TabProps {
  readonly run: Run;
  readonly project: Project;
}
