/** Projects as lists and pages show them. */
import { checkBudget } from '../../domain/budget.ts';
import {
  isComplete,
  isEnded,
  type LocalText,
  type MilestoneKind,
  type MilestoneState,
  type ProjectRole,
  type ProjectState,
  type StageState,
  stageState,
} from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { bare, containing, type Page, type Rows, readPage } from './page.ts';
import { withNextReminder } from './reminders.ts';

export interface DeadlineView {
  readonly milestoneId: string;
  readonly key: string;
  readonly title: LocalText;
  readonly dueAt: Date;
  readonly late: boolean;
}

export interface ProjectView {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly state: ProjectState;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly version: number;
  readonly stage: { readonly key: string; readonly name: LocalText };
  readonly nextDeadline: DeadlineView | null;
  readonly lateCount: number;
  readonly done: number;
  readonly total: number;
}

export interface MilestoneOnMap {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  readonly stage: string;
  readonly kind: MilestoneKind;
  readonly state: MilestoneState;
  readonly after: string[];
  readonly dueAt: Date;
  readonly owner: { readonly id: string; readonly name: string };
  readonly late: boolean;
  readonly nextReminderAt: Date | null;
}

export interface StageView {
  readonly key: string;
  readonly name: LocalText;
  readonly state: StageState;
  readonly done: number;
  readonly total: number;
  readonly milestones: MilestoneOnMap[];
}

export interface ProjectPage extends ProjectView {
  readonly plan: Plan;
  readonly stages: StageView[];
  readonly budget: {
    currency: 'RON';
    total: number;
    sources: Plan['budget']['sources'];
    sum: number;
    difference: number;
  };
  readonly members: { id: string; name: string; role: ProjectRole }[];
  readonly amendments: { number: string; signedOn: string; oldEnd: string; newEnd: string; reason: string | null }[];
}

export const PROJECT_SORTS = {
  startsOn: 'p.starts_on',
  endsOn: 'p.ends_on',
  slug: 'p.slug',
  state: 'p.state',
  id: 'p.id',
} as const;
export type ProjectSort = keyof typeof PROJECT_SORTS;

export interface ProjectFilter {
  readonly id?: readonly string[] | undefined;
  readonly slug?: readonly string[] | undefined;
  readonly state?: readonly ProjectState[] | undefined;
  readonly q?: string | undefined;
}

interface Head {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly state: ProjectState;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly version: number;
}

interface MapRow {
  readonly id: string;
  readonly projectId: string;
  readonly key: string;
  readonly title: LocalText;
  readonly stage: string;
  readonly kind: MilestoneKind;
  readonly state: MilestoneState;
  readonly dueAt: Date;
  readonly owner: { readonly id: string; readonly name: string };
}

function headQuery(reader: Reader) {
  return reader('projects as p').select(
    'p.id',
    'p.slug',
    'p.title',
    'p.state',
    'p.starts_on as startsOn',
    'p.ends_on as endsOn',
    'p.version',
  );
}

async function mapRows(reader: Reader, projectIds: readonly string[]): Promise<MapRow[]> {
  return reader('milestones as m')
    .join('users as u', 'u.id', 'm.owner_id')
    .whereIn('m.project_id', projectIds)
    .orderBy(['m.project_id', 'm.position'])
    .select(
      'm.id',
      'm.project_id as projectId',
      'm.key',
      'm.title',
      'm.stage',
      'm.kind',
      'm.state',
      'm.due_at as dueAt',
      reader.raw(`json_build_object('id', u.id, 'name', u.name) as owner`),
    );
}

const isLate = (row: { state: MilestoneState; dueAt: Date }, now: Date): boolean =>
  !isEnded(row.state) && row.dueAt < now;

/** The stage under way that is earliest in the plan, else the first one that still waits, else the last. */
export function currentStage(
  stages: Plan['stages'],
  rows: readonly Pick<MapRow, 'stage' | 'state'>[],
): ProjectView['stage'] {
  const states = stages.map((stage) => ({
    stage,
    state: stageState(rows.filter((row) => row.stage === stage.key).map((row) => row.state)),
  }));
  const found =
    states.find(({ state }) => state === 'under-way') ??
    states.find(({ state }) => state === 'waiting') ??
    states.at(-1);
  if (!found) throw new Error('a plan has at least one stage');
  return { key: found.stage.key, name: found.stage.name };
}

