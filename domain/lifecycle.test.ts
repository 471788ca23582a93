import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isComplete, isEnded, MILESTONE_STATES, type MilestoneState, stageState, takesEvidence } from './lifecycle.ts';
import * as words from './lifecycle-words.ts';

describe('what a state means', () => {
  const meaning: Record<MilestoneState, [complete: boolean, ended: boolean, evidence: boolean]> = {
    waiting: [false, false, true],
    open: [false, false, true],
    returned: [false, false, true],
    submitted: [false, false, false],
    approved: [true, true, false],
    adopted: [true, true, false],
    waived: [true, true, false],
    cancelled: [false, true, false],
  };
  test.each(MILESTONE_STATES)('%s', (state) =>
    expect([isComplete(state), isEnded(state), takesEvidence(state)]).toEqual(meaning[state]),
  );
});

describe('the state of a stage follows from its milestones', () => {
  test.each<[MilestoneState[], string]>([
    [[], 'waiting'],
    [['waiting', 'waiting'], 'waiting'],
    [['waiting', 'open'], 'under-way'],
    [['waiting', 'approved'], 'under-way'],
    [['returned'], 'under-way'],
    [['submitted'], 'under-way'],
    [['approved', 'waived', 'adopted'], 'completed'],
    [['approved', 'cancelled'], 'completed'],
    [['cancelled', 'cancelled'], 'cancelled'],
  ])('%j is %s', (states, expected) => expect(stageState(states)).toBe(expected));

  test('the order of the milestones does not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MILESTONE_STATES)), (states) =>
        expect(stageState(states.toReversed())).toBe(stageState(states)),
      ),
    );
  });
});

test('every word exists in both languages, each name of its table with its own', () => {
  for (const table of Object.values(words)) {
    const entries = Object.values(table);
    for (const { ro, en } of entries) {
      expect(ro).toMatch(/\S/);
      expect(en).toMatch(/\S/);
      expect(ro).not.toMatch(/[şţŞŢ]/);
    }
    expect(new Set(entries.map(({ ro }) => ro)).size).toBe(entries.length);
    expect(new Set(entries.map(({ en }) => en)).size).toBe(entries.length);
  }
});
