/** The same figures counted by PostgreSQL alone, in statements that share nothing with the program's own. */
import type { Knex } from 'knex';
import type { Figures, RehearsedIndicator } from './figures.ts';

/** What is counted needs of the plan. */
export interface CountedPlan {
  readonly targetGroup: { readonly categories: readonly { readonly key: string }[] };
  readonly participants: { readonly fields: readonly { readonly key: string; readonly required: boolean }[] };
  readonly milestones: readonly {
    readonly key: string;
    readonly quantities: readonly { readonly key: string; readonly counts?: string | undefined }[];
    readonly evidence: readonly { readonly key: string; readonly per: string }[];
  }[];
}

/** R3. */
const COMPLETE = `(p.birth_date is not null or p.age_group is not null)
  and not exists (select 1 from unnest(:required::text[]) as f where coalesce(p.fields ->> f, '') = '')`;
/** Persons of the register who were present at a run of a milestone. */
const ATTENDED = `from persons p
 where p.project_id = :project and p.merged_into is null and ${COMPLETE}
   and exists (select 1 from attendances a
                 join sessions s on s.id = a.session_id join runs r on r.id = s.run_id
                 join milestones m on m.id = r.milestone_id join persons marked on marked.id = a.person_id
                where a.present and r.state = 'scheduled' and m.key = :milestone and r.project_id = :project
                  and p.id in (marked.id, marked.merged_into))`;

/** R11: that its notice was public ten days before is counted by days in Romania. */
export const PRESENT_AT_MEETINGS = `from attendances a
  join sessions s on s.id = a.session_id join runs r on r.id = s.run_id join milestones m on m.id = r.milestone_id
  join persons marked on marked.id = a.person_id
 where a.present and r.project_id = :project and m.key = :milestone and r.state = 'scheduled'
   and not exists (select 1 from sessions o where o.run_id = r.id and o.closed_at is null)
   and (r.notice_published_at at time zone 'Europe/Bucharest')::date + 10 <=
       (select (min(o.starts_at) at time zone 'Europe/Bucharest')::date from sessions o where o.run_id = r.id)`;

export async function figuresBySql(db: Knex, projectId: string, plan: CountedPlan): Promise<Figures> {
  const categories = plan.targetGroup.categories.map(({ key }) => key);
  const required = plan.participants.fields.filter((field) => field.required).map(({ key }) => key);
  const ask = async <T>(sql: string, more: Readonly<Record<string, string>> = {}): Promise<T[]> =>
    (await db.raw<{ rows: T[] }>(sql, { project: projectId, required, categories, ...more })).rows;
  const count = async (sql: string, more?: Readonly<Record<string, string>>): Promise<number> =>
    (await ask<{ many: number }>(`select count(*)::int as many ${sql}`, more))[0]?.many ?? 0;
  const byCategory = async (all: readonly string[], sql: string, more?: Readonly<Record<string, string>>) => {
    const found = await ask<{ category: string; many: number }>(
      `select coalesce(p.category, '') as category, count(*)::int as many ${sql} group by 1`,
      more,
    );
    return Object.fromEntries(all.map((key) => [key, found.find(({ category }) => category === key)?.many ?? 0]));
  };
  const here = 'from persons p where p.project_id = :project and p.merged_into is null';

  const indicators: RehearsedIndicator[] = [];
  const quantities = await ask<{ milestone: string; key: string; target: number; actual: number | null }>(
    `select m.key as milestone, q.key, q.target, q.actual from quantities q join milestones m on m.id = q.milestone_id
      where m.project_id = :project order by m.position, q.position`,
  );
  for (const { milestone, key, target, actual: recorded } of quantities) {
    const planned = plan.milestones.find((each) => each.key === milestone);
    const counts = planned?.quantities.find((quantity) => quantity.key === key)?.counts;
    const of = { milestone };
    const inGroup = 'and p.category = any(:categories)';
    if (counts === undefined) indicators.push({ milestone, key, target, actual: recorded });
    if (counts === 'runs') indicators.push({ milestone, key, target, actual: await count(HELD, of) });
    if (counts === 'participants')
      indicators.push({
        milestone,
        key,
        target,
        actual: await count(ATTENDED, of),
        byCategory: await byCategory([...categories, ''], ATTENDED, of),
      });
    if (counts === 'target-group')
      indicators.push({
        milestone,
        key,
        target,
        actual: await count(`${ATTENDED} ${inGroup}`, of),
        byCategory: await byCategory(categories, `${ATTENDED} ${inGroup}`, of),
      });
    if (counts === 'attendees')
      indicators.push({
        milestone,
        key,
        target,
        actual: await count(ATTENDEES, of),
        byCategory: await byCategory([...categories, ''], `${ATTENDEES} and ${COMPLETE}`, of),
      });
    if (counts === 'proposals') indicators.push({ milestone, key, target, actual: await count(ELIGIBLE, of) });
    if (counts === 'initiatives') indicators.push({ milestone, key, target, actual: await count(SELECTED, of) });
    if (counts === 'campaigns') indicators.push({ milestone, key, target, actual: await count(CLOSED, of) });
    if (counts === 'sum-statements') indicators.push({ milestone, key, target, actual: await count(TOLD) });
    if (counts === 'matches') indicators.push({ milestone, key, target, actual: await count(PAID, of) });
    if (counts === 'funds') indicators.push({ milestone, key, target, actual: await count(FOUNDED, of) });
    if (counts === 'organisations') {
      const [, reply = ''] = (planned?.evidence ?? []).filter(({ per }) => per === 'organisation');
      const requirement = reply === '' ? '' : reply.key;
      indicators.push({ milestone, key, target, actual: await count(INFORMED, { ...of, requirement }) });
    }
  }
  return {
    register: {
      persons: await count(here),
      byCategory: await byCategory([...categories, ''], `${here} and ${COMPLETE}`),
      attendances: await count(
        `from (select distinct s.run_id, coalesce(p.merged_into, p.id) from attendances a
                 join sessions s on s.id = a.session_id join persons p on p.id = a.person_id
                where a.present and p.project_id = :project) as present`,
      ),
      certificates: await count('from certificates c where c.project_id = :project and c.revoked_at is null'),
      incomplete: await count(`${here} and not (${COMPLETE})`),
    },
    indicators,
  };
}

