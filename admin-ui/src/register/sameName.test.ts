import { expect, test } from '@jest/globals';
import { sameName } from './sameName.ts';

test.each(['Țurcanu-Știrbu Ana', 'ana turcanu stirbu', '  ŢURCANU–ŞTIRBU   ana '])('%j is the name', (typed) =>
  expect(sameName(typed, 'Țurcanu-Știrbu Ana')).toBe(true),
);

test.each(['', '  ', 'Țurcanu', 'Țurcanu-Știrbu Ana Maria'])('%j is not', (typed) =>
  expect(sameName(typed, 'Țurcanu-Știrbu Ana')).toBe(false),
);

test('nothing typed is no name, also for a record without one', () => expect(sameName('', '')).toBe(false));
