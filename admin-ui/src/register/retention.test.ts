import { expect, test } from '@jest/globals';
import { mayExpire } from './retention.ts';

const manager = { myRole: 'manager' } as const;
const summary = { keptUntil: '2028-09-26', persons: 60, erased: 1 };

test('R28 the register can be erased from the day after the last day of keeping, not on it', () => {
  expect(mayExpire(manager, summary, '2028-09-26')).toBe(false);
  expect(mayExpire(manager, summary, '2028-09-27')).toBe(true);
});

test('R28 only by a manager, and only while there is somebody left to erase', () => {
  for (const myRole of ['staff', 'partner', 'auditor', null] as const) {
    expect(mayExpire({ myRole }, summary, '2030-01-01')).toBe(false);
  }
  expect(mayExpire(manager, { ...summary, erased: 60 }, '2030-01-01')).toBe(false);
  expect(mayExpire(manager, { ...summary, persons: 0, erased: 0 }, '2030-01-01')).toBe(false);
});
