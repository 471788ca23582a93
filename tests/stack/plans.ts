/** Plans for tests, cut from the Cojocna plan. */
import { readFileSync } from 'node:fs';
import type { Plan, PlanSettings } from '../../domain/plan.ts';
import { testServer } from './database.ts';

/** The whole plan, as global-setup.ts read it once for all tests. */
export const cojocnaPlan = (): Plan => JSON.parse(readFileSync(testServer('TEST_PLAN_FILE'), 'utf8')) as Plan;

/** The Cojocna plan with these milestones only, each still after those of its predecessors that are left. */
export function planWith(keys: readonly string[], settings: Partial<PlanSettings> = {}): Plan {
  const plan = cojocnaPlan();
  const milestones = plan.milestones
    .filter(({ key }) => keys.includes(key))
    .map((milestone) => ({ ...milestone, after: milestone.after.filter((key) => keys.includes(key)) }));
  return { ...plan, milestones, settings: { ...plan.settings, ...settings } };
}
