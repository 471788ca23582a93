/**
 * Who asks, and what they are to the thing they ask about.
 */
import type { Locale, LocalText, MilestoneState, ProjectRole, ProjectState } from '../../domain/lifecycle.ts';
import type { Reader } from '../store.ts';

/** Somebody who is signed in and not disabled. */
export interface Caller {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly isAdmin: boolean;
  readonly hasPassword: boolean;
}

/** What a route is about, with the project it belongs to and the caller's role there. */
export interface Target {
  /** Id of the object itself; for a project the same as `projectId`. */
  readonly id: string;
  readonly projectId: string;
  readonly projectSlug: string;
  readonly projectTitle: LocalText;
  readonly projectState: ProjectState;
  /** null for an administrator who is no member. */
  readonly role: ProjectRole | null;
  /** The object's milestone, where it has one. */
  readonly milestone: { readonly id: string; readonly key: string; readonly state: MilestoneState } | null;
}

export type ObjectKind =
  | 'project'
  | 'milestone'
  | 'evidence'
  | 'message'
  | 'event'
  | 'person'
  | 'organisation'
  | 'import'
  | 'run'
  | 'proposal'
  | 'vote'
  | 'campaign'
  | 'match'
  | 'fund'
  | 'bank-statement'
  | 'bank-line'
  | 'voter'
  | 'roll-import'
  | 'challenge'
  | 'ledger'
  | 'ledger-entry'
  | 'donor'
  | 'enrolment'
  | 'certificate';

/** The columns of `CALLER_COLUMNS`. */
export interface CallerRow {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly is_admin: boolean;
  readonly has_password: boolean;
}

interface TargetRow {
  readonly object_id: string;
  readonly project_id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly project_state: ProjectState;
  readonly role: ProjectRole | null;
  readonly milestone_id: string | null;
  readonly milestone_key: string;
  readonly milestone_state: MilestoneState;
}

/** What is read of a caller, from `users as u`. */
export const CALLER_COLUMNS = `u.id as user_id, u.email, u.name, u.locale, u.is_admin, u.password_hash is not null as has_password`;

/** Each gives object_id, project and milestone for the id it is asked about. */
const OBJECTS: Readonly<Record<ObjectKind, string>> = {
  project: 'select id as object_id, id as project, null::uuid as milestone from projects where id = :object',
  milestone: 'select id as object_id, project_id as project, id as milestone from milestones where id = :object',
  evidence: `select e.id as object_id, m.project_id as project, m.id as milestone
    from evidence e join milestones m on m.id = e.milestone_id where e.id = :object`,
  message: `select id as object_id, project_id as project, milestone_id as milestone from messages where id = :object`,
  event: `select id as object_id, project_id as project, milestone_id as milestone from events where id = :object`,
  person: `select id as object_id, project_id as project, null::uuid as milestone from persons where id = :object`,
  organisation: `select id as object_id, project_id as project, null::uuid as milestone
    from organisations where id = :object`,
  run: `select id as object_id, project_id as project, milestone_id as milestone from runs where id = :object`,
  proposal: `select id as object_id, project_id as project, milestone_id as milestone from proposals where id = :object`,
  vote: `select id as object_id, project_id as project, milestone_id as milestone from votes where id = :object`,
  fund: `select id as object_id, project_id as project, milestone_id as milestone from funds where id = :object`,
  campaign:
    'select id as object_id, project_id as project, milestone_id as milestone from campaigns where id = :object',
  match: `select id as object_id, project_id as project, milestone_id as milestone from matches where id = :object`,
  voter: `select o.id as object_id, v.project_id as project, v.milestone_id as milestone
    from voters o join votes v on v.id = o.vote_id where o.id = :object`,
  'roll-import': `select o.id as object_id, v.project_id as project, v.milestone_id as milestone
    from roll_imports o join votes v on v.id = o.vote_id where o.id = :object`,
  'bank-statement': `select s.id as object_id, c.project_id as project, c.milestone_id as milestone
    from bank_statements s join campaigns c on c.ledger_id = s.ledger_id where s.id = :object`,
  'bank-line': `select l.id as object_id, c.project_id as project, c.milestone_id as milestone
    from bank_lines l join campaigns c on c.ledger_id = l.ledger_id where l.id = :object`,
  challenge: `select o.id as object_id, v.project_id as project, v.milestone_id as milestone
    from roll_challenges o join votes v on v.id = o.vote_id where o.id = :object`,
  ledger: 'select id as object_id, project_id as project, null::uuid as milestone from ledgers where id = :object',
  'ledger-entry': `select e.id as object_id, l.project_id as project, null::uuid as milestone
    from ledger_entries e join ledgers l on l.id = e.ledger_id where e.id = :object`,
  donor: 'select id as object_id, project_id as project, null::uuid as milestone from donors where id = :object',
  enrolment: `select e.id as object_id, r.project_id as project, r.milestone_id as milestone
    from enrolments e join runs r on r.id = e.run_id where e.id = :object`,
  certificate: `select c.id as object_id, c.project_id as project, r.milestone_id as milestone
    from certificates c join runs r on r.id = c.run_id where c.id = :object`,
  import: `select id as object_id, project_id as project, null::uuid as milestone from imports where id = :object`,
};

const PROJECT_BY_SLUG =
  'select id as object_id, id as project, null::uuid as milestone from projects where slug = :object';

export function callerOf(row: CallerRow): Caller {
  return {
    id: row.user_id,
    email: row.email,
    name: row.name,
    locale: row.locale,
    isAdmin: row.is_admin,
    hasPassword: row.has_password,
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SLUG = /^[a-z0-9][a-z0-9-]{0,59}$/;

/**
 * What a request is about, in one statement.
 * @param objectId a UUID; for a project its slug as well. Anything else names nothing.
 * @returns null when there is no such object, or the caller is neither a member of its project nor an administrator
 */
export async function findTarget(
  reader: Reader,
  caller: Pick<Caller, 'id' | 'isAdmin'>,
  kind: ObjectKind,
  objectId: string,
): Promise<Target | null> {
  const bySlug = kind === 'project' && !UUID.test(objectId) && SLUG.test(objectId);
  if (!bySlug && !UUID.test(objectId)) return null;
  const { rows } = await reader.raw<{ rows: TargetRow[] }>(
    `select o.object_id, p.id as project_id, p.slug, p.title, p.state as project_state, m.role,
            s.id as milestone_id, s.key as milestone_key, s.state as milestone_state
       from (${bySlug ? PROJECT_BY_SLUG : OBJECTS[kind]}) o
       join projects p on p.id = o.project
       left join members m on m.project_id = p.id and m.user_id = :user
       left join milestones s on s.id = o.milestone`,
    { user: caller.id, object: objectId },
  );
  const [row] = rows;
  if (!row || (row.role === null && !caller.isAdmin)) return null;
  return {
    id: row.object_id,
    projectId: row.project_id,
    projectSlug: row.slug,
    projectTitle: row.title,
    projectState: row.project_state,
    role: row.role,
    milestone:
      row.milestone_id === null ? null : { id: row.milestone_id, key: row.milestone_key, state: row.milestone_state },
  };
}
