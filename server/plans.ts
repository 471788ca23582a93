/** The plans that this installation offers, each read and checked once. */
import { knownPlans, loadKnownPlan } from '../db/plan-file.ts';
import type { Plan } from '../domain/plan.ts';

export interface PlanShelf {
  keys(): readonly string[];
  /** null for a key that this installation does not know. Throws `PlanRefused` for a faulty file. */
  get(key: string): Plan | null;
}

/** A changed file is read at the next start. */
export function createPlanShelf(): PlanShelf {
  const keys = knownPlans().map(({ key }) => key);
  const read = new Map<string, Plan | null>();
  return {
    keys: () => keys,
    get(key) {
      if (!keys.includes(key)) return null;
      const known = read.get(key);
      if (known !== undefined) return known;
      const plan = loadKnownPlan(key);
      read.set(key, plan);
      return plan;
    },
  };
}
