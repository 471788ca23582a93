/** How often each value occurs in a register, or in a part of it, counted by PostgreSQL in one pass (R1, R3, R25). */
import type { Knex } from 'knex';
import type { Plan } from '../../domain/plan.ts';
import type { RegisterTally } from '../../domain/register.ts';
import type { Reader } from '../store.ts';
import { completeIn } from './complete.ts';

/** A condition on `persons as p` in SQL, with its bindings. */
export interface PersonCondition {
  readonly sql: string;
  readonly bindings: readonly Knex.Value[];
}

interface Count {
  readonly what: string;
  readonly value: string | null;
  readonly complete: boolean;
  readonly many: number;
}

/** Counts the persons of a project's register (merged records left out, R2), or those of them that meet a condition. */
export async function tallyOf(
  reader: Reader,
  projectId: string,
  plan: Plan,
  condition?: PersonCondition,
): Promise<RegisterTally> {
  const counts = await countsOf(reader, projectId, plan, condition ?? { sql: 'true', bindings: [] });
  const many = (what: string, complete: boolean, value?: string | null) =>
    counts
      .filter((count) => count.what === what && count.complete === complete)
      .filter((count) => value === undefined || count.value === value)
      .reduce((sum, count) => sum + count.many, 0);
  return {
    persons: many('category', true) + many('category', false),
    complete: many('category', true),
    erased: many('erased', true, 'true') + many('erased', false, 'true'),
    category: (key) => many('category', true, key),
    incompleteCategory: (key) => many('category', false, key),
    choice: (field, choice) => many(`field:${field}`, true, choice),
    ageGroup: (key) => many('age', true, key),
  };
}

/** How often each value of each thing occurs, complete and incomplete records apart. */
async function countsOf(reader: Reader, projectId: string, plan: Plan, condition: PersonCondition): Promise<Count[]> {
  const chosen = plan.participants.fields.filter(({ choices }) => choices.length > 0).map(({ key }) => key);
  const complete = completeIn(plan);
  const { rows } = await reader.raw<{ rows: Count[] }>(
    `with register as (
       select p.category, p.age_group, p.erased_at is not null as erased, p.fields, (${complete.sql}) as complete
         from persons p where p.project_id = ? and p.merged_into is null and (${condition.sql})
     )
     select 'category' as what, category as value, complete, count(*)::int as many from register group by 2, 3
     union all
     select 'age', age_group, complete, count(*)::int from register group by 2, 3
     union all
     select 'erased', erased::text, complete, count(*)::int from register group by 2, 3
     union all
     select 'field:' || key, nullif(fields ->> key, ''), complete, count(*)::int
       from register cross join unnest(?::text[]) as key group by 1, 2, 3`,
    [...complete.bindings, projectId, ...condition.bindings, chosen],
  );
  return rows;
}
