/** Amounts as banks' formats write them: digits, one decimal sign, no grouping; never through floating point (R18). */
import { type Bani, bani, LARGEST_INPUT } from '../../domain/money.ts';

/** `1234,56`, `1234.56`, `1234,` or `1234.50000`; null for whatever else, or for a fraction of a ban. */
export function decimalBani(text: string): Bani | null {
  const [, lei = '', fraction = ''] = /^(\d{1,15})(?:[.,](\d{0,2})0{0,8})?$/.exec(text) ?? [];
  if (lei === '') return null;
  // Digits only, at most 17 of them: more than 2⁵³ may say is larger than any sum here.
  const value = BigInt(lei) * 100n + BigInt(fraction.padEnd(2, '0'));
  return value <= BigInt(LARGEST_INPUT) ? bani(Number(value)) : null;
}
