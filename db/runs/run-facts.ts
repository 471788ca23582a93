/** What the rules look at of one run or of many: sessions, who earned a certificate, which documents are there. */
import { type Minutes, minutesOf, type Notice } from '../../domain/consultations.ts';
import type { Plan, PlanMilestone } from '../../domain/plan.ts';
import type { RunFacts } from '../../domain/runs.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { certificateRule, entitledByRun, type RunOfMilestone, type SessionRow, sessionFacts } from './run-rows.ts';

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
  /** R11: whether the plan asks for minutes of it, and when they were given first. */
  readonly minutes: { readonly givenAt: Date | null } | null;
}

/** R11: the notice of a consultation; null of a course or a visit, which needs none. */
export function noticeOf(
  run: Pick<RunOfMilestone, 'milestone_kind' | 'notice_published_at'>,
  { settings }: Pick<Plan, 'settings'>,
): Notice | null {
  if (run.milestone_kind !== 'consultation') return null;
  return { publishedAt: run.notice_published_at, days: settings.noticeDays.value };
}

/** R11: whether the minutes came in time; null where the plan asks for none, of what was cancelled, before its end. */
export function minutesIn(
  { facts, minutes }: KnownRun,
  { settings }: Pick<Plan, 'settings'>,
  now: Date,
): Minutes | null {
  const last = facts.sessions.at(-1);
  if (!minutes || !last || facts.state === 'cancelled' || last.endsAt > now) return null;
  return minutesOf(last.endsAt, minutes.givenAt, settings.recordsDue.value, now);
}

/** The facts of these runs by id, in five statements however many they are. */
export async function knownRuns(reader: Reader, runs: readonly RunOfMilestone[]): Promise<Map<string, KnownRun>> {
  const ids = runs.map(({ id }) => id);
  const sessions = await sessionsByRun(reader, ids);
  const documents = await documentsByRun(reader, ids);
  const attended = await attendedRuns(reader, ids);
  const rules = await Promise.all(
    runs.map(async (run) => {
      const plan = await planOf(reader, run.project_id);
      const planned = planMilestone(plan, run.milestone_key);
      return { run, plan, planned, ...certificateRule(plan, planned, sessions.get(run.id)?.length ?? 0) };
    }),
  );
  const minutes = await minutesByRun(reader, rules);
  const giving = rules.filter(({ given }) => given).map(({ run, needed }) => ({ runId: run.id, needed }));
  const earned = await entitledByRun(reader, giving);
  return new Map(
    rules.map(({ run, plan, planned, given, needed }) => {
      const own = sessions.get(run.id) ?? [];
      const papers = documents.get(run.id) ?? new Map<string, number>();
      const entitled = earned.get(run.id) ?? [];
      const owed = entitled.filter(({ owed: is }) => is).length;
      const paperMissing = planned.evidence.some(({ per, key, min }) => per === 'run' && (papers.get(key) ?? 0) < min);
      const facts = {
        state: run.state,
        invited: run.invited_at !== null,
        notice: noticeOf(run, plan),
        sessions: sessionFacts(own),
        attended: attended.has(run.id),
        recordsMissing: paperMissing || owed > 0,
      };
      const asked = planned.evidence.some(({ minutes: are }) => are) ? { givenAt: minutes.get(run.id) ?? null } : null;
      const known = { facts, sessions: own, given, needed, entitled: entitled.length, owed, documents: papers };
      return [run.id, { ...known, minutes: asked }];
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

/** The runs at which somebody was present. */
async function attendedRuns(reader: Reader, ids: readonly string[]): Promise<Set<string>> {
  const rows = await reader('runs as r')
    .whereIn('r.id', ids)
    .whereExists(
      reader('sessions as s')
        .join('attendances as a', 'a.session_id', 's.id')
        .whereRaw('s.run_id = r.id and a.present')
        .select('s.id'),
    )
    .pluck<string[]>('r.id');
  return new Set(rows);
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

/** When the minutes of each of these runs were given first: a later version of them is not later. */
async function minutesByRun(
  reader: Reader,
  runs: readonly { readonly run: RunOfMilestone; readonly planned: PlanMilestone }[],
): Promise<Map<string, Date>> {
  const asked = runs.flatMap(({ run, planned }) =>
    planned.evidence.filter(({ minutes }) => minutes).map(({ key }) => ({ runId: run.id, key })),
  );
  if (asked.length === 0) return new Map();
  const { rows } = await reader.raw<{ rows: { runId: string; givenAt: Date }[] }>(
    `select s.run_id as "runId", min(f.added_at) as "givenAt"
       from unnest(:runs::uuid[], :keys::text[]) n(run_id, key)
       join standing_evidence s on s.run_id = n.run_id and s.requirement = n.key
       join evidence f on f.document_id = s.document_id and f.withdrawn_at is null
      group by s.run_id`,
    { runs: asked.map(({ runId }) => runId), keys: asked.map(({ key }) => key) },
  );
  return new Map(rows.map(({ runId, givenAt }) => [runId, givenAt]));
}