/** R10: persons who were at a meeting of a milestone; an incomplete record counts here, in no category (R3). */
const ATTENDEES = `from persons p
 where p.project_id = :project and p.merged_into is null
   and p.id in (select coalesce(marked.merged_into, marked.id) ${PRESENT_AT_MEETINGS})`;

/** R12. */
const ELIGIBLE = `from proposals p join milestones m on m.id = p.milestone_id
 where p.project_id = :project and m.key = :milestone and p.state = 'eligible'`;

/** R17: a vote that elected something. */
const SELECTED = `from votes v join milestones m on m.id = v.milestone_id
 where v.project_id = :project and m.key = :milestone and v.final_at is not null and v.winner is not null`;

/** A campaign that has closed; what is told of it (R22); a match by its payment (R21); a fund. */
const CLOSED = `from campaigns c join milestones m on m.id = c.milestone_id
 where c.project_id = :project and m.key = :milestone and c.closed_at is not null and c.cancelled_at is null`;
const TOLD = 'from sum_statements s join campaigns c on c.id = s.campaign_id where c.project_id = :project';
const PAID = `from matches x join milestones m on m.id = x.milestone_id
 where x.project_id = :project and m.key = :milestone
   and exists (select 1 from ledger_entries e where e.ledger_id = x.ledger_id and e.kind = 'payment')`;
const FOUNDED = `from funds f join milestones m on m.id = f.milestone_id
 where f.project_id = :project and m.key = :milestone`;

export const HELD = `from runs r join milestones m on m.id = r.milestone_id
 where r.project_id = :project and m.key = :milestone and r.state = 'scheduled'
   and not exists (select 1 from sessions s where s.run_id = r.id and s.closed_at is null)
   and exists (select 1 from sessions s join attendances a on a.session_id = s.id where s.run_id = r.id and a.present)`;

/** R5: a message that the mail server took, and a reply that stands. */
const INFORMED = `from organisations o where o.project_id = :project
   and exists (select 1 from messages g join milestones m on m.id = g.milestone_id
                where g.organisation_id = o.id and g.state = 'sent' and m.key = :milestone)
   and exists (select 1 from evidence e join milestones m on m.id = e.milestone_id
                where e.organisation_id = o.id and e.withdrawn_at is null and e.requirement = :requirement
                  and m.key = :milestone)`;
