/** What anybody may read of a project: where it stands and its public dates. Nothing here names a person. */
import type { LocalText, MilestoneKind, MilestoneState, ProjectState } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import type { RunState } from '../../domain/runs.ts';
import { planOf } from '../projects.ts';
import { plannedOnce, type Reader } from '../store.ts';
import { PUBLIC_CAMPAIGN } from './public-money.ts';

export interface PublicProject {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly state: ProjectState;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Whether a campaign was announced or a fund founded. */
  readonly money: boolean;
  readonly plan: Plan;
}

export interface PublicMilestone {
  readonly id: string;
  readonly stage: string;
  readonly kind: MilestoneKind;
  readonly title: LocalText;
  readonly state: MilestoneState;
  readonly dueAt: Date;
  readonly endedAt: Date | null;
}

/** A session of a run that the public may see. */
export interface PublicSession {
  readonly id: string;
  readonly runId: string;
  readonly kind: MilestoneKind;
  readonly title: string;
  readonly topic: string;
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: RunState;
  /** Higher after each change. */
  readonly revision: number;
}

/** The window of a round of a vote that was announced. */
export interface PublicRound {
  readonly id: string;
  readonly title: LocalText;
  readonly round: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly cancelled: boolean;
  readonly version: number;
}

/** A project with everything that its page and its calendar show. */
export interface PublicStanding extends PublicProject {
  /** In the plan's order. */
  readonly milestones: readonly PublicMilestone[];
  readonly sessions: readonly PublicSession[];
  readonly rounds: readonly PublicRound[];
}

/**
 * R11: of a run the public knows by its page, of a consultation by its published notice. Expects `runs as r` and
 * `milestones as m`.
 */
export const PUBLIC_RUN = "case m.kind when 'consultation' then r.notice_published_at is not null else r.public end";

type Head = Omit<PublicProject, 'plan'>;

/** Whether a project has a campaign or a fund that the public sees. Expects `projects as p`. */
const PUBLIC_MONEY = `(exists (select from campaigns c where c.project_id = p.id and ${PUBLIC_CAMPAIGN})
  or exists (select from funds f where f.project_id = p.id))`;

export async function hasPublicMoney(reader: Reader, projectId: string): Promise<boolean> {
  return (await reader('projects as p').where('p.id', projectId).whereRaw(PUBLIC_MONEY).first('p.id')) !== undefined;
}

const heads = (reader: Reader) =>
  reader('projects as p').select(
    'p.id',
    'p.slug',
    'p.title',
    'p.state',
    'p.starts_on as startsOn',
    'p.ends_on as endsOn',
    reader.raw(`${PUBLIC_MONEY} as money`),
  );

const withPlan = async (reader: Reader, head: Head): Promise<PublicProject> => ({
  ...head,
  plan: await planOf(reader, head.id),
});

export async function findPublicProject(reader: Reader, slug: string): Promise<PublicProject | null> {
  const head = await heads(reader).options(plannedOnce('public-project')).where({ slug }).first<Head | undefined>();
  return head ? withPlan(reader, head) : null;
}

/** The project of this address with where it stands; null where there is none. */
export async function findPublicStanding(reader: Reader, slug: string): Promise<PublicStanding | null> {
  const project = await findPublicProject(reader, slug);
  if (!project) return null;
  const [standing] = await standingOf(reader, [project]);
  return standing ?? null;
}

/**
 * A page of the projects of this installation, those under way first, then the latest.
 * @returns one more than asked for where there are more
 */
export async function listPublicProjects(
  reader: Reader,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<PublicStanding[]> {
  const found: Head[] = await heads(reader)
    .orderByRaw("p.state = 'running' desc, p.starts_on desc, p.slug")
    .offset(from)
    .limit(limit + 1);
  return standingOf(reader, await Promise.all(found.map((head) => withPlan(reader, head))));
}

/** The same of many at once, in as many statements as of one. */
async function standingOf(reader: Reader, projects: readonly PublicProject[]): Promise<PublicStanding[]> {
  const ids = projects.map(({ id }) => id);
  const [milestones, sessions, rounds] = await Promise.all([
    milestonesOf(reader, ids),
    sessionsOf(reader, ids),
    roundsOf(reader, ids),
  ]);
  const own = <Row extends { readonly projectId: string }>(rows: readonly Row[], id: string) =>
    rows.filter(({ projectId }) => projectId === id);
  return projects.map((project) => ({
    ...project,
    milestones: own(milestones, project.id),
    sessions: own(sessions, project.id),
    rounds: own(rounds, project.id),
  }));
}

interface OfProject {
  readonly projectId: string;
}

const milestonesOf = (reader: Reader, projectIds: readonly string[]) =>
  reader('milestones as m')
    .whereIn('m.project_id', projectIds)
    .orderBy('m.position')
    .select<(PublicMilestone & OfProject)[]>(
      'm.project_id as projectId',
      'm.id',
      'm.stage',
      'm.kind',
      'm.title',
      'm.state',
      'm.due_at as dueAt',
      'm.ended_at as endedAt',
    );

const sessionsOf = (reader: Reader, projectIds: readonly string[]) =>
  reader('sessions as s')
    .join('runs as r', 'r.id', 's.run_id')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .whereIn('r.project_id', projectIds)
    .whereRaw(PUBLIC_RUN)
    .orderBy(['s.starts_at', 's.id'])
    .select<(PublicSession & OfProject)[]>(
      'r.project_id as projectId',
      's.id',
      'r.id as runId',
      'm.kind',
      'r.title',
      's.topic',
      'r.place',
      's.starts_at as startsAt',
      's.ends_at as endsAt',
      'r.state',
      'r.revision',
    );

const roundsOf = (reader: Reader, projectIds: readonly string[]) =>
  reader('vote_rounds as o')
    .join('votes as v', 'v.id', 'o.vote_id')
    .join('milestones as m', 'm.id', 'v.milestone_id')
    .whereIn('v.project_id', projectIds)
    .whereNotNull('v.announced_at')
    .orderBy(['o.opens_at', 'o.id'])
    .select<(PublicRound & OfProject)[]>(
      'v.project_id as projectId',
      'o.id',
      'm.title',
      'o.round',
      'o.opens_at as opensAt',
      'o.closes_at as closesAt',
      reader.raw("v.state = 'cancelled' as cancelled"),
      'v.version',
    );
