import { expect, test } from '@jest/globals';
import { readStep } from './reminderStep.ts';

test('R7 a step says how many days before, or that the due date has passed', () => {
  expect(readStep('before:P30D')).toEqual({ kind: 'before', days: 30 });
  expect(readStep('overdue:P1D')).toEqual({ kind: 'overdue' });
  expect(readStep('escalation:PT9S')).toEqual({ kind: 'escalation' });
  expect(readStep('before:PT5S')).toEqual({ kind: 'other' });
  expect(readStep('later')).toEqual({ kind: 'other' });
});
