/**
 * The indicators of a project: every quantity of its plan with its target, what was reached, and, where persons are
 * counted, who they are by category, field and age group. Pure: made from counts, whoever counted them.
 */
import type { LocalText } from './lifecycle.ts';
import type { Counted, Plan } from './plan.ts';
import { type RegisterTally, summaryOf } from './register.ts';

/** Complete records (R3) by category (R1), field and age group; a choice of null is "not given". */
export interface Breakdown {
  /** Records that are not complete, and so are in no share below. */
  readonly incomplete: number;
  readonly byCategory: readonly {
    readonly key: string | null;
    readonly title: LocalText;
    /** Null outside of the target group, and where the quantity asks for no category. */
    readonly target: number | null;
    readonly persons: number;
  }[];
  readonly byField: readonly { readonly key: string; readonly title: LocalText; readonly counts: readonly Share[] }[];
  readonly byAgeGroup: readonly Share[];
}

export interface Share {
  readonly key: string | null;
  readonly title: LocalText;
  readonly persons: number;
}

export interface Indicator {
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  readonly key: string;
  readonly title: LocalText;
  readonly target: number;
  readonly actual: number | null;
  /** What Jalon counts; null for a figure that staff records. */
  readonly counts: Counted | null;
  /** The milestone was submitted: the figure does not change any more. */
  readonly frozen: boolean;
  /** What Jalon counts of the register as it stands; null for a figure that staff records. */
  readonly today: number | null;
  /** R10: where unique attendees are counted, all attendances: somebody at two consultations is one and two. */
  readonly attendances?: number;
  readonly breakdown: Breakdown | null;
}

/**
 * Persons are counted by these. R3: of `attendees`, a grand total, incomplete records count as well; who they are is
 * said of the complete ones.
 */
export type CountedPersons = 'participants' | 'target-group' | 'attendees';
export const countsPersons = (counts: Counted | null | undefined): counts is CountedPersons =>
  counts === 'participants' || counts === 'target-group' || counts === 'attendees';

/**
 * The persons behind one figure, in the plan's order and words.
 * @param counts only `target-group` is held against the quota of each category (R1)
 */
export function breakdownOf(
  tally: RegisterTally,
  plan: Pick<Plan, 'participants' | 'targetGroup'>,
  counts: CountedPersons,
): Breakdown {
  const { incomplete, byCategory, byField, byAgeGroup } = summaryOf(tally, plan);
  const inGroup = counts === 'target-group';
  return {
    incomplete,
    byCategory: byCategory
      .filter(({ key }) => !inGroup || key !== null)
      .map(({ key, name, target, persons }) => ({ key, title: name, target: inGroup ? target : null, persons })),
    byField: byField.map(({ key, title, counts: shares }) => ({
      key,
      title,
      counts: shares.map(({ choice, ...share }) => ({ key: choice, ...share })),
    })),
    byAgeGroup,
  };
}

/** The persons of a figure as one text, whatever order its parts were stored in. */
function personsOf(breakdown: Breakdown | null): string {
  if (breakdown === null) return '';
  const { incomplete, byCategory, byField, byAgeGroup } = breakdown;
  const line = (part: string, { key, persons }: Pick<Share, 'key' | 'persons'>) => `${part} ${key} ${persons}`;
  return [
    `incomplete ${incomplete}`,
    ...byCategory.map((share) => line('category', share)),
    ...byField.flatMap(({ key, counts }) => counts.map((share) => line(`field ${key}`, share))),
    ...byAgeGroup.map((share) => line('age', share)),
  ].join('\n');
}

const nameOf = ({ milestone, key }: Pick<Indicator, 'milestone' | 'key'>): string => `${milestone.key} ${key}`;

/**
 * R28: the figures that differ today from those of a submitted report, as `<milestone> <quantity>`: another figure,
 * or the same one with other persons behind it.
 */
export function changedSince(submitted: readonly Indicator[], today: readonly Indicator[]): string[] {
  const now = new Map(today.map((indicator) => [nameOf(indicator), indicator]));
  const figureOf = ({ today: counted, actual }: Indicator): number | null => counted ?? actual;
  return submitted.flatMap((then) => {
    const is = now.get(nameOf(then));
    const same =
      is !== undefined && figureOf(is) === then.actual && personsOf(is.breakdown) === personsOf(then.breakdown);
    return same ? [] : [nameOf(then)];
  });
}
