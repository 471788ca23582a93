/** The section on indicators, ready for the page. */
import { formatNumber } from '../domain/locale.ts';
import type {
  ReportedBreakdown,
  ReportedIndicator,
  ReportedIndicators,
  ReportedShare,
} from '../domain/report-indicators.ts';
import type { Printer } from './printer.ts';

export function printedIndicators(printer: Printer, { submitted, rows }: ReportedIndicators) {
  const { words, index } = printer;
  return {
    note: submitted ? `${words.indicators.submitted} ${printer.moment(submitted.at)}.` : words.indicators.live,
    records: submitted ? index.names(submitted.records) : null,
    rows: rows.map((row) => printedRow(printer, row)),
    breakdowns: rows.flatMap((row) => (row.breakdown ? [printedBreakdown(printer, row, row.breakdown)] : [])),
  };
}

const labelOf = ({ text, words }: Printer, { milestone, title }: ReportedIndicator): string =>
  `${words.indicators.title} · ${milestone.key} · ${text(title)}`;

function printedRow(printer: Printer, indicator: ReportedIndicator) {
  const { words, text, locale, index } = printer;
  const { milestone, title, counts, target, actual, attendances } = indicator;
  return {
    milestone: { key: milestone.key, target: index.hasMilestone(milestone.id) ? milestone.id : null },
    title: text(title),
    counted: words.counted[counts ?? 'staff'],
    target: formatNumber(target.value, locale),
    actual: index.figure(
      labelOf(printer, indicator),
      actual === null ? words.quantities.unrecorded : formatNumber(actual.value, locale),
      actual ?? target,
    ),
    short: (actual?.value ?? 0) < target.value,
    attendances:
      attendances && printer.count(`${labelOf(printer, indicator)} · ${words.indicators.attendances}`, attendances),
  };
}

/** Who the persons are; without tables while nobody is counted, since they would hold nothing but zeros. */
function printedBreakdown(printer: Printer, indicator: ReportedIndicator, breakdown: ReportedBreakdown) {
  const { words, text, locale } = printer;
  const { milestone, title, actual, counts } = indicator;
  // R3: a grand total counts incomplete records as well.
  const left = counts === 'attendees' ? words.indicators.incompleteToo : words.indicators.incomplete;
  const { incomplete, byCategory, byField, byAgeGroup } = breakdown;
  const label = labelOf(printer, indicator);
  const table = (name: string, shares: readonly (ReportedShare & { readonly target?: number | null })[]) => ({
    title: name,
    targets: shares.some(({ target }) => target !== undefined && target !== null),
    rows: shares.map((share) => ({
      title: text(share.title),
      target: share.target === undefined || share.target === null ? '' : formatNumber(share.target, locale),
      persons: printer.count(`${label} · ${name} · ${text(share.title)}`, share.persons),
      short: (share.target ?? 0) > share.persons.value,
    })),
  });
  const isEmpty = (actual?.value ?? 0) === 0;
  return {
    title: `${milestone.key} · ${text(title)}`,
    left,
    incomplete: printer.count(`${label} · ${left}`, incomplete),
    tables: isEmpty
      ? []
      : [
          table(words.indicators.category, byCategory),
          table(words.indicators.ageGroup, byAgeGroup),
          ...byField.map((field) => table(text(field.title), field.counts)),
        ],
  };
}
