import { describe, expect, test } from '@jest/globals';
import type { ProjectRole } from './lifecycle.ts';
import { MESSAGE_TYPES, type Member, recipientsOf } from './messages.ts';

const member = (id: string, role: ProjectRole): Member => ({
  id,
  email: `${id}@example.org`,
  name: id,
  locale: 'ro',
  role,
});
const MEMBERS = [
  member('staff', 'staff'),
  member('second', 'staff'),
  member('manager', 'manager'),
  member('partner', 'partner'),
  member('auditor', 'auditor'),
];
const audience = {
  members: MEMBERS,
  ownerId: 'staff',
  approverRoles: ['manager', 'partner'] as const,
  actorId: null,
};
type Audience = Parameters<typeof recipientsOf>[1];
const to = (type: (typeof MESSAGE_TYPES)[number], change: Partial<Audience> = {}) =>
  recipientsOf(type, { ...audience, ...change })
    .map(({ id }) => id)
    .sort();

describe('who hears of what', () => {
  test.each([
    ['milestone.opened', ['staff']],
    ['milestone.reminder', ['staff']],
    ['milestone.overdue', ['staff']],
    ['run.attendance-due', ['staff']],
    ['run.records-due', ['staff']],
    ['milestone.escalated', ['manager']],
    ['milestone.submitted', ['manager', 'partner']],
    ['milestone.returned', ['staff']],
    ['milestone.approved', ['manager', 'staff']],
    ['due.moved', ['manager', 'second']],
    ['project.completed', ['auditor', 'manager', 'partner', 'second', 'staff']],
  ] as const)('%s', (type, expected) => expect(to(type, { movedOwnerIds: ['second', null] })).toEqual(expected));

  test('R24 somebody who is owner and manager at once gets one message', () => {
    expect(to('milestone.approved', { ownerId: 'manager' })).toEqual(['manager']);
    expect(to('due.moved', { movedOwnerIds: ['manager', 'staff', 'staff'] })).toEqual(['manager', 'staff']);
  });

  test('nobody is told of what they did themselves, but everybody that the project is completed', () => {
    expect(to('milestone.approved', { actorId: 'manager' })).toEqual(['staff']);
    expect(to('milestone.submitted', { actorId: 'partner' })).toEqual(['manager']);
    expect(to('project.completed', { actorId: 'manager' })).toContain('manager');
  });

  test('without an owner nobody is reminded, and an owner who left the project is not written to', () => {
    expect(to('milestone.reminder', { ownerId: null })).toEqual([]);
    expect(to('milestone.reminder', { ownerId: 'gone' })).toEqual([]);
  });

  test('a project without members writes to nobody', () => {
    for (const type of MESSAGE_TYPES) expect(to(type, { members: [] })).toEqual([]);
  });
});
