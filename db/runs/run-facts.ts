/** What the rules look at of one run or of many: sessions, who earned a certificate, which documents are there. */
import type { RunFacts } from '../../domain/runs.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { certificateRule, type RunOfMilestone, type SessionRow, sessionFacts } from './run-rows.ts';

export interface KnownRun {
  readonly facts: RunFacts;
  readonly sessions: readonly SessionRow[];
  /** Whether this milestone gives certificates, and how many sessions earn one (R4). */
  readonly given: boolean;
  readonly needed: number;
  /** Persons who attended enough sessions (R4), and those of them who wait for their certificate. */
  readonly entitled: number;
  readonly owed: number;
  /** Documents that stand for the run, by requirement key. */
  readonly documents: ReadonlyMap<string, number>;
}

/** The facts of these runs by id, in three statements however many they are. */
export async function knownRuns(reader: Reader, runs: readonly RunOfMilestone[]): Promise<Map<string, KnownRun>> {
  const ids = runs.map(({ id }) => id);
  const sessions = await sessionsByRun(reader, ids);
  const documents = await documentsByRun(reader, ids);
  const rules = await Promise.all(
    runs.map(async (run) => {
      const plan = await planOf(reader, run.project_id);
      const planned = planMilestone(plan, run.milestone_key);
      return { run, planned, ...certificateRule(plan, planned, sessions.get(run.id)?.length ?? 0) };
    }),
  );
  const earned = await entitledByRun(reader, rules);
  return new Map(
    rules.map(({ run, planned, given, needed }) => {
      const own = sessions.get(run.id) ?? [];
      const papers = documents.get(run.id) ?? new Map<string, number>();
      const { entitled, owed } = earned.get(run.id) ?? { entitled: 0, owed: 0 };
      const paperMissing = planned.evidence.some(({ per, key, min }) => per === 'run' && (papers.get(key) ?? 0) < min);
      const facts = {
        state: run.state,
        invited: run.invited_at !== null,
        sessions: sessionFacts(own),
        recordsMissing: paperMissing || owed > 0,
      };
      return [run.id, { facts, sessions: own, given, needed, entitled, owed, documents: papers }];
    }),
  );
}

/** The same of one run. */
export async function knownRun(reader: Reader, run: RunOfMilestone): Promise<KnownRun> {
  const known = (await knownRuns(reader, [run])).get(run.id);
  if (!known) throw new Error(`run ${run.id} gave no facts`);
  return known;
}

async function sessionsByRun(reader: Reader, ids: readonly string[]): Promise<Map<string, SessionRow[]>> {
  const rows = await reader('sessions').whereIn('run_id', ids).orderBy(['starts_at', 'id']).select<SessionRow[]>();
  const byRun = new Map<string, SessionRow[]>();
  for (const row of rows) {
    const own = byRun.get(row.run_id) ?? [];
    own.push(row);
    byRun.set(row.run_id, own);
  }
  return byRun;
}

async function documentsByRun(reader: Reader, ids: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const rows = await reader('standing_evidence')
    .whereIn('run_id', ids)
    .groupBy('run_id', 'requirement')
    .select<{ run_id: string; requirement: string; documents: number }[]>(
      'run_id',
      'requirement',
      reader.raw('count(distinct document_id)::int as documents'),
    );
  const byRun = new Map<string, Map<string, number>>();
  for (const { run_id, requirement, documents } of rows) {
    const own = byRun.get(run_id) ?? new Map<string, number>();
    byRun.set(run_id, own.set(requirement, documents));
  }
  return byRun;
}

/**
 * R4: how many attended enough sessions of each run (merged records as one, R2), and how many of them have no
 * certificate yet. Who is erased is still counted, and gets none anew (R28).
 */
async function entitledByRun(
  reader: Reader,
  rules: readonly { readonly run: RunOfMilestone; readonly given: boolean; readonly needed: number }[],
): Promise<Map<string, { readonly entitled: number; readonly owed: number }>> {
  const giving = rules.filter(({ given }) => given);
  if (giving.length === 0) return new Map();
  const { rows } = await reader.raw<{ rows: { run: string; entitled: number; owed: number }[] }>(
    `select e.run_id as run, count(*)::int as entitled,
            count(*) filter (where o.erased_at is null and not exists (
              select 1 from certificates c join persons p on p.id = c.person_id
               where c.run_id = e.run_id and c.revoked_at is null and coalesce(p.merged_into, p.id) = e.person_id
            ))::int as owed
       from (select a.run_id, a.person_id
               from unnest(:runs::uuid[], :needed::int[]) n(run_id, needed)
               join attendance_of_persons a on a.run_id = n.run_id and a.present
              group by a.run_id, a.person_id, n.needed having count(*) >= n.needed) e
       join persons o on o.id = e.person_id
      group by e.run_id`,
    { runs: giving.map(({ run }) => run.id), needed: giving.map(({ needed }) => needed) },
  );
  return new Map(rows.map(({ run, entitled, owed }) => [run, { entitled, owed }]));
}
