/**
 * What the plan asks of a participant (R3, R27): fields, age groups, consent and how long the register is kept.
 */
import type { LocalText } from './lifecycle.ts';

export interface FieldChoice {
  readonly key: string;
  readonly title: LocalText;
}

/** A field of the register that the plan adds: chosen from a list, or written. */
export interface ParticipantField {
  readonly key: string;
  readonly title: LocalText;
  /** Empty for a field that is written. */
  readonly choices: readonly FieldChoice[];
  /** Without it the record counts in the grand total only (R3). */
  readonly required: boolean;
}

export interface AgeGroup {
  readonly key: string;
  readonly title: LocalText;
  /** Completed years on the first day in the project, both ends counted; null for no upper end. */
  readonly from: number;
  readonly to: number | null;
}

/** What the rules look at in a person's record. */
export interface ParticipantRecord {
  readonly birthDate: string | null;
  readonly ageGroup: string | null;
  readonly fields: Readonly<Record<string, string>>;
}
