/** What a match waits for, and when somebody is told of it (R7, R21). */
import { atLocalTime, dayOf } from './calendar.ts';
import type { MatchState, MatchStep } from './match.ts';
import type { PlanSettings } from './plan.ts';
import { addWorkingDays } from './working-days.ts';

export interface MatchFacts {
  readonly state: MatchState;
  /** Since when it waits for what comes next. */
  readonly waitsSince: Date;
  /** Somebody has released the payment, and a second person has to. */
  readonly released: boolean;
  /** R20: bani that go back to the town hall. */
  readonly toRepay: number;
  /** Since when nothing more is expected of it: its milestone has ended, or there is nothing to pay. */
  readonly endedAt: Date | null;
}

export interface MatchNotice {
  readonly step: MatchStep | `${MatchStep}-late`;
  /** The instant that it is about: what is waited for anew is told anew. */
  readonly aboutAt: Date;
  readonly owedAt: Date;
}

/** What somebody has to do next; null where nothing is to be done. A difference goes back even once all else is over. */
export function waitsFor({ state, released, toRepay, endedAt }: Omit<MatchFacts, 'waitsSince'>): MatchStep | null {
  if (toRepay > 0) return 'repay';
  if (endedAt !== null) return null;
  if (state === 'computed') return 'decide';
  if (state === 'adopted') return 'contract';
  if (state !== 'contracted') return null;
  return released ? 'second-release' : 'release';
}

/** Owed at once, and to the managers as well on the next working day's morning (R9). */
export function matchNotices(
  facts: MatchFacts,
  { reminderTime, bridgeDays }: Pick<PlanSettings, 'reminderTime' | 'bridgeDays'>,
): MatchNotice[] {
  const step = waitsFor(facts);
  if (step === null) return [];
  const { waitsSince: aboutAt } = facts;
  const morning = atLocalTime(addWorkingDays(dayOf(aboutAt), 1, bridgeDays.value), reminderTime.value);
  return [
    { step, aboutAt, owedAt: aboutAt },
    { step: `${step}-late`, aboutAt, owedAt: morning },
  ];
}

/** Nothing more happens to it by itself, and nobody is waited for: its story ends. */
export const isMatchDone = ({ endedAt, toRepay }: Pick<MatchFacts, 'endedAt' | 'toRepay'>): boolean =>
  endedAt !== null && toRepay === 0;
