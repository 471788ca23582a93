import { expect, test } from '@jest/globals';
import { isIban, printedIban } from './iban.ts';

test('an account is printed in groups of four, however it was typed', () => {
  expect(printedIban('ro49aaaa1b31007593840000')).toBe('RO49 AAAA 1B31 0075 9384 0000');
  expect(printedIban('RO49-AAAA 1B31')).toBe('RO49 AAAA 1B31');
});

test.each([
  ['RO49AAAA1B31007593840000', true],
  ['ro49 aaaa 1b31 0075 9384 0000', true],
  ['RO49AAAA1B31007593840001', false],
  ['RO49AAAA1B3100759384000', false],
  ['DE89370400440532013000', true],
  ['', false],
])('whether %j is a whole account: %s', (typed, whole) => expect(isIban(typed)).toBe(whole));
