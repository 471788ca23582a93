import { describe, expect, test } from '@jest/globals';
import { breakdownOf, changedSince, type Indicator } from './indicators.ts';
import type { RegisterTally } from './register.ts';
import { samplePlan } from './sample-plan.ts';

const tally: RegisterTally = {
  persons: 12,
  complete: 9,
  erased: 1,
  category: (key) => (key === 'all' ? 7 : 2),
  incompleteCategory: () => 1,
  choice: (_, choice) => (choice === 'f' ? 5 : 4),
  ageGroup: (key) => (key === null ? 0 : 4),
};
const plan = samplePlan();

describe('the persons behind a figure', () => {
  test('R1 a figure of the target group has each category with its quota, and nobody outside', () => {
    expect(breakdownOf(tally, plan, 'target-group').byCategory).toEqual([
      { key: 'all', title: { ro: 'Toți', en: 'All' }, target: 20, persons: 7 },
    ]);
  });

  test('a figure of participants has who is outside as well, and no quotas', () => {
    expect(breakdownOf(tally, plan, 'participants').byCategory.map(({ key, target }) => [key, target])).toEqual([
      ['all', null],
      [null, null],
    ]);
  });

  test('R3 who is not counted for want of a field is told apart', () => {
    expect(breakdownOf(tally, plan, 'participants').incomplete).toBe(3);
  });
});

describe('R28 what changed since a report was submitted', () => {
  const indicator = (change: Partial<Indicator> = {}): Indicator => ({
    milestone: { id: 'm', key: 'A2', title: { ro: 'Curs', en: 'Course' } },
    key: 'persons',
    title: { ro: 'Persoane', en: 'Persons' },
    target: 20,
    actual: 20,
    counts: 'participants',
    frozen: true,
    today: 20,
    breakdown: breakdownOf(tally, plan, 'participants'),
    ...change,
  });

  test.each<[string, Indicator[], string[]]>([
    ['nothing', [indicator()], []],
    ['a flag that is no figure', [indicator({ frozen: false })], []],
    ['what is counted today, though the figure is frozen', [indicator({ today: 19 })], ['A2 persons']],
    ['a figure that staff records', [indicator({ counts: null, today: null, actual: 21 })], ['A2 persons']],
    [
      'the same number of other persons',
      [indicator({ breakdown: { ...breakdownOf(tally, plan, 'participants'), incomplete: 2 } })],
      ['A2 persons'],
    ],
    ['a figure that is gone', [], ['A2 persons']],
  ])('%s', (_, today, expected) => expect(changedSince([indicator()], today)).toEqual(expected));

  test('the order in which a database keeps the parts of a figure is no change', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, turned(part)]),
      );
    };
    expect(changedSince([turned(indicator()) as Indicator], [indicator()])).toEqual([]);
  });
});
