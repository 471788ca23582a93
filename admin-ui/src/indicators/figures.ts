/** How an indicator's figures are read: what leads to the persons behind them, how far they are, what changed. */
import type { Indicator, Indicators } from '../api/types.ts';

/** What narrows a list of persons. */
export type PersonFilter = Readonly<Record<string, unknown>>;

export const isReached = ({ actual, target }: Pick<Indicator, 'actual' | 'target'>): boolean =>
  actual !== null && actual >= target;

/** Whole percents of the target, never rounded up to one that is not reached. */
export const percentOf = (actual: number, target: number): number => Math.floor((100 * actual) / target);

/**
 * R25: the filter of the register's list that shows exactly the persons whom a figure counts; null for a figure that
 * counts no persons. Of attendees incomplete records count as well (R3), of the others complete ones only.
 * @param categories keys of the target group's categories
 */
export function personsBehind(
  { milestone, counts }: Pick<Indicator, 'milestone' | 'counts'>,
  categories: readonly string[],
): PersonFilter | null {
  if (counts !== 'participants' && counts !== 'target-group' && counts !== 'attendees') return null;
  return { milestoneId: milestone.id, ...(counts === 'target-group' && { category: categories }) };
}

export interface Change {
  readonly indicator: Pick<Indicator, 'milestone' | 'key' | 'title' | 'target'>;
  /** Null where there was none, or nothing was recorded. */
  readonly submitted: number | null;
  readonly today: number | null;
  readonly what: 'same' | 'figure' | 'breakdown' | 'gone' | 'added';
}

/** What is counted today: of a frozen figure not what was submitted, but what the register says now. */
const countedToday = ({ today, actual }: Indicator): number | null => today ?? actual;

/** Whether a frozen figure is another one than what is counted today. */
export const hasMoved = ({ today, actual }: Pick<Indicator, 'today' | 'actual'>): boolean =>
  today !== null && today !== actual;

const nameOf = ({ milestone, key }: Indicator): string => `${milestone.key} ${key}`;

function changeOf(then: Indicator | undefined, now: Indicator | undefined): Change['what'] {
  if (then === undefined) return 'added';
  if (now === undefined) return 'gone';
  if (then.actual !== countedToday(now)) return 'figure';
  return JSON.stringify(then.breakdown) === JSON.stringify(now.breakdown) ? 'same' : 'breakdown';
}

/** R28: every indicator as it was submitted beside what it is now, in the order of today's, lost ones last. */
export function changesSince(then: Indicators['indicators'], now: Indicators['indicators']): Change[] {
  const before = new Map(then.map((indicator) => [nameOf(indicator), indicator]));
  const today = new Set(now.map(nameOf));
  return [
    ...now.map((indicator) => [before.get(nameOf(indicator)), indicator] as const),
    ...then.filter((indicator) => !today.has(nameOf(indicator))).map((indicator) => [indicator, undefined] as const),
  ].flatMap(([was, is]) => {
    const indicator = is ?? was;
    if (indicator === undefined) return [];
    return [
      { indicator, submitted: was?.actual ?? null, today: is ? countedToday(is) : null, what: changeOf(was, is) },
    ];
  });
}

/** `+3`, `−2`: a figure's change with its sign. */
export function signed(difference: number): string {
  return difference < 0 ? `−${-difference}` : `+${difference}`;
}

/** Indicators under their milestones, in the order in which they come. */
export function byMilestone(
  indicators: readonly Indicator[],
): { milestone: Indicator['milestone']; of: Indicator[] }[] {
  const groups = new Map<string, { milestone: Indicator['milestone']; of: Indicator[] }>();
  for (const indicator of indicators) {
    const { milestone } = indicator;
    const group = groups.get(milestone.id) ?? { milestone, of: [] };
    group.of.push(indicator);
    groups.set(milestone.id, group);
  }
  return [...groups.values()];
}
