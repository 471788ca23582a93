/** Runs and their sessions as the transactions and the pages read them. */
import type { MilestoneKind, MilestoneState } from '../../domain/lifecycle.ts';
import type { Plan, PlanMilestone } from '../../domain/plan.ts';
import { type RunState, type SessionFacts, sessionsForCertificate } from '../../domain/runs.ts';
import type { Reader } from '../store.ts';

export interface RunRow {
  readonly id: string;
  readonly project_id: string;
  readonly milestone_id: string;
  readonly number: number;
  readonly title: string;
  readonly place: string;
  readonly led_by: string;
  readonly capacity: number | null;
  readonly public: boolean;
  readonly state: RunState;
  readonly version: number;
  readonly revision: number;
  readonly invited_at: Date | null;
  readonly notice_published_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly created_at: Date;
  readonly changed_by: string;
  readonly changed_at: Date;
  readonly carried_at: Date | null;
}

/** A run with what its milestone says of it. */
export interface RunOfMilestone extends RunRow {
  readonly milestone_key: string;
  readonly milestone_kind: MilestoneKind;
  readonly milestone_state: MilestoneState;
}

export interface SessionRow {
  readonly id: string;
  readonly run_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly topic: string;
  readonly closed_at: Date | null;
  readonly closed_by: string | null;
}

/** R11: the public knows a consultation by its published notice, any other run by its page. */
export const isPublicRun = (run: Pick<RunOfMilestone, 'milestone_kind' | 'notice_published_at' | 'public'>): boolean =>
  run.milestone_kind === 'consultation' ? run.notice_published_at !== null : run.public;

export async function findRun(reader: Reader, id: string): Promise<RunOfMilestone | undefined> {
  return reader('runs as r')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .where('r.id', id)
    .first<RunOfMilestone | undefined>(
      'r.*',
      'm.key as milestone_key',
      'm.kind as milestone_kind',
      'm.state as milestone_state',
    );
}

/** A run's sessions in the order of their time. */
export async function sessionsOf(reader: Reader, runId: string): Promise<SessionRow[]> {
  return reader('sessions').where({ run_id: runId }).orderBy(['starts_at', 'id']).select<SessionRow[]>();
}

export const sessionFacts = (rows: readonly SessionRow[]): SessionFacts[] =>
  rows.map(({ id, starts_at: startsAt, ends_at: endsAt, closed_at }) => ({
    id,
    startsAt,
    endsAt,
    closed: closed_at !== null,
  }));

/** Whether the plan gives certificates for this milestone, and how many of so many sessions earn one (R4). */
export function certificateRule(
  plan: Plan,
  milestone: Pick<PlanMilestone, 'runs'>,
  sessions: number,
): { readonly given: boolean; readonly needed: number } {
  return {
    given: milestone.runs?.certificates ?? false,
    needed: sessionsForCertificate(sessions, plan.settings.certificateShare.value),
  };
}

/** R4: somebody who attended enough sessions for a certificate. */
export interface Entitled {
  readonly personId: string;
  readonly attended: number;
  /** Has one that stands. */
  readonly certified: boolean;
  /** Has none and can get one: who is erased is still counted, and gets none anew (R28). */
  readonly owed: boolean;
}

/** R4: persons (merged records as one, R2) who attended at least `needed` sessions of the run. */
export async function entitledTo(reader: Reader, runId: string, needed: number): Promise<Entitled[]> {
  return (await entitledByRun(reader, [{ runId, needed }])).get(runId) ?? [];
}

/** The same of many runs at once, by run; a run of which nobody attended enough is not in it. */
export async function entitledByRun(
  reader: Reader,
  runs: readonly { readonly runId: string; readonly needed: number }[],
): Promise<Map<string, Entitled[]>> {
  if (runs.length === 0) return new Map();
  const { rows } = await reader.raw<{ rows: (Entitled & { readonly runId: string })[] }>(
    `select e.*, not e.certified and p.erased_at is null as owed
       from (select a.run_id as "runId", a.person_id as "personId", count(*)::int as attended,
                    exists (select 1 from certificates c join persons p on p.id = c.person_id
                             where c.run_id = a.run_id and c.revoked_at is null
                               and coalesce(p.merged_into, p.id) = a.person_id) as certified
               from unnest(:runs::uuid[], :needed::int[]) n(run_id, needed)
               join attendance_of_persons a on a.run_id = n.run_id and a.present
              group by a.run_id, a.person_id, n.needed having count(*) >= n.needed) e
       join persons p on p.id = e."personId" order by e."runId", e."personId"`,
    { runs: runs.map(({ runId }) => runId), needed: runs.map(({ needed }) => needed) },
  );
  const byRun = new Map<string, Entitled[]>();
  for (const { runId, ...entitled } of rows) {
    const own = byRun.get(runId);
    if (own) own.push(entitled);
    else byRun.set(runId, [entitled]);
  }
  return byRun;
}
