import { expect, test } from '@jest/globals';
import { codeOf } from './checkInCode.ts';

test.each([
  [' ABCD efgh-2345 ', 'abcdefgh2345'],
  ['https://jalon.example.org/admin/#/check-in/1b0e/abcd2345', 'abcd2345'],
  ['https://jalon.example.org/p/cojocna/e/abcd2345/', 'abcd2345'],
  ['', ''],
  ['  ', ''],
])('%p is the code %p', (typed, code) => {
  expect(codeOf(typed)).toBe(code);
});
