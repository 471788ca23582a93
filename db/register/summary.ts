/** The register in figures, counted by PostgreSQL in one pass: the same as `summarise` counts (R1, R3, R25). */
import type { Plan } from '../../domain/plan.ts';
import { type RegisterSummary, registerKeptUntil, summaryOf } from '../../domain/register.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { completeIn } from './complete.ts';

interface Count {
  readonly what: string;
  readonly value: string | null;
  readonly complete: boolean;
  readonly many: number;
}

/** Counts of a project's register and of its organisations, and how long it has to be kept (R28). */
export async function registerSummary(
  reader: Reader,
  projectId: string,
): Promise<RegisterSummary & { readonly organisations: number; readonly keptUntil: string }> {
  const plan = await planOf(reader, projectId);
  const project = await reader('projects').where({ id: projectId }).first<{ ends_on: string }>('ends_on');
  const counts = await countsOf(reader, projectId, plan);
  const many = (what: string, complete: boolean, value?: string | null) =>
    counts
      .filter((count) => count.what === what && count.complete === complete)
      .filter((count) => value === undefined || count.value === value)
      .reduce((sum, count) => sum + count.many, 0);
  const organisations = await reader('organisations')
    .where({ project_id: projectId })
    .count<{ count: number }[]>({ count: '*' });
  return {
    ...summaryOf(
      {
        persons: many('category', true) + many('category', false),
        complete: many('category', true),
        erased: many('erased', true, 'true') + many('erased', false, 'true'),
        category: (key) => many('category', true, key),
        incompleteCategory: (key) => many('category', false, key),
        choice: (field, choice) => many(`field:${field}`, true, choice),
        ageGroup: (key) => many('age', true, key),
      },
      plan,
    ),
    organisations: organisations[0]?.count ?? 0,
    keptUntil: registerKeptUntil(project.ends_on, plan),
  };
}

/** How often each value of each thing occurs, complete and incomplete records apart. */
async function countsOf(reader: Reader, projectId: string, plan: Plan): Promise<Count[]> {
  const chosen = plan.participants.fields.filter(({ choices }) => choices.length > 0).map(({ key }) => key);
  const complete = completeIn(plan);
  const { rows } = await reader.raw<{ rows: Count[] }>(
    `with register as (
       select p.category, p.age_group, p.erased_at is not null as erased, p.fields, (${complete.sql}) as complete
         from persons p where p.project_id = ? and p.merged_into is null
     )
     select 'category' as what, category as value, complete, count(*)::int as many from register group by 2, 3
     union all
     select 'age', age_group, complete, count(*)::int from register group by 2, 3
     union all
     select 'erased', erased::text, complete, count(*)::int from register group by 2, 3
     union all
     select 'field:' || key, nullif(fields ->> key, ''), complete, count(*)::int
       from register cross join unnest(?::text[]) as key group by 1, 2, 3`,
    [...complete.bindings, projectId, chosen],
  );
  return rows;
}
