/** What came of the consultations and the proposals (R10–R12), as the API says it and as PostgreSQL counts it alone. */
import type { Knex } from 'knex';
import { HELD, PRESENT_AT_MEETINGS } from './counted.ts';
import type { Person } from './person.ts';
import { tally } from './tally.ts';

export interface Deliberation {
  readonly consultations: {
    readonly held: number;
    /** Persons over all of them, and how often they attended. */
    readonly unique: number;
    readonly raw: number;
    /** R11: days by which the minutes of each came late, in the order of the meetings. */
    readonly lateMinutes: readonly number[];
  };
  /** Proposals by their state. */
  readonly proposals: Readonly<Record<string, number>>;
}

/** What this needs of the plan. */
export interface DeliberatingPlan {
  readonly milestones: readonly {
    readonly key: string;
    readonly kind: string;
    readonly evidence: readonly { readonly key: string; readonly minutes?: boolean | undefined }[];
  }[];
}

export async function deliberationOf(
  reader: Person,
  projectId: string,
  { milestones }: DeliberatingPlan,
): Promise<Deliberation> {
  const keys = milestones.filter(({ kind }) => kind === 'consultation').map(({ key }) => key);
  const { indicators } = await reader.get<{
    indicators: readonly {
      milestone: { key: string };
      actual: number | null;
      counts: string | null;
      attendances?: number;
    }[];
  }>(`/api/projects/${projectId}/indicators`);
  const own = indicators.filter(({ milestone }) => keys.includes(milestone.key));
  const attendees = own.find(({ counts }) => counts === 'attendees');
  const runs = await reader.list<{ id: string; milestone: { key: string }; state: string }>('/api/runs', { projectId });
  const lateMinutes: number[] = [];
  for (const { id, milestone, state } of runs) {
    if (!keys.includes(milestone.key) || state !== 'scheduled') continue;
    const { minutes } = await reader.get<{ minutes: { lateDays: number } | null }>(`/api/runs/${id}`);
    if (minutes) lateMinutes.push(minutes.lateDays);
  }
  const proposals = await reader.list<{ state: string }>('/api/proposals', { projectId });
  return {
    consultations: {
      held: own.find(({ counts }) => counts === 'runs')?.actual ?? 0,
      unique: attendees?.actual ?? 0,
      raw: attendees?.attendances ?? 0,
      lateMinutes,
    },
    proposals: tally(proposals.map(({ state }) => state)),
  };
}

export async function deliberationBySql(
  db: Knex,
  projectId: string,
  { milestones }: DeliberatingPlan,
): Promise<Deliberation> {
  const planned = milestones.find(({ kind }) => kind === 'consultation');
  const minutes = planned?.evidence.find((each) => each.minutes)?.key ?? '';
  const ask = async <T>(sql: string): Promise<T[]> =>
    (await db.raw<{ rows: T[] }>(sql, { project: projectId, milestone: planned?.key ?? '', minutes })).rows;
  const [meetings] = await ask<Omit<Deliberation['consultations'], 'lateMinutes'>>(
    `select (select count(*)::int ${HELD}) as held,
            count(distinct coalesce(marked.merged_into, marked.id))::int as unique,
            count(distinct (r.id, coalesce(marked.merged_into, marked.id)))::int as raw ${PRESENT_AT_MEETINGS}`,
  );
  if (!meetings) throw new Error('an aggregate without a row');
  const late = await ask<{ days: number }>(
    `select greatest(0, (min(e.added_at) at time zone 'Europe/Bucharest')::date
                        - (max(s.ends_at) at time zone 'Europe/Bucharest')::date - 10)::int as days
       from runs r join milestones m on m.id = r.milestone_id join sessions s on s.run_id = r.id
       join evidence e on e.run_id = r.id and e.requirement = :minutes and e.withdrawn_at is null
      where r.project_id = :project and m.key = :milestone and r.state = 'scheduled' group by r.id order by r.number`,
  );
  const proposals = await ask<{ state: string; many: number }>(
    `select p.state, count(*)::int as many from proposals p join milestones m on m.id = p.milestone_id
      where p.project_id = :project and m.key = :milestone group by 1 order by 1`,
  );
  return {
    consultations: { ...meetings, lateMinutes: late.map(({ days }) => days) },
    proposals: Object.fromEntries(proposals.map(({ state, many }) => [state, many])),
  };
}
