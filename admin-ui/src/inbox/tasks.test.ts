import { expect, test } from '@jest/globals';
import type { InboxItem } from '../api/types.ts';
import { byDate, tasksOf, waitingOf } from './tasks.ts';

const item = (key: string, dueAt: string, late: boolean, task: InboxItem['task'] = 'submit'): InboxItem => ({
  id: `00000000-0000-4000-8000-0000000000${key.slice(1).padStart(2, '0')}`,
  projectId: '00000000-0000-4000-8000-000000000000',
  projectSlug: 'sample',
  key,
  title: { ro: key, en: key },
  state: 'open',
  task,
  dueAt,
  late,
  submittedBy: null,
});

test('late things come first, then the nearest date, then the plan’s order', () => {
  const items = [
    item('A10', '2023-03-01T21:59:59Z', false),
    item('A9', '2023-03-01T21:59:59Z', false),
    item('A2', '2022-09-01T20:59:59Z', false),
    item('A7', '2022-12-01T21:59:59Z', true),
  ];
  expect(byDate(items).map(({ key }) => key)).toEqual(['A7', 'A2', 'A9', 'A10']);
});

test('what is asked of the person is kept apart', () => {
  const items = [item('A1', '2022-09-01T20:59:59Z', false, 'approve'), item('A2', '2022-09-02T20:59:59Z', false)];
  expect(tasksOf(items).map(({ section, items: some }) => [section, some.map(({ key }) => key)])).toEqual([
    ['mine', ['A2']],
    ['approve', ['A1']],
    ['prepare', []],
  ]);
});

test('what can only be prepared waits for nobody yet, late or not', () => {
  const items = [
    item('A1', '2022-09-01T20:59:59Z', true),
    item('A2', '2022-10-01T20:59:59Z', false, 'approve'),
    item('A3', '2022-08-01T20:59:59Z', true, 'prepare'),
  ];
  expect(waitingOf(items)).toEqual({ waiting: 2, late: 1 });
  expect(waitingOf(items.slice(2))).toEqual({ waiting: 0, late: 0 });
});
