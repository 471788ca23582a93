/** When the next reminder of each milestone is owed (R7), for lists and pages. */
import { isEnded, type MilestoneState } from '../../domain/lifecycle.ts';
import { owedReminders, reminderSteps } from '../../domain/reminders.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';

interface Reminded {
  readonly id: string;
  readonly projectId: string;
  readonly state: MilestoneState;
  readonly dueAt: Date;
}

/**
 * R7: the next reminder is shown. One that is owed already counts as next, at the moment it fell due.
 * @returns the rows with `nextReminderAt`, null for a milestone that has ended or has none left
 */
export async function withNextReminder<T extends Reminded>(
  reader: Reader,
  rows: readonly T[],
  now: Date,
): Promise<(T & { nextReminderAt: Date | null })[]> {
  const running = rows.filter((row) => !isEnded(row.state));
  const facts = await factsOf(reader, running);
  const plans = new Map<string, Awaited<ReturnType<typeof planOf>>>();
  for (const { projectId } of running) if (!plans.has(projectId)) plans.set(projectId, await planOf(reader, projectId));
  return rows.map((row) => {
    const plan = plans.get(row.projectId);
    const known = facts.get(row.id);
    if (!plan || !known || isEnded(row.state)) return { ...row, nextReminderAt: null };
    const steps = reminderSteps(plan.settings, row.dueAt, known.since);
    const { send, next } = owedReminders(steps, new Set(known.decided), now);
    return { ...row, nextReminderAt: send[0]?.owedAt ?? next };
  });
}

async function factsOf(
  reader: Reader,
  rows: readonly Reminded[],
): Promise<Map<string, { since: Date; decided: string[] }>> {
  if (rows.length === 0) return new Map();
  const { rows: facts } = await reader.raw<{ rows: { id: string; since: Date; decided: string[] }[] }>(
    `select m.id,
            coalesce((select max(set_at) from due_dates d where d.milestone_id = m.id), '-infinity') as since,
            array(select distinct step from reminders r where r.milestone_id = m.id and r.due_at = m.due_at) as decided
       from milestones m where m.id = any(:ids)`,
    { ids: rows.map((row) => row.id) },
  );
  return new Map(facts.map(({ id, ...fact }) => [id, fact]));
}
