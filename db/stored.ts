/** The rows of a project as the records that its events are held against (told.ts). */
import { dayOf } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import type { Reader } from './store.ts';
import { type Facts, type Records, recordOf } from './told.ts';
import { storeVotes } from './votes/stored-votes.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** Instants as ISO strings: what the events' hashes are made of as well. */
const plain = (row: Readonly<Record<string, string | number | Date | null>>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );

export async function storedRecords(reader: Reader, projectId: string): Promise<Records> {
  const records: Records = new Map();
  const take = (rows: readonly Row[], name: (row: Row) => string) => {
    for (const row of rows) {
      const { record: _, ...facts } = row;
      records.set(name(row), facts);
    }
  };
  records.set(recordOf.project, await projectFacts(reader, projectId));
  const milestones = await milestoneRows(reader, projectId);
  take(milestones, ({ record }) => recordOf.milestone(String(record)));
  const members = reader('members').where({ project_id: projectId }).select('user_id as record', 'role');
  take(await members, ({ record }) => recordOf.member(String(record)));
  for (const { milestone, key, ...facts } of await quantityRows(reader, projectId))
    records.set(recordOf.quantity(String(milestone), String(key)), facts);
  take(await evidenceRows(reader, projectId), ({ record }) => recordOf.evidence(String(record)));
  for (const { milestone, seq, ...facts } of await dueDateRows(reader, projectId))
    records.set(recordOf.dueDate(String(milestone), Number(seq)), facts);
  const amendments = reader('amendments as a')
    .join('events as e', 'e.id', 'a.event_id')
    .where('a.project_id', projectId)
    .select('e.seq as record', 'a.number', 'a.signed_on as signedOn', 'a.old_end as oldEnd', 'a.new_end as newEnd');
  take(await amendments, ({ record }) => recordOf.amendment(Number(record)));
  take(await snapshotRows(reader, projectId), ({ record }) => recordOf.indicators(Number(record)));
  for (const { user, scope, person, day } of await viewRows(reader, projectId))
    records.set(recordOf.view(user, scope, person ?? '', day), {});
  await storeVotes(reader, projectId, records);
  return records;
}

async function projectFacts(reader: Reader, id: string): Promise<Facts> {
  const { plan, ...row } = await reader('projects')
    .where({ id })
    .first<{ plan: Plan } & Row>(
      'plan',
      'slug',
      'state',
      'starts_on as startsOn',
      'ends_on as endsOn',
      'completed_at as completedAt',
      'cancelled_at as cancelledAt',
    );
  return { ...plain(row), planHash: sha256Hex(canonicalJson(plan)) };
}

async function milestoneRows(reader: Reader, projectId: string): Promise<Row[]> {
  const rows = await reader('milestones')
    .where({ project_id: projectId })
    .select<(Row & { due_at: Date })[]>(
      'key as record',
      'position',
      'stage',
      'kind',
      'state',
      'due_at',
      'owner_id as owner',
      'opened_at as openedAt',
      'submitted_at as submittedAt',
      'submitted_by as submittedBy',
      'ended_at as endedAt',
      'ended_by as endedBy',
    );
  return rows.map(({ due_at: dueAt, ...row }) => ({ ...plain(row), dueOn: dayOf(dueAt) }));
}

async function quantityRows(reader: Reader, projectId: string): Promise<Row[]> {
  const rows = await reader('quantities as q')
    .join('milestones as m', 'm.id', 'q.milestone_id')
    .where('m.project_id', projectId)
    .select<Row[]>('m.key as milestone', 'q.key', 'q.target', 'q.actual', 'q.recorded_by as by', 'q.recorded_at as at');
  return rows.map(plain);
}

async function evidenceRows(reader: Reader, projectId: string): Promise<Row[]> {
  const rows = await reader('evidence as e')
    .join('milestones as m', 'm.id', 'e.milestone_id')
    .leftJoin('files as f', 'f.sha256', 'e.sha256')
    .leftJoin('evidence_publications as o', 'o.evidence_id', 'e.id')
    .where('m.project_id', projectId)
    .select<Row[]>(
      'e.id as record',
      'm.key as milestone',
      'e.requirement',
      reader.raw(`encode(e.sha256, 'hex') as sha256`),
      'f.size',
      'e.link',
      'e.name',
      'e.description',
      'e.dated_on as datedOn',
      'e.run_id as runId',
      'e.organisation_id as organisationId',
      'e.document_id as documentId',
      'e.replaces',
      'e.added_by as addedBy',
      'e.added_at as addedAt',
      'e.withdrawn_at as withdrawnAt',
      'o.published_at as publishedAt',
      'o.published_by as publishedBy',
    );
  return rows.map(plain);
}

async function dueDateRows(reader: Reader, projectId: string): Promise<Row[]> {
  const rows = await reader('due_dates as d')
    .join('milestones as m', 'm.id', 'd.milestone_id')
    .join('events as e', 'e.id', 'd.event_id')
    .where('m.project_id', projectId)
    .select<(Row & { due_at: Date })[]>('m.key as milestone', 'e.seq', 'd.due_at', 'd.set_at as setAt');
  return rows.map(({ due_at: dueAt, ...row }) => ({ ...plain(row), dueOn: dayOf(dueAt) }));
}

/** Indicators that were submitted: by what they hold, and by the hash beside them. */
async function snapshotRows(reader: Reader, projectId: string): Promise<Row[]> {
  const rows = await reader('indicator_snapshots as s')
    .join('events as e', 'e.id', 's.event_id')
    .join('milestones as m', 'm.id', 's.milestone_id')
    .where('s.project_id', projectId)
    .select<(Row & { indicators: unknown })[]>(
      'e.seq as record',
      'm.key as milestone',
      reader.raw(`encode(s.sha256, 'hex') as sha256`),
      's.made_at as madeAt',
      's.indicators',
    );
  return rows.map(({ indicators, ...row }) => ({ ...plain(row), content: sha256Hex(canonicalJson(indicators)) }));
}

interface ViewRow {
  readonly user: string;
  readonly scope: string;
  readonly person: string | null;
  readonly day: string;
}

/** Who looked at the register (R28). */
function viewRows(reader: Reader, projectId: string): Promise<ViewRow[]> {
  return reader('register_views')
    .where({ project_id: projectId })
    .select('user_id as user', 'scope', 'person_id as person', 'viewed_on as day');
}
