import { expect, test } from '@jest/globals';
import { pluralForm } from './plural.ts';

test.each([
  [0, 'few'],
  [1, 'one'],
  [2, 'few'],
  [19, 'few'],
  [20, 'other'],
  [60, 'other'],
  [101, 'few'],
  [119, 'few'],
  [120, 'other'],
])('Romanian %i is %s', (count, form) => expect(pluralForm(count, 'ro')).toBe(form));

test('English has one and other', () => {
  expect([0, 1, 2, 20].map((count) => pluralForm(count, 'en'))).toEqual(['other', 'one', 'other', 'other']);
});
