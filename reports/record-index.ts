/**
 * R25 on paper: every figure has a number that leads to a list of the records behind it, and every record stands in
 * that list with its whole id.
 */

import type { Figure, RecordRef, ReportModel } from '../domain/report-model.ts';
import { shortened } from './printable.ts';

/** A figure as it is printed: its text, and the number of its row in the list of figures. */
export interface PrintedFigure {
  readonly text: string;
  readonly row: number;
}

export interface FigureRow {
  readonly row: number;
  readonly label: string;
  readonly text: string;
  /** Short names of records: `A3`, `#1–#7`. */
  readonly records: string;
}

export interface RecordRow {
  readonly name: string;
  readonly kind: RecordRef['kind'];
  readonly id: string;
}

/** Long titles stand in full at their place; the list of figures only has to recall them. */
const LABEL_LENGTH = 160;

/** Records that go by a name of their own; all others get a number. */
const NAMED: readonly RecordRef['kind'][] = ['plan', 'milestone', 'quantity', 'persons', 'run'];

const keyOf = ({ kind, id }: RecordRef): string => `${kind}:${id}`;

export class RecordIndex {
  readonly figures: FigureRow[] = [];
  private readonly numbers = new Map<string, { number: number; kind: RecordRef['kind']; id: string }>();
  private readonly milestones: ReadonlyMap<string, string>;
  private readonly runs: ReadonlyMap<string, string>;
  private readonly kinds: Readonly<Record<RecordRef['kind'], string>>;

  /**
   * Milestones go by the plan's keys, their runs by key and number; all other records get a number, evidence first and
   * in the order it is shown.
   */
  constructor({ stages }: Pick<ReportModel, 'stages'>, kinds: Readonly<Record<RecordRef['kind'], string>>) {
    this.kinds = kinds;
    const milestones = stages.flatMap((stage) => stage.milestones);
    this.milestones = new Map(milestones.map(({ id, key }) => [id, key]));
    this.runs = new Map(
      milestones.flatMap(({ key, runs }) => runs.map(({ id, number }) => [id, `${key}/${number}`] as const)),
    );
    for (const { requirements } of milestones) {
      for (const { evidence, parts } of requirements)
        for (const { id } of [...evidence, ...parts.flatMap((part) => part.evidence)])
          this.name({ kind: 'evidence', id });
    }
  }

  /** Whether the milestone has a place of its own in the report. */
  hasMilestone(id: string): boolean {
    return this.milestones.has(id);
  }

  /** The short name of one record. */
  name(record: RecordRef): string {
    const { kind, id, part } = record;
    if (kind === 'plan') return part === undefined ? 'plan' : `plan · ${part}`;
    const milestone = this.milestones.get(id) ?? id;
    if (kind === 'milestone') return milestone;
    if (kind === 'quantity') return `${milestone} · ${part ?? ''}`;
    if (kind === 'persons') return [milestone, this.kinds.persons, part].filter(Boolean).join(' · ');
    if (kind === 'run') return this.runs.get(id) ?? id;
    return `#${this.numberOf(record)}`;
  }

  /** Prints a figure: its text goes with the number that leads to its records. */
  figure(label: string, text: string, { records }: Pick<Figure, 'records'>): PrintedFigure {
    const row = this.figures.length + 1;
    this.figures.push({ row, label: shortened(label, LABEL_LENGTH), text, records: this.names(records) });
    return { text, row };
  }

  /** As `names`, without the parts of the plan: where there is room for little. */
  briefNames(records: readonly RecordRef[]): string {
    return this.names(
      records.map(({ kind, id, part }) => (kind === 'plan' || !part ? { kind, id } : { kind, id, part })),
    );
  }

  /** Short names of several records, numbers in sequence drawn together: `A3, #1–#7`. */
  names(records: readonly RecordRef[]): string {
    const named = [...new Set(records.filter((record) => !this.isNumbered(record)).map((record) => this.name(record)))];
    const numbers = records.filter((record) => this.isNumbered(record)).map((record) => this.numberOf(record));
    return [...named, ...ranges([...new Set(numbers)].sort((a, b) => a - b))].join(', ');
  }

  /** All records that were named, for the list that gives their ids. */
  records(): RecordRow[] {
    const milestones = [...this.milestones].map(([id, name]) => ({ name, kind: 'milestone' as const, id }));
    const numbered = [...this.numbers.values()].map(({ number, kind, id }) => ({ name: `#${number}`, kind, id }));
    const runs = [...this.runs].map(([id, name]) => ({ name, kind: 'run' as const, id }));
    return [...milestones, ...runs, ...numbered];
  }

  private isNumbered({ kind }: RecordRef): boolean {
    return !NAMED.includes(kind);
  }

  private numberOf(record: RecordRef): number {
    const known = this.numbers.get(keyOf(record));
    if (known) return known.number;
    const number = this.numbers.size + 1;
    this.numbers.set(keyOf(record), { number, kind: record.kind, id: record.id });
    return number;
  }
}

function ranges(sorted: readonly number[]): string[] {
  const runs: { first: number; last: number }[] = [];
  for (const number of sorted) {
    const run = runs.at(-1);
    if (run && run.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs.map(({ first, last }) => (first === last ? `#${first}` : `#${first}–#${last}`));
}
