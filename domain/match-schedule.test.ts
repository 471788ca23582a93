import { describe, expect, test } from '@jest/globals';
import { isMatchDone, type MatchFacts, matchNotices, waitsFor } from './match-schedule.ts';
import { samplePlan } from './sample-plan.ts';

// A Thursday, the day before a weekend with a bridge day behind it.
const since = new Date('2026-03-05T09:00:00Z');
const facts = (change: Partial<MatchFacts> = {}): MatchFacts => ({
  state: 'computed',
  waitsSince: since,
  released: false,
  toRepay: 0,
  endedAt: null,
  ...change,
});
const setting = <Value>(value: Value) => ({ ...samplePlan().settings.reminderTime, value });
const settings = {
  reminderTime: setting('09:00'),
  bridgeDays: { ...samplePlan().settings.bridgeDays, value: ['2026-03-06'] },
};

describe('R21 what a match waits for', () => {
  test.each([
    [{}, 'decide'],
    [{ state: 'rejected' }, null],
    [{ state: 'adopted' }, 'contract'],
    [{ state: 'contracted' }, 'release'],
    [{ state: 'contracted', released: true }, 'second-release'],
    [{ state: 'paid' }, null],
    [{ state: 'paid', toRepay: 1 }, 'repay'],
    [{ state: 'paid', toRepay: 1, endedAt: since }, 'repay'],
    [{ state: 'nothing-due', endedAt: since }, null],
    [{ state: 'cancelled', endedAt: since }, null],
    [{ state: 'rejected', endedAt: since }, null],
  ] as const)('R21 %j waits for %s', (change, step) => expect(waitsFor(facts(change))).toBe(step));
});

test('R7 R9 it is told at once, and again on the morning of the next working day, bridge days skipped', () => {
  expect(matchNotices(facts(), settings)).toEqual([
    { step: 'decide', aboutAt: since, owedAt: since },
    // Monday at nine in Romania, winter time.
    { step: 'decide-late', aboutAt: since, owedAt: new Date('2026-03-09T07:00:00Z') },
  ]);
  expect(matchNotices(facts({ state: 'rejected' }), settings)).toEqual([]);
});

test('R20 R21 its story is done once it has ended and nothing goes back', () => {
  expect(isMatchDone({ endedAt: null, toRepay: 0 })).toBe(false);
  expect(isMatchDone({ endedAt: since, toRepay: 5 })).toBe(false);
  expect(isMatchDone({ endedAt: since, toRepay: 0 })).toBe(true);
});
