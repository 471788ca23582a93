/** What the record that stays will hold after another one went into it. */
import type { PersonValues } from './personValues.ts';

/** The earlier of two days; an empty one is none. */
const earlier = (a: string, b: string): string => (a === '' || (b !== '' && b < a) ? b : a);

/**
 * The record that stays keeps what it holds; what it lacks comes from the one that goes. The first day in the project
 * is the earlier one (R2).
 */
export function mergedRecord(stays: PersonValues, goes: PersonValues): PersonValues {
  const filled = Object.fromEntries(
    Object.entries(stays).map(([field, value]) => [field, value === '' ? (goes[field] ?? '') : value]),
  );
  return { ...stays, ...filled, startedOn: earlier(stays.startedOn, goes.startedOn) };
}
