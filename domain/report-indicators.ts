/** The report's section on indicators: target, what was reached, and of persons who they are, each figure with records. */
import { type Breakdown, type CountedPersons, countsPersons, type Indicator, type Share } from './indicators.ts';
import type { LocalText } from './lifecycle.ts';
import type { Counted } from './plan.ts';
import type { ReportFacts } from './report-facts.ts';
import type { Figure, RecordRef } from './report-model.ts';
import { personsOf, recordsBehind, reference } from './report-records.ts';

export interface ReportedShare {
  readonly key: string | null;
  readonly title: LocalText;
  readonly persons: Figure;
}

export interface ReportedBreakdown {
  /** Records that are not complete, and so in no share below (R3). */
  readonly incomplete: Figure;
  /** With the quota of each where the figure asks for it (R1). */
  readonly byCategory: readonly (ReportedShare & { readonly target: number | null })[];
  readonly byField: readonly {
    readonly key: string;
    readonly title: LocalText;
    readonly counts: readonly ReportedShare[];
  }[];
  readonly byAgeGroup: readonly ReportedShare[];
}

export interface ReportedIndicator {
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  readonly key: string;
  readonly title: LocalText;
  readonly counts: Counted | null;
  readonly target: Figure;
  /** null while nobody has recorded it. */
  readonly actual: Figure | null;
  /** R10: all attendances, beside the unique persons who are counted; null for other figures. */
  readonly attendances: Figure | null;
  readonly breakdown: ReportedBreakdown | null;
}

export interface ReportedIndicators {
  /** When the report was submitted with these figures (R28); null where they are counted now. */
  readonly submitted: { readonly at: string; readonly records: readonly RecordRef[] } | null;
  /** In the plan's order. */
  readonly rows: readonly ReportedIndicator[];
}

export function reportedIndicators(facts: ReportFacts): ReportedIndicators {
  const { submission, indicators } = facts;
  const kept = submission ? [reference('event', submission.eventId)] : [];
  return {
    submitted: submission && { at: submission.at.toISOString(), records: kept },
    rows: indicators.map((indicator) => reportedIndicator(facts, indicator, kept)),
  };
}

function reportedIndicator(
  facts: ReportFacts,
  { milestone, key, title, counts, target, actual, attendances, breakdown }: Indicator,
  kept: readonly RecordRef[],
): ReportedIndicator {
  const records = [...recordsBehind(facts, milestone.id, key, counts), ...kept];
  return {
    milestone,
    key,
    title,
    counts,
    target: { value: target, records: [reference('quantity', milestone.id, key)] },
    actual: actual === null ? null : { value: actual, records },
    attendances: attendances === undefined ? null : { value: attendances, records },
    breakdown: breakdown && countsPersons(counts) ? reportedBreakdown(breakdown, milestone.id, counts, kept) : null,
  };
}

function reportedBreakdown(
  { incomplete, byCategory, byField, byAgeGroup }: Breakdown,
  milestoneId: string,
  counts: CountedPersons,
  kept: readonly RecordRef[],
): ReportedBreakdown {
  const listed = (...narrowed: readonly string[]) => [personsOf(milestoneId, counts, ...narrowed), ...kept];
  const share = (filter: string, { key, title, persons }: Share): ReportedShare => ({
    key,
    title,
    persons: { value: persons, records: listed('complete', `${filter}=${key ?? ''}`) },
  });
  return {
    incomplete: { value: incomplete, records: listed('incomplete') },
    byCategory: byCategory.map(({ target, ...category }) => ({ ...share('category', category), target })),
    byField: byField.map(({ key, title, counts: shares }) => ({
      key,
      title,
      counts: shares.map((each) => share(`fields.${key}`, each)),
    })),
    byAgeGroup: byAgeGroup.map((each) => share('ageGroup', each)),
  };
}
