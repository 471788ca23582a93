/** Milestones as lists and pages show them. */
import { type GateFacts, type Missing, missingAtGate, piecesOf } from '../../domain/gate.ts';
import type { LocalText, MilestoneKind, MilestoneState } from '../../domain/lifecycle.ts';
import type { Counted } from '../../domain/plan.ts';
import { gateOf } from '../gate-facts.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { type EvidenceView, evidenceOf } from './evidence.ts';
import { bare, containing, type Page, type Rows, readPage } from './page.ts';
import { withNextReminder } from './reminders.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface MilestoneView {
  readonly id: string;
  readonly projectId: string;
  readonly projectSlug: string;
  readonly projectTitle: LocalText;
  readonly key: string;
  readonly title: LocalText;
  readonly stage: string;
  readonly kind: MilestoneKind;
  readonly state: MilestoneState;
  readonly version: number;
  readonly dueAt: Date;
  readonly late: boolean;
  readonly owner: Person;
  readonly openedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly submittedBy: Person | null;
  readonly endedAt: Date | null;
  readonly endedBy: Person | null;
  readonly nextReminderAt: Date | null;
}

export const MILESTONE_SORTS = {
  dueAt: 'm.due_at',
  position: 'm.position',
  key: 'm.key',
  state: 'm.state',
  stage: 'm.stage',
  kind: 'm.kind',
  version: 'm.version',
  openedAt: 'm.opened_at',
  submittedAt: 'm.submitted_at',
  endedAt: 'm.ended_at',
  id: 'm.id',
} as const;
export type MilestoneSort = keyof typeof MILESTONE_SORTS;

export interface MilestoneFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly state?: readonly MilestoneState[] | undefined;
  readonly stage?: readonly string[] | undefined;
  readonly kind?: readonly MilestoneKind[] | undefined;
  readonly ownerId?: readonly string[] | undefined;
  readonly late?: boolean | undefined;
  /** Part of the title in either language, or of the key; without regard to diacritics. */
  readonly q?: string | undefined;
}

/** Past its due instant and not ended. The instant is a parameter: domain time, never the database's. */
const NOT_ENDED = "m.state not in ('approved', 'adopted', 'waived', 'cancelled')";
const person = (alias: string): string =>
  `case when ${alias}.id is not null then json_build_object('id', ${alias}.id, 'name', ${alias}.name) end`;

function milestoneQuery(reader: Reader, now: Date) {
  return reader('milestones as m')
    .join('projects as p', 'p.id', 'm.project_id')
    .join('users as o', 'o.id', 'm.owner_id')
    .leftJoin('users as s', 's.id', 'm.submitted_by')
    .leftJoin('users as e', 'e.id', 'm.ended_by')
    .select(
      'm.id',
      'm.project_id as projectId',
      'p.slug as projectSlug',
      'p.title as projectTitle',
      'm.key',
      'm.title',
      'm.stage',
      'm.kind',
      'm.state',
      'm.version',
      'm.due_at as dueAt',
      reader.raw(`(m.due_at < ? and ${NOT_ENDED}) as late`, [now]),
      reader.raw(`${person('o')} as owner`),
      'm.opened_at as openedAt',
      'm.submitted_at as submittedAt',
      reader.raw(`${person('s')} as "submittedBy"`),
      'm.ended_at as endedAt',
      reader.raw(`${person('e')} as "endedBy"`),
    );
}

