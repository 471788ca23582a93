/** Runs as lists and pages show them. */
import type { LocalText } from '../../domain/lifecycle.ts';
import { type RunPhase, type RunState, runPhase } from '../../domain/runs.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import { type KnownRun, knownRuns } from './run-facts.ts';
import type { RunOfMilestone } from './run-rows.ts';

export interface RunView {
  readonly id: string;
  readonly projectId: string;
  readonly milestone: {
    readonly id: string;
    readonly key: string;
    readonly title: LocalText;
    readonly kind: 'course' | 'study-visit' | 'consultation';
  };
  readonly number: number;
  readonly title: string;
  readonly place: string;
  readonly ledBy: string;
  readonly capacity: number | null;
  readonly public: boolean;
  readonly state: RunState;
  readonly phase: RunPhase;
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly invitedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly enrolled: number;
  readonly waiting: number;
  readonly entitled: number;
  readonly certified: number;
}

export const RUN_SORTS = { startsAt: 'startsAt', number: 'r.number', id: 'r.id' } as const;
export type RunSort = keyof typeof RUN_SORTS;

export interface RunFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  readonly state?: readonly RunState[] | undefined;
  readonly phase?: readonly RunPhase[] | undefined;
}

/** What a statement gives of a run, beside its facts. */
type Shown = RunOfMilestone & Pick<RunView, 'milestone' | 'startsAt' | 'endsAt' | 'enrolled' | 'waiting' | 'certified'>;

const MILESTONE = ['m.key as milestone_key', 'm.kind as milestone_kind', 'm.state as milestone_state'] as const;

function matching(reader: Reader, filter: RunFilter, memberId: string | null) {
  const query = reader('runs as r').join('milestones as m', 'm.id', 'r.milestone_id');
  if (memberId !== null)
    query.whereIn('r.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('r.id', filter.id);
  if (filter.projectId) query.whereIn('r.project_id', filter.projectId);
  if (filter.milestoneId) query.whereIn('r.milestone_id', filter.milestoneId);
  if (filter.state) query.whereIn('r.state', filter.state);
  return query;
}

/** Merged records count as one (R2). */
const persons = (state: 'enrolled' | 'waiting'): string =>
  `(select count(distinct coalesce(p.merged_into, p.id))::int from enrolments e join persons p on p.id = e.person_id
     where e.run_id = r.id and e.state = '${state}')`;

function shown(reader: Reader, query: ReturnType<typeof matching>) {
  return query.select(
    'r.*',
    ...MILESTONE,
    reader.raw(`json_build_object('id', m.id, 'key', m.key, 'title', m.title, 'kind', m.kind) as milestone`),
    reader.raw('(select min(s.starts_at) from sessions s where s.run_id = r.id) as "startsAt"'),
    reader.raw('(select max(s.ends_at) from sessions s where s.run_id = r.id) as "endsAt"'),
    reader.raw(`${persons('enrolled')} as enrolled`),
    reader.raw(`${persons('waiting')} as waiting`),
    reader.raw(
      '(select count(*)::int from certificates c where c.run_id = r.id and c.revoked_at is null) as certified',
    ),
  );
}

/**
 * Runs of the projects that somebody is in.
 * @param memberId null for everybody's (administrators), else only this person's projects
 */
export async function listRuns(
  reader: Reader,
  filter: RunFilter,
  page: Page<RunSort>,
  memberId: string | null,
  now: Date,
): Promise<Rows<RunView>> {
  const query = matching(reader, filter, memberId);
  // The phase follows from rules that stand in one place, in the domain: it is asked of every run that may match, in a
  // few statements, so that the total stays true.
  if (filter.phase) query.whereIn('r.id', await idsIn(reader, filter.phase, filter, memberId, now));
  const { rows, total } = await readPage<RunSort, Shown>(shown(reader, query), page, RUN_SORTS, 'r.id');
  const known = await knownRuns(reader, rows);
  return { rows: rows.map((row) => viewOf(row, known.get(row.id), now)), total };
}

async function idsIn(
  reader: Reader,
  phases: readonly RunPhase[],
  filter: RunFilter,
  memberId: string | null,
  now: Date,
): Promise<string[]> {
  const runs = await matching(reader, filter, memberId).select<RunOfMilestone[]>('r.*', ...MILESTONE);
  const known = await knownRuns(reader, runs);
  return [...known].filter(([, { facts }]) => phases.includes(runPhase(facts, now))).map(([id]) => id);
}

function viewOf(row: Shown, known: KnownRun | undefined, now: Date): RunView {
  if (!known) throw new Error(`run ${row.id} gave no facts`);
  return {
    id: row.id,
    projectId: row.project_id,
    milestone: row.milestone,
    number: row.number,
    title: row.title,
    place: row.place,
    ledBy: row.led_by,
    capacity: row.capacity,
    public: row.public,
    state: row.state,
    phase: runPhase(known.facts, now),
    version: row.version,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    invitedAt: row.invited_at,
    cancelledAt: row.cancelled_at,
    enrolled: row.enrolled,
    waiting: row.waiting,
    entitled: known.entitled,
    certified: row.certified,
  };
}

/** One run with its row and its facts; undefined where there is none. */
export async function findShownRun(
  reader: Reader,
  id: string,
  now: Date,
): Promise<{ readonly row: RunOfMilestone; readonly view: RunView; readonly known: KnownRun } | undefined> {
  const row = await shown(reader, matching(reader, { id: [id] }, null)).first<Shown | undefined>();
  const known = row && (await knownRuns(reader, [row])).get(id);
  return row && known && { row, known, view: viewOf(row, known, now) };
}
