import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAmount, typedAmount } from './amount.ts';

test.each([
  ['10000', 1_000_000],
  ['10.000', 1_000_000],
  ['10 000', 1_000_000],
  ['10\u00a0000,00 lei', 1_000_000],
  ['10.000,5 RON', 1_000_050],
  [' 0,05 ', 5],
  ['1.234.567,89', 123_456_789],
  ['10000000000000', 1_000_000_000_000_000],
])('R18 %j is read as %i bani', (text, bani) => expect(readAmount(text)).toBe(bani));

test.each(['', 'lei', '-5', '10.00', '1,000', '10,000.00', '0.500', '1.0000', '1.00.000', 'zece', '10000000000000,01'])(
  'R18 %j is left to the server',
  (text) => expect(readAmount(text)).toBeNull(),
);

test('R18 what a field begins with is read as the same amount', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 15 }), (bani) => readAmount(typedAmount(bani)) === bani));
});