function viewOf(head: Head, plan: Plan, rows: readonly MapRow[], now: Date): ProjectView {
  const open = rows.filter((row) => !isEnded(row.state)).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  const [next] = open;
  return {
    ...head,
    stage: currentStage(plan.stages, rows),
    nextDeadline: next
      ? { milestoneId: next.id, key: next.key, title: next.title, dueAt: next.dueAt, late: isLate(next, now) }
      : null,
    lateCount: open.filter((row) => isLate(row, now)).length,
    done: rows.filter((row) => isComplete(row.state)).length,
    total: rows.length,
  };
}

/** @param memberId only this person's projects; null for all (administrators) */
export async function listProjects(
  reader: Reader,
  filter: ProjectFilter,
  page: Page<ProjectSort>,
  memberId: string | null,
  now: Date,
): Promise<Rows<ProjectView>> {
  const query = headQuery(reader);
  if (memberId !== null) query.whereIn('p.id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('p.id', filter.id);
  if (filter.slug) query.whereIn('p.slug', filter.slug);
  if (filter.state) query.whereIn('p.state', filter.state);
  if (filter.q !== undefined)
    query.whereRaw(`${bare(`p.title->>'ro' || ' ' || (p.title->>'en') || ' ' || p.slug`)} like ${bare('?')}`, [
      containing(filter.q),
    ]);
  const { rows: heads, total } = await readPage<ProjectSort, Head>(query, page, PROJECT_SORTS, 'p.id');
  const milestones = await mapRows(
    reader,
    heads.map((head) => head.id),
  );
  const rows: ProjectView[] = [];
  for (const head of heads) {
    const own = milestones.filter((row) => row.projectId === head.id);
    rows.push(viewOf(head, await planOf(reader, head.id), own, now));
  }
  return { rows, total };
}

/** A project with its stages, members, budget and amendments. */
export async function projectPage(reader: Reader, id: string, now: Date): Promise<ProjectPage> {
  const head = await headQuery(reader).where('p.id', id).first<Head | undefined>();
  if (!head) throw new Error(`no project ${id}`);
  const plan = await planOf(reader, id);
  const rows = await mapRows(reader, [id]);
  const [reminded, members, amendments] = await Promise.all([
    withNextReminder(reader, rows, now),
    reader('members as m')
      .join('users as u', 'u.id', 'm.user_id')
      .where('m.project_id', id)
      .orderBy(['u.name', 'u.id'])
      .select<ProjectPage['members']>('u.id', 'u.name', 'm.role'),
    reader('amendments as a')
      .join('events as e', 'e.id', 'a.event_id')
      .leftJoin('event_texts as t', (on) => on.on('t.event_id', 'a.event_id').andOnVal('t.name', 'reason'))
      .where('a.project_id', id)
      .orderBy('e.seq')
      .select<ProjectPage['amendments']>(
        'a.number',
        'a.signed_on as signedOn',
        'a.old_end as oldEnd',
        'a.new_end as newEnd',
        't.text as reason',
      ),
  ]);
  const onMap = reminded.map((row): MilestoneOnMap => {
    const { projectId: _, ...shown } = row;
    return { ...shown, after: [...planMilestone(plan, row.key).after], late: isLate(row, now) };
  });
  const { total, sum, difference } = checkBudget(plan.budget);
  return {
    ...viewOf(head, plan, rows, now),
    plan,
    stages: plan.stages.map(({ key, name }) => {
      const own = onMap.filter((row) => row.stage === key);
      return {
        key,
        name,
        state: stageState(own.map((row) => row.state)),
        done: own.filter((row) => isComplete(row.state)).length,
        total: own.length,
        milestones: own,
      };
    }),
    budget: { currency: plan.budget.currency, total, sources: plan.budget.sources, sum, difference },
    members,
    amendments,
  };
}