/** @param projects null for everybody's (administrators), else only these users' projects */
export async function listMilestones(
  reader: Reader,
  filter: MilestoneFilter,
  page: Page<MilestoneSort>,
  memberId: string | null,
  now: Date,
): Promise<Rows<MilestoneView>> {
  const query = milestoneQuery(reader, now);
  if (memberId !== null)
    query.whereIn('m.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('m.id', filter.id);
  if (filter.projectId) query.whereIn('m.project_id', filter.projectId);
  if (filter.state) query.whereIn('m.state', filter.state);
  if (filter.stage) query.whereIn('m.stage', filter.stage);
  if (filter.kind) query.whereIn('m.kind', filter.kind);
  if (filter.ownerId) query.whereIn('m.owner_id', filter.ownerId);
  if (filter.late === true) query.whereRaw(`m.due_at < ? and ${NOT_ENDED}`, [now]);
  if (filter.late === false) query.whereRaw(`not (m.due_at < ? and ${NOT_ENDED})`, [now]);
  if (filter.q !== undefined)
    query.whereRaw(`${bare(`m.title->>'ro' || ' ' || (m.title->>'en') || ' ' || m.key`)} like ${bare('?')}`, [
      containing(filter.q),
    ]);
  const { rows, total } = await readPage<MilestoneSort, Omit<MilestoneView, 'nextReminderAt'>>(
    query,
    page,
    MILESTONE_SORTS,
    'm.id',
  );
  return { rows: await withNextReminder(reader, rows, now), total };
}

/** One page's worth of a milestone. */
export interface MilestonePage extends MilestoneView {
  readonly description: LocalText | null;
  readonly after: { key: string; id: string; title: LocalText; state: MilestoneState }[];
  readonly requirements: {
    key: string;
    title: LocalText;
    min: number;
    accepts: ('file' | 'link')[];
    per: 'milestone' | 'run' | 'organisation';
    have: number;
    parts: { id: string; name: string; have: number }[];
  }[];
  readonly quantities: {
    key: string;
    title: LocalText;
    target: number;
    actual: number | null;
    counts: Counted | null;
    attendances: number | null;
  }[];
  readonly runs: { certificates: boolean; enrolment: 'staff' | 'public' } | null;
  readonly evidence: EvidenceView[];
  readonly missing: Missing[];
  readonly returnReason: string | null;
  readonly dueDates: { dueAt: Date; at: Date; reason: string | null }[];
  readonly reminders: { step: string; owedAt: Date; outcome: 'sent' | 'overtaken'; recipient: Person }[];
}

/** A milestone with its evidence, its gate and its history of dates and reminders. */
export async function milestonePage(reader: Reader, id: string, now: Date): Promise<MilestonePage> {
  const head = await milestoneQuery(reader, now)
    .where('m.id', id)
    .first<Omit<MilestoneView, 'nextReminderAt'> | undefined>();
  if (!head) throw new Error(`no milestone ${id}`);
  const whole = await planOf(reader, head.projectId);
  const plan = planMilestone(whole, head.key);
  const [[row], { facts, counted }, after, evidence, returnReason, dueDates, reminders] = await Promise.all([
    withNextReminder(reader, [head], now),
    gateOf(reader, { id, project_id: head.projectId }, whole),
    reader('milestones')
      .where({ project_id: head.projectId })
      .whereIn('key', plan.after)
      .orderBy('position')
      .select<MilestonePage['after']>('key', 'id', 'title', 'state'),
    evidenceOf(reader, id),
    head.state === 'returned' ? lastReturnReason(reader, id) : null,
    dueDatesOf(reader, id),
    remindersOf(reader, id),
  ]);
  if (!row) throw new Error(`no milestone ${id}`);
  return {
    ...row,
    description: plan.description ?? null,
    after,
    requirements: plan.evidence.map(({ key, title, min, accepts, per }) => {
      const parts = partsOf(facts, per, key);
      const have = piecesOf(facts.evidence, key) + parts.reduce((sum, part) => sum + part.have, 0);
      return { key, title, min, accepts, per, have, parts };
    }),
    quantities: facts.quantities.map(({ key, title, target, actual }) => ({
      key,
      title,
      target,
      actual,
      counts: plan.quantities.find((quantity) => quantity.key === key)?.counts ?? null,
      attendances: counted.get(key)?.attendances ?? null,
    })),
    runs: plan.runs ? { certificates: plan.runs.certificates, enrolment: plan.runs.enrolment } : null,
    evidence,
    missing: missingAtGate(facts),
    returnReason,
    dueDates,
    reminders,
  };
}

/** Each run or organisation that the plan asks the requirement for, with its documents. */
function partsOf(
  { runs, organisations }: GateFacts,
  per: MilestonePage['requirements'][number]['per'],
  key: string,
): MilestonePage['requirements'][number]['parts'] {
  if (per === 'milestone') return [];
  return (per === 'run' ? runs : organisations).map(({ id, name, evidence }) => ({
    id,
    name,
    have: piecesOf(evidence, key),
  }));
}

async function lastReturnReason(reader: Reader, milestoneId: string): Promise<string | null> {
  const row = await reader('events as e')
    .leftJoin('event_texts as t', (on) => on.on('t.event_id', 'e.id').andOnVal('t.name', 'reason'))
    .where({ 'e.milestone_id': milestoneId, 'e.type': 'milestone.returned' })
    .orderBy('e.seq', 'desc')
    .first<{ text: string | null } | undefined>('t.text');
  return row?.text ?? null;
}

async function dueDatesOf(reader: Reader, milestoneId: string): Promise<MilestonePage['dueDates']> {
  return reader('due_dates as d')
    .join('events as e', 'e.id', 'd.event_id')
    .leftJoin('event_texts as t', (on) => on.on('t.event_id', 'e.id').andOnVal('t.name', 'reason'))
    .where('d.milestone_id', milestoneId)
    .orderBy('e.seq')
    .select<MilestonePage['dueDates']>('d.due_at as dueAt', 'd.set_at as at', 't.text as reason');
}

async function remindersOf(reader: Reader, milestoneId: string): Promise<MilestonePage['reminders']> {
  return reader('reminders as r')
    .join('users as u', 'u.id', 'r.recipient_id')
    .where('r.milestone_id', milestoneId)
    .orderBy(['r.owed_at', 'r.step', 'u.name'])
    .select<MilestonePage['reminders']>(
      'r.step',
      'r.owed_at as owedAt',
      'r.outcome',
      reader.raw(`${person('u')} as recipient`),
    );
}

export interface InboxItem {
  readonly id: string;
  readonly projectId: string;
  readonly projectSlug: string;
  readonly key: string;
  readonly title: LocalText;
  readonly state: MilestoneState;
  readonly task: 'submit' | 'approve' | 'prepare';
  readonly dueAt: Date;
  readonly late: boolean;
  readonly submittedBy: Person | null;
}

export const INBOX_SORTS = { dueAt: 'i."dueAt"', id: 'i.id' } as const;

/**
 * What waits for one person in running projects: to submit what is theirs and open, to approve what their role
 * approves and they did not submit themselves (R6), to prepare what is theirs and still waits.
 */
export async function listInbox(
  reader: Reader,
  userId: string,
  filter: {
    readonly task?: readonly InboxItem['task'][] | undefined;
    readonly projectId?: readonly string[] | undefined;
  },
  page: Page<keyof typeof INBOX_SORTS>,
  now: Date,
): Promise<Rows<InboxItem>> {
  const tasks = reader('milestones as m')
    .join('projects as p', 'p.id', 'm.project_id')
    .join('members as r', (on) => on.on('r.project_id', 'p.id').andOnVal('r.user_id', userId))
    .leftJoin('users as s', 's.id', 'm.submitted_by')
    .where('p.state', 'running')
    .whereRaw(NOT_ENDED)
    .select(
      'm.id',
      'm.project_id as projectId',
      'p.slug as projectSlug',
      'm.key',
      'm.title',
      'm.state',
      'm.due_at as dueAt',
      reader.raw('m.due_at < ? as late', [now]),
      reader.raw(`${person('s')} as "submittedBy"`),
      reader.raw(
        `case
           when m.state = 'submitted' then
             case when m.submitted_by <> :user and (
               select e->'approvers' from jsonb_array_elements(p.plan->'milestones') e where e->>'key' = m.key
             ) \\? r.role then 'approve' end
           when m.owner_id = :user then case m.state when 'waiting' then 'prepare' else 'submit' end
         end as task`,
        { user: userId },
      ),
    );
  const query = reader.select('i.*').from(tasks.as('i')).whereNotNull('i.task');
  if (filter.task) query.whereIn('i.task', filter.task);
  if (filter.projectId) query.whereIn('i.projectId', filter.projectId);
  return readPage<keyof typeof INBOX_SORTS, InboxItem>(query, page, { dueAt: 'i.dueAt', id: 'i.id' }, 'i.id');
}
