import { expect, test } from '@jest/globals';
import { mayErase, mayReadRegister, mayWriteRegister, registersOf } from './access.ts';

test.each([
  ['staff', true, true],
  ['manager', true, true],
  ['auditor', true, false],
  ['partner', false, false],
  [null, false, false],
] as const)('%s reads: %s, writes: %s', (myRole, reads, writes) => {
  expect(mayReadRegister({ myRole })).toBe(reads);
  expect(mayWriteRegister({ myRole, state: 'running' })).toBe(writes);
});

test('R28 in a project that has ended a person can still be erased, and nothing else changes', () => {
  for (const state of ['completed', 'cancelled'] as const) {
    expect(mayWriteRegister({ myRole: 'manager', state })).toBe(false);
  }
  expect(mayErase({ myRole: 'manager' })).toBe(true);
  expect(mayErase({ myRole: 'auditor' })).toBe(false);
});

test('the menu leads to the registers of the projects in which one may read it', () => {
  const memberships = (['partner', 'staff', 'auditor'] as const).map((role) => ({ projectId: role, slug: role, role }));
  expect(registersOf({ memberships })).toEqual(['staff', 'auditor']);
});
