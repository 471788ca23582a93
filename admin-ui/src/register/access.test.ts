import { expect, test } from '@jest/globals';
import { mayReadRegister, mayWriteRegister, registersOf } from './access.ts';

test.each([
  ['staff', true, true],
  ['manager', true, true],
  ['auditor', true, false],
  ['partner', false, false],
  [null, false, false],
] as const)('%s reads: %s, writes: %s', (myRole, reads, writes) => {
  expect(mayReadRegister({ myRole })).toBe(reads);
  expect(mayWriteRegister({ myRole })).toBe(writes);
});

test('the menu leads to the registers of the projects in which one may read it', () => {
  const memberships = (['partner', 'staff', 'auditor'] as const).map((role) => ({ projectId: role, slug: role, role }));
  expect(registersOf({ memberships })).toEqual(['staff', 'auditor']);
});
