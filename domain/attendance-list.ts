/** The list that those present at a session sign, as it is printed. */
import type { LocalText } from './lifecycle.ts';

export interface AttendanceListFacts {
  readonly project: {
    readonly title: LocalText;
    readonly codes: readonly { readonly name: string; readonly value: string }[];
    /** R26. */
    readonly publicity: LocalText;
  };
  readonly run: {
    readonly milestoneKey: string;
    readonly number: number;
    readonly title: string;
    readonly place: string;
    /** Trainers or hosts; may be empty. */
    readonly ledBy: string;
  };
  /** `number` of `of`: its place among the sessions of the run. */
  readonly session: {
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly topic: string;
    readonly number: number;
    readonly of: number;
  };
  /** Those enrolled, in no order. */
  readonly persons: readonly {
    readonly familyName: string;
    readonly givenName: string;
    readonly organisation: string | null;
    readonly category: LocalText | null;
  }[];
}
