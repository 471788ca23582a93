import { expect, test } from '@jest/globals';
import type { Indicator } from '../api/types.ts';
import { byMilestone, changesSince, hasMoved, isReached, percentOf, personsBehind, signed } from './figures.ts';

const title = { ro: 'Persoane', en: 'Persons' };
const milestone = (key: string) => ({ id: `id-${key}`, key, title });

const indicator = (key: string, actual: number | null, change: Partial<Indicator> = {}): Indicator => ({
  milestone: milestone(key),
  key: 'persoane',
  title,
  target: 20,
  actual,
  counts: 'participants',
  frozen: false,
  today: actual,
  breakdown: null,
  ...change,
});
const women = (persons: number): Indicator['breakdown'] => ({
  incomplete: 0,
  byCategory: [],
  byField: [{ key: 'gender', title, counts: [{ key: 'feminin', title, persons }] }],
  byAgeGroup: [],
});

test('a target is reached at the figure itself, and 19 of 20 are never 100 %', () => {
  expect([19, 20, 21].map((actual) => isReached({ actual, target: 20 }))).toEqual([false, true, true]);
  expect(isReached({ actual: null, target: 1 })).toBe(false);
  expect([0, 19, 20, 25].map((actual) => percentOf(actual, 20))).toEqual([0, 95, 100, 125]);
  expect(percentOf(999, 1000)).toBe(99);
});

test('R25 a figure of persons leads to those who attended the milestone; of the target group, to its categories', () => {
  expect(personsBehind(indicator('A2', 1), ['ong'])).toEqual({ milestoneId: 'id-A2' });
  expect(personsBehind(indicator('A8', 1, { counts: 'target-group' }), ['fundatie', 'ong'])).toEqual({
    milestoneId: 'id-A8',
    category: ['fundatie', 'ong'],
  });
  expect(personsBehind(indicator('A2', 1, { counts: 'runs' }), [])).toBeNull();
  expect(personsBehind(indicator('A1', 1, { counts: null }), [])).toBeNull();
});

test('R28 what was submitted stands beside what is counted today', () => {
  const then = [
    indicator('A2', 20),
    indicator('A8', 60),
    indicator('A3', 2, { breakdown: women(1) }),
    indicator('A9', 2),
  ];
  const now = [
    indicator('A1', 1),
    indicator('A2', 20),
    indicator('A8', 61),
    indicator('A3', 2, { breakdown: women(2) }),
  ];
  expect(
    changesSince(then, now).map(({ indicator: { milestone: of }, ...rest }) => ({ key: of.key, ...rest })),
  ).toEqual([
    { key: 'A1', submitted: null, today: 1, what: 'added' },
    { key: 'A2', submitted: 20, today: 20, what: 'same' },
    { key: 'A8', submitted: 60, today: 61, what: 'figure' },
    { key: 'A3', submitted: 2, today: 2, what: 'breakdown' },
    { key: 'A9', submitted: 2, today: null, what: 'gone' },
  ]);
});

test('R28 a frozen figure stays, and is told from what the register says today', () => {
  const frozen = indicator('A2', 20, { frozen: true, today: 21 });
  expect(hasMoved(frozen)).toBe(true);
  expect(changesSince([indicator('A2', 20)], [frozen])).toMatchObject([{ submitted: 20, today: 21, what: 'figure' }]);
  expect(hasMoved(indicator('A2', 20))).toBe(false);
  // Staff recorded it: there is nothing to count.
  expect(hasMoved(indicator('A1', 1, { counts: null, today: null }))).toBe(false);
});

test('a change has its sign', () => {
  expect([3, -2].map(signed)).toEqual(['+3', '−2']);
});

test('indicators stand under their milestones, in the order of the plan', () => {
  const all = [indicator('A2', 1, { key: 'cursuri' }), indicator('A2', 20), indicator('A8', 60)];
  expect(byMilestone(all).map(({ milestone: { key }, of }) => [key, of.length])).toEqual([
    ['A2', 2],
    ['A8', 1],
  ]);
});
