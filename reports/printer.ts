/** One language of the report: its words, and the index that every figure goes through (R25). */
import type { Locale, LocalText } from '../domain/lifecycle.ts';
import { ROLE_WORDS } from '../domain/lifecycle-words.ts';
import { formatDay, formatInstant, formatNumber } from '../domain/locale.ts';
import { formatLei } from '../domain/money.ts';
import type { Actor } from '../domain/report-facts.ts';
import type { Figure, ReportModel } from '../domain/report-model.ts';
import { RecordIndex } from './record-index.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';

export class Printer {
  readonly words: ReportWords;
  readonly locale: Locale;
  readonly index: RecordIndex;

  constructor(model: ReportModel, locale: Locale) {
    this.words = REPORT_WORDS[locale];
    this.locale = locale;
    this.index = new RecordIndex(model, this.words.recordKind);
  }

  text = (text: LocalText): string => text[this.locale];
  day = (day: string): string => formatDay(day, this.locale);
  dayOf = (instant: string): string => formatDay(new Date(instant), this.locale);
  moment = (instant: string): string => formatInstant(new Date(instant), this.locale);
  count = (label: string, figure: Figure) => this.index.figure(label, formatNumber(figure.value, this.locale), figure);
  lei = (label: string, figure: Figure) => this.index.figure(label, formatLei(figure.value, this.locale), figure);
  /** `12 din 15`: two figures that are read together, with the records of both. */
  share = (label: string, part: Figure, whole: Figure) => {
    const [some, all] = [part, whole].map(({ value }) => formatNumber(value, this.locale));
    return this.index.figure(label, `${some} ${this.words.of} ${all}`, {
      records: [...part.records, ...whole.records],
    });
  };
  reason = (reason: string | null): string => reason ?? this.words.erased;

  by(actor: Actor | null): string {
    if (actor === null) return '';
    return actor.role === null ? actor.name : `${actor.name}, ${ROLE_WORDS[actor.role][this.locale]}`;
  }

  size(bytes: number): string {
    if (bytes < 1000) return `${bytes}\u00A0B`;
    const inMega = bytes >= 1_000_000;
    const tenths = Math.round(bytes / (inMega ? 100_000 : 100)) / 10;
    return `${formatNumber(tenths, this.locale)}\u00A0${inMega ? 'MB' : 'kB'}`;
  }
}
