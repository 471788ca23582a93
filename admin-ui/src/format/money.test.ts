import { expect, test } from '@jest/globals';
import { formatLei } from './money.ts';

test.each([
  [0, '0,00 lei'],
  [5, '0,05 lei'],
  [300, '3,00 lei'],
  [100_000, '1.000,00 lei'],
  [1_000_000, '10.000,00 lei'],
  [41_618_658, '416.186,58 lei'],
  [123_456_789_012, '1.234.567.890,12 lei'],
  [-300, '−3,00 lei'],
  [Number.MAX_SAFE_INTEGER, '90.071.992.547.409,91 lei'],
])('R18 %i bani read as %s', (bani, text) => {
  expect(formatLei(bani, 'ro')).toBe(text.replace(' ', '\u00a0'));
});

test('R18 English groups the other way', () => {
  expect(formatLei(41_618_658, 'en')).toBe('416,186.58\u00a0lei');
});
