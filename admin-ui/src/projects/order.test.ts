import { describe, expect, test } from '@jest/globals';
import type { MilestoneOnMap, Project } from '../api/types.ts';
import { arrowsOf, lateMilestones, nextMilestones } from './order.ts';

const milestone = (key: string, change: Partial<MilestoneOnMap> = {}): MilestoneOnMap => ({
  id: `00000000-0000-4000-8000-0000000000${key.slice(1).padStart(2, '0')}`,
  key,
  title: { ro: key, en: key },
  stage: 'training',
  kind: 'document',
  state: 'waiting',
  after: [],
  dueAt: '2023-01-31T21:59:59Z',
  owner: null,
  late: false,
  nextReminderAt: null,
  ...change,
});

function project(...milestones: MilestoneOnMap[]): Pick<Project, 'stages'> {
  const half = Math.ceil(milestones.length / 2);
  const stage = (key: string, some: MilestoneOnMap[]) => ({
    key,
    name: { ro: key, en: key },
    state: 'under-way' as const,
    done: 0,
    total: some.length,
    milestones: some,
  });
  return { stages: [stage('training', milestones.slice(0, half)), stage('voting', milestones.slice(half))] };
}

const keys = (milestones: readonly MilestoneOnMap[]) => milestones.map(({ key }) => key);

describe('the picture of a project', () => {
  test('lists what is late, the longest overdue first', () => {
    const late = { late: true, state: 'open' } as const;
    const some = project(
      milestone('A9', { ...late, dueAt: '2023-02-01T21:59:59Z' }),
      milestone('A1', { ...late, dueAt: '2022-09-01T20:59:59Z' }),
      milestone('A2'),
    );
    expect(keys(lateMilestones(some))).toEqual(['A1', 'A9']);
  });

  test('lists what comes next across stages, without what is late or ended', () => {
    const some = project(
      milestone('A1', { state: 'approved', dueAt: '2022-09-01T20:59:59Z' }),
      milestone('A2', { state: 'waived' }),
      milestone('A10'),
      milestone('A9'),
      milestone('A5', { late: true, state: 'open' }),
      milestone('A3', { state: 'open', dueAt: '2022-10-01T20:59:59Z' }),
    );
    expect(keys(nextMilestones(some, 5))).toEqual(['A3', 'A9', 'A10']);
    expect(keys(nextMilestones(some, 1))).toEqual(['A3']);
  });

  test('draws an arrow from each predecessor, also across stages, and none from a key that is not there', () => {
    const some = project(
      milestone('A1'),
      milestone('A2', { after: ['A1'] }),
      milestone('A3', { after: ['A2', 'A1', 'X'] }),
    );
    expect(arrowsOf(some)).toEqual([
      { from: 'A1', to: 'A2' },
      { from: 'A2', to: 'A3' },
      { from: 'A1', to: 'A3' },
    ]);
  });
});
