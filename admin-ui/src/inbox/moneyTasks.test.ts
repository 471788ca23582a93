import { expect, test } from '@jest/globals';
import { moneyTasks } from './moneyTasks.ts';

const PROJECT = '00000000-0000-4000-8000-000000000001';
const TITLE = { ro: 'Un parc', en: 'A park' };
const me = (role: 'staff' | 'manager' | 'partner' | 'auditor') => ({
  id: role,
  memberships: [{ projectId: PROJECT, slug: 'sample', role }],
});
const campaign = (
  id: string,
  state: 'open' | 'closed' | 'published',
  sumDueAt: string | null = null,
  openLines = 0,
) => ({
  id,
  projectId: PROJECT,
  title: TITLE,
  state,
  sumDueAt,
  openLines,
});
const match = (id: string, waitsFor: 'decide' | 'release' | 'second-release' | null, releasers: string[] = []) => ({
  id,
  projectId: PROJECT,
  campaign: { id: 'c', number: 1, title: TITLE },
  waitsFor,
  releasers,
});
const told = (...args: Parameters<typeof moneyTasks>) => moneyTasks(...args).map(({ id, what }) => [id, what]);

test('R22 the manager has the sums of closed campaigns to publish, the next due one first', () => {
  const campaigns = [
    campaign('a', 'open'),
    campaign('b', 'closed', '2024-05-09T20:59:59Z'),
    campaign('c', 'closed', '2024-05-08T20:59:59Z'),
    campaign('d', 'published'),
  ];
  expect(told(me('manager'), campaigns, [])).toEqual([
    ['c', 'sum'],
    ['b', 'sum'],
  ]);
  expect(told(me('staff'), campaigns, [])).toEqual([]);
});

test('R20 bank lines wait for whoever decides them, before the sum that cannot stand without them', () => {
  const campaigns = [campaign('a', 'closed', '2024-05-09T20:59:59Z', 3), campaign('b', 'open', null, 1)];
  expect(told(me('staff'), campaigns, [])).toEqual([
    ['a', 'lines'],
    ['b', 'lines'],
  ]);
  expect(told(me('manager'), campaigns, [])).toEqual([
    ['a', 'lines'],
    ['b', 'lines'],
    ['a', 'sum'],
  ]);
  expect(moneyTasks(me('manager'), campaigns, [])[0]).toMatchObject({ count: 3, dueAt: null });
  for (const role of ['partner', 'auditor'] as const) expect(told(me(role), campaigns, [])).toEqual([]);
});

test('R21 what a match waits for is told to the manager and the town hall', () => {
  const matches = [match('n', null), match('o', 'decide')];
  expect(told(me('partner'), [], matches)).toEqual([['o', 'decide']]);
  expect(told(me('manager'), [], matches)).toEqual([['o', 'decide']]);
  expect(told(me('auditor'), [], matches)).toEqual([]);
});

test.each(['release', 'second-release'] as const)('R21 a %s waits for those alone who can give it', (step) => {
  const matches = [match('m', step, ['partner'])];
  expect(told(me('partner'), [], matches)).toEqual([['m', step]]);
  expect(told(me('manager'), [], matches)).toEqual([]);
  expect(told(me('manager'), [], [match('m', step)])).toEqual([]);
});

test('nothing is told of projects that somebody is no member of', () => {
  expect(moneyTasks({ id: 'nobody', memberships: [] }, [campaign('a', 'closed')], [match('m', 'decide')])).toEqual([]);
});
