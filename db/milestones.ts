/**
 * Milestones as the deciding transactions read and write them.
 */
import type { LocalText, MilestoneKind, MilestoneState } from '../domain/lifecycle.ts';
import { isEnded } from '../domain/lifecycle.ts';
import type { MessageFacts } from '../domain/messages.ts';
import type { Plan, PlanMilestone } from '../domain/plan.ts';
import { type OwedReminders, owedReminders, reminderSteps } from '../domain/reminders.ts';
import type { Standing } from '../domain/standing.ts';
import type { Reader, Transaction } from './store.ts';

export interface MilestoneRow {
  readonly id: string;
  readonly project_id: string;
  readonly key: string;
  readonly position: number;
  readonly stage: string;
  readonly kind: MilestoneKind;
  readonly title: LocalText;
  readonly state: MilestoneState;
  readonly version: number;
  readonly owner_id: string;
  readonly due_at: Date;
  readonly opened_at: Date | null;
  readonly submitted_at: Date | null;
  readonly submitted_by: string | null;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
}

/** The plan's words on a milestone of this key. */
export function planMilestone(plan: Plan, key: string): PlanMilestone {
  const found = plan.milestones.find((milestone) => milestone.key === key);
  if (!found) throw new Error(`the plan has no milestone ${key}`);
  return found;
}

/** All milestones of a project in the plan's order. */
export async function milestonesOf(reader: Reader, projectId: string): Promise<MilestoneRow[]> {
  return reader('milestones').where({ project_id: projectId }).orderBy('position').select<MilestoneRow[]>();
}

/** When the due date was set last, and which reminder steps were decided for it (R7). */
async function reminderFacts(
  reader: Reader,
  milestone: Pick<MilestoneRow, 'id' | 'due_at'>,
): Promise<{ since: Date; decided: Set<string> }> {
  const { rows } = await reader.raw<{ rows: { since: Date; decided: string[] }[] }>(
    `select (select max(set_at) from due_dates where milestone_id = :id) as since,
            array(select distinct step from reminders where milestone_id = :id and due_at = :due) as decided`,
    { id: milestone.id, due: milestone.due_at },
  );
  const [facts] = rows;
  if (!facts?.since) throw new Error(`milestone ${milestone.id} has no due date on record`);
  return { since: facts.since, decided: new Set(facts.decided) };
}

/** Which reminders are owed now, which were overtaken, and when the next one comes (R7). */
export async function remindersOf(
  reader: Reader,
  milestone: Pick<MilestoneRow, 'id' | 'due_at'>,
  plan: Plan,
  now: Date,
): Promise<OwedReminders> {
  const { since, decided } = await reminderFacts(reader, milestone);
  return owedReminders(reminderSteps(plan.settings, milestone.due_at, since), decided, now);
}

/** Where a milestone stands, for its story. A reminder that is owed already is "next" at the moment it fell due. */
export async function standingOf(
  reader: Reader,
  milestone: Pick<MilestoneRow, 'id' | 'due_at' | 'state' | 'version'>,
  plan: Plan,
  now: Date,
): Promise<Standing> {
  const { state, version } = milestone;
  if (isEnded(state)) return { version, state, nextReminderAt: null };
  const { send, next } = await remindersOf(reader, milestone, plan, now);
  const owed = send[0]?.owedAt ?? next;
  return { version, state, nextReminderAt: owed?.toISOString() ?? null };
}

/** Writes what changed and raises the version, which every answer and signal carries. */
export async function updateMilestone(
  trx: Transaction,
  id: string,
  change: Partial<
    Pick<
      MilestoneRow,
      'state' | 'owner_id' | 'due_at' | 'opened_at' | 'submitted_at' | 'submitted_by' | 'ended_at' | 'ended_by'
    >
  >,
): Promise<MilestoneRow> {
  const [row] = await trx('milestones')
    .where({ id })
    .update({ ...change, version: trx.raw('version + 1') })
    .returning<MilestoneRow[]>('*');
  if (!row) throw new Error(`no milestone ${id}`);
  return row;
}

/** What a message says about a milestone. */
export function milestoneFacts(milestone: MilestoneRow): NonNullable<MessageFacts['milestone']> {
  const { id, key, title, state } = milestone;
  return { id, key, title, state, dueAt: milestone.due_at.toISOString() };
}
