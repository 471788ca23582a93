/** Plans for tests, cut from the Cojocna plan. */
import { loadKnownPlan } from '../../db/plan-file.ts';
import type { Plan, PlanSettings } from '../../domain/plan.ts';

/** The Cojocna plan with these milestones only, each still after those of its predecessors that are left. */
export function planWith(keys: readonly string[], settings: Partial<PlanSettings> = {}): Plan {
  const plan = loadKnownPlan('cojocna');
  if (!plan) throw new Error('the Cojocna plan is missing');
  const milestones = plan.milestones
    .filter(({ key }) => keys.includes(key))
    .map((milestone) => ({ ...milestone, after: milestone.after.filter((key) => keys.includes(key)) }));
  return { ...plan, milestones, settings: { ...plan.settings, ...settings } };
}
