/** Days and sums of a match's steps that are refused, each at its field (R21). */
import { dayOf } from '../../domain/calendar.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { formatLei } from '../../domain/money.ts';
import type { Answer } from '../../domain/refusal.ts';
import { refused } from '../register/registering.ts';
import type { Matching } from './matching.ts';

export const fault = (field: string, ro: string, en: string): Answer =>
  refused({ code: 'fields-refused', faults: [{ field, reason: { ro, en } }] });
export const lei = (amount: number): LocalText => ({ ro: formatLei(amount, 'ro'), en: formatLei(amount, 'en') });
export const day = (value: string): LocalText => ({ ro: formatDay(value, 'ro'), en: formatDay(value, 'en') });

/** A day that has come, and not before what it follows. */
export function dayRefused(
  field: string,
  value: string,
  { now }: Matching,
  after: string | null,
  what: LocalText,
): Answer | null {
  const today = dayOf(now);
  if (value > today) return refused({ code: 'date-in-future', day: value, today });
  if (after === null || value >= after) return null;
  return fault(
    field,
    `${what.ro} este din ${day(after).ro}. Alegeți acea zi sau una de după ea.`,
    `${what.en} is of ${day(after).en}. Choose that day or a later one.`,
  );
}
