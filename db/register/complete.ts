/** R3 in SQL: whether a record is complete by the plan, the same as `missingFields` says. */
import type { Plan } from '../../domain/plan.ts';

/** A condition on `persons as p`, with its bindings. */
export function completeIn(plan: Pick<Plan, 'participants'>): { readonly sql: string; readonly bindings: string[] } {
  const required = plan.participants.fields.filter((field) => field.required).map(({ key }) => key);
  return {
    sql: [
      '(p.birth_date is not null or p.age_group is not null)',
      ...required.map(() => `coalesce(p.fields ->> ?, '') <> ''`),
    ].join(' and '),
    bindings: required,
  };
}
