/** The page of one run: its sessions with their marks, what the gate asks of it, what the caller may do now. */

import { firstDayAfterNotice, lastNoticeDay, type Minutes } from '../../domain/consultations.ts';
import { rolesFor } from '../../domain/decision.ts';
import { isEnded, type LocalText, type ProjectRole, type ProjectState } from '../../domain/lifecycle.ts';
import type { Plan, PlanMilestone } from '../../domain/plan.ts';
import { doorsOpenAt, nextNoticeAt } from '../../domain/runs.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import type { Person } from '../reads/milestones.ts';
import type { Reader } from '../store.ts';
import { refuseChange } from './changing.ts';
import { findShownRun, type RunView } from './list-runs.ts';
import { decidedNotices } from './notices.ts';
import { type KnownRun, minutesIn } from './run-facts.ts';
import type { RunOfMilestone } from './run-rows.ts';

export interface SessionView {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly topic: string;
  readonly closedAt: Date | null;
  /** Of those enrolled. */
  readonly present: number;
  readonly absent: number;
  readonly unmarked: number;
}

export type RunAction =
  | 'change'
  | 'publish'
  | 'invite'
  | 'cancel'
  | 'close'
  | 'certify'
  | 'enrol'
  | 'mark'
  | 'evidence';

export interface RunPage extends RunView {
  readonly sessions: readonly SessionView[];
  readonly certificates: boolean;
  readonly sessionsNeeded: number;
  readonly publicAllowed: boolean;
  /** R11: of a consultation; null of any other run. */
  readonly notice: {
    readonly publishedAt: Date | null;
    /** The last day for it, and the first day on which the consultation could be if it were published today. */
    readonly lastDay: string;
    readonly firstDay: string;
    readonly days: number;
  } | null;
  /** R11: null where the plan asks for none, and before the consultation has ended. */
  readonly minutes: Minutes | null;
  readonly requirements: readonly {
    readonly key: string;
    readonly title: LocalText;
    readonly min: number;
    readonly have: number;
    readonly accepts: readonly ('file' | 'link')[];
  }[];
  readonly nextNoticeAt: Date | null;
  readonly changedBy: Person | null;
  readonly allowed: readonly RunAction[];
}

/** @param caller their role in the project; null for an administrator who is no member */
export async function runPage(
  reader: Reader,
  id: string,
  caller: { readonly role: ProjectRole | null; readonly projectState: ProjectState },
  now: Date,
): Promise<RunPage | undefined> {
  const found = await findShownRun(reader, id, now);
  if (!found) return undefined;
  const { row, view, known } = found;
  const plan = await planOf(reader, row.project_id);
  const planned = planMilestone(plan, row.milestone_key);
  return {
    ...view,
    sessions: await sessionViews(reader, id),
    certificates: known.given,
    sessionsNeeded: known.needed,
    publicAllowed: planned.runs?.enrolment === 'public',
    notice: noticeView(known, now),
    minutes: minutesIn(known, plan, now),
    requirements: planned.evidence
      .filter(({ per }) => per === 'run')
      .map(({ key, title, min, accepts }) => ({ key, title, min, accepts, have: known.documents.get(key) ?? 0 })),
    nextNoticeAt: await nextNotice(reader, row, known, plan),
    changedBy: (await reader('users').where({ id: row.changed_by }).first<Person | undefined>('id', 'name')) ?? null,
    allowed: allowedOn(row, known, planned, caller, now),
  };
}

function noticeView({ facts: { notice, sessions } }: KnownRun, now: Date): RunPage['notice'] {
  const [first] = sessions;
  if (!notice || !first) return null;
  const { publishedAt, days } = notice;
  return {
    publishedAt,
    lastDay: lastNoticeDay(first.startsAt, days),
    firstDay: firstDayAfterNotice(now, days),
    days,
  };
}

async function nextNotice(reader: Reader, row: RunOfMilestone, { facts }: KnownRun, plan: Plan): Promise<Date | null> {
  if (isEnded(row.milestone_state)) return null;
  return nextNoticeAt(facts, plan.settings, await decidedNotices(reader, row.id));
}

/** Presence of those enrolled, session by session; merged records count as one (R2). */
async function sessionViews(reader: Reader, runId: string): Promise<SessionView[]> {
  const { rows } = await reader.raw<{ rows: SessionView[] }>(
    `with enrolled as (
       select distinct coalesce(p.merged_into, p.id) as person_id
         from enrolments e join persons p on p.id = e.person_id where e.run_id = :run and e.state = 'enrolled')
     select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", s.topic, s.closed_at as "closedAt",
            count(*) filter (where a.present)::int as present,
            count(*) filter (where not a.present)::int as absent,
            count(*) filter (where e.person_id is not null and a.present is null)::int as unmarked
       from sessions s
       left join enrolled e on true
       left join attendance_of_persons a on a.session_id = s.id and a.person_id = e.person_id
      where s.run_id = :run
      group by s.id order by s.starts_at, s.id`,
    { run: runId },
  );
  return rows;
}

function allowedOn(
  row: RunOfMilestone,
  { facts, sessions, given, owed }: KnownRun,
  planned: PlanMilestone,
  caller: { readonly role: ProjectRole | null; readonly projectState: ProjectState },
  now: Date,
): RunAction[] {
  const { role, projectState: state } = caller;
  if (!rolesFor('evidence', planned).some((each) => each === role)) return [];
  if (refuseChange({ role, project: { state }, planned, run: row }) !== null) return [];
  const closed = sessions.filter(({ closed_at: closedAt }) => closedAt !== null).length;
  const may: Readonly<Record<RunAction, boolean>> = {
    change: true,
    publish: facts.notice?.publishedAt === null,
    invite: sessions.some(({ ends_at: endsAt }) => endsAt > now),
    cancel: closed === 0,
    close: sessions.some(({ ends_at: endsAt, closed_at: closedAt }) => endsAt <= now && closedAt === null),
    certify: given && closed === sessions.length && owed > 0,
    enrol: true,
    mark: sessions.some(({ starts_at: startsAt }) => doorsOpenAt(startsAt) <= now),
    evidence: true,
  };
  return (Object.keys(may) as RunAction[]).filter((action) => may[action]);
}
