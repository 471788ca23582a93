import { expect, test } from '@jest/globals';
import { refuse, rolesFor } from './decision.ts';

test.each([
  ['staff', ['staff', 'manager']],
  ['partner', ['partner', 'manager']],
  ['manager', ['manager', 'staff']],
] as const)('the work on a milestone of the %s role is done by %j', (owner, expected) => {
  const plan = { owner, approvers: ['manager'] as ('manager' | 'partner')[] };
  expect(rolesFor('submit', plan)).toEqual(expected);
  expect(rolesFor('evidence', plan)).toEqual(expected);
});

test('a partner submits only what the plan gives to the partner', () => {
  const facts = {
    projectState: 'running' as const,
    state: 'open' as const,
    submittedBy: null,
    actor: { id: '0b4c37ab-0000-4000-8000-000000000001', role: 'partner' as const },
  };
  expect(refuse('submit', { ...facts, plan: { owner: 'staff', approvers: ['manager'] } })).toEqual({
    code: 'role-missing',
    roles: ['staff', 'manager'],
  });
  expect(refuse('submit', { ...facts, plan: { owner: 'partner', approvers: ['manager'] } })).toBeNull();
});
