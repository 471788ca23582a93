/**
 * Reminders (R7): which are owed, which were overtaken, which comes next. Pure: a function of the due instant,
 * of what was decided before, and of `now`.
 */
import { addDays, atLocalTime, dayOf } from './calendar.ts';
import type { PlanSettings } from './plan.ts';

/** `reminder` and `overdue` go to the owner, `escalated` to the managers. */
export type ReminderKind = 'reminder' | 'overdue' | 'escalated';

export interface ReminderStep {
  /** Names the step for ever, e.g. `before:P30D`, `overdue:P1D`, `escalation:P3D`. */
  readonly step: string;
  readonly kind: ReminderKind;
  readonly owedAt: Date;
}

/** A plan's duration: whole days, or seconds. */
export type PlanDuration = { readonly days: number } | { readonly seconds: number };

/** Reads `P30D` or `PT5S`, as the plan's schema allows them. Throws a RangeError for anything else. */
export function parseDuration(text: string): PlanDuration {
  const [, days, seconds] = /^P(?:(\d{1,3})D|T(\d{1,6})S)$/.exec(text) ?? [];
  if (days !== undefined) return { days: Number(days) };
  if (seconds !== undefined) return { seconds: Number(seconds) };
  throw new RangeError(`Not a duration of whole days or of seconds: ${text}`);
}

/** Whole days are sent at the plan's time of the local day (R7); seconds count from the due instant itself. */
function owedAt(dueAt: Date, duration: string, direction: -1 | 1, reminderTime: string): Date {
  const length = parseDuration(duration);
  return 'days' in length
    ? atLocalTime(addDays(dayOf(dueAt), direction * length.days), reminderTime)
    : new Date(dueAt.getTime() + direction * length.seconds * 1000);
}

type ReminderSettings = Pick<PlanSettings, 'reminders' | 'overdue' | 'escalation' | 'reminderTime'>;

/**
 * The steps of one due instant, in the order of their time (R7).
 * @param since when this due instant was set: steps whose time had passed by then are never owed, and left out
 */
export function reminderSteps(settings: ReminderSettings, dueAt: Date, since?: Date): ReminderStep[] {
  const time = settings.reminderTime.value;
  const { overdue, escalation } = settings;
  const steps: ReminderStep[] = [
    ...settings.reminders.value.map(
      (duration): ReminderStep => ({
        step: `before:${duration}`,
        kind: 'reminder',
        owedAt: owedAt(dueAt, duration, -1, time),
      }),
    ),
    { step: `overdue:${overdue.value}`, kind: 'overdue', owedAt: owedAt(dueAt, overdue.value, 1, time) },
    { step: `escalation:${escalation.value}`, kind: 'escalated', owedAt: owedAt(dueAt, escalation.value, 1, time) },
  ];
  return steps.filter((step) => since === undefined || step.owedAt >= since).sort(inTime);
}

const inTime = (a: ReminderStep, b: ReminderStep): number => a.owedAt.getTime() - b.owedAt.getTime();
const isForOwner = (step: ReminderStep): boolean => step.kind !== 'escalated';

export interface OwedReminders {
  /** To be sent now: the latest owed, at most one to the owner and one to the managers. */
  readonly send: readonly ReminderStep[];
  /** Owed as well, but a later one takes their place: to be recorded, never sent. */
  readonly overtaken: readonly ReminderStep[];
  /** When the next step will be owed, or null where none is left: what a story waits for, and what is shown. */
  readonly next: Date | null;
}

/**
 * R7: what is owed at `now`. After downtime the latest is sent, late and once; what it overtook is recorded.
 * @param steps of one due instant, see `reminderSteps`
 * @param decided steps that were sent or overtaken before, for this due instant
 */
export function owedReminders(steps: readonly ReminderStep[], decided: ReadonlySet<string>, now: Date): OwedReminders {
  const inOrder = [...steps].sort(inTime);
  const send: ReminderStep[] = [];
  const overtaken: ReminderStep[] = [];
  for (const audience of [inOrder.filter(isForOwner), inOrder.filter((step) => !isForOwner(step))]) {
    const passed = audience.filter((step) => step.owedAt <= now);
    for (const step of passed) {
      if (decided.has(step.step)) continue;
      if (step === passed.at(-1)) send.push(step);
      else overtaken.push(step);
    }
  }
  const next = inOrder.find((step) => step.owedAt > now && !decided.has(step.step));
  return { send: send.sort(inTime), overtaken: overtaken.sort(inTime), next: next?.owedAt ?? null };
}
