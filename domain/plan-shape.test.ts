import { describe, expect, test } from '@jest/globals';
import { readPlan } from './plan-shape.ts';
import { samplePlan } from './sample-plan.ts';

type Json = Record<string, unknown>;
/** The sample plan as a file would give it, changed at one place: `set('milestones.0.title.en', …)`. */
function changed(path: string, value: unknown): unknown {
  const plan = JSON.parse(JSON.stringify(samplePlan())) as Json;
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  const parent = parts.reduce<Json>((inside, part) => inside[part] as Json, plan);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return plan;
}
const faults = (value: unknown): string[] => readPlan(value).faults.map(({ path, reason }) => `${path}: ${reason.en}`);

test('the sample plan is read as it is', () =>
  expect(readPlan(samplePlan())).toEqual({ plan: samplePlan(), faults: [] }));

test('what a file leaves out takes its default', () => {
  const plan = changed('milestones.0.quantities', undefined) as Json;
  delete (plan.milestones as Json[])[0]?.after;
  delete (plan.milestones as Json[])[0]?.approvers;
  const first = readPlan(plan).plan?.milestones[0];
  expect(first).toMatchObject({ quantities: [], after: [], approvers: ['manager'] });
});

describe('a shape that is wrong is refused with the place and the reason', () => {
  test.each([
    ['budgett', 1, 'budgett: unknown key'],
    ['milestones.0.title.fr', 'x', 'milestones[0].title.fr: unknown key'],
    ['milestones.1.title.en', undefined, 'milestones[1].title.en: is missing'],
    ['milestones.1.title.ro', '  \u200B ', 'milestones[1].title.ro: the text is missing'],
    ['milestones.1.title', 'Un titlu', 'milestones[1].title: has to be a group of keys'],
    ['publicity.ro', 1, 'publicity.ro: has to be a text'],
    ['publicity.ro', 'x'.repeat(4001), 'publicity.ro: has more than 4000 characters'],
    ['budget.total', -1, 'budget.total: has to be at least 0'],
    ['budget.total', 10.5, 'budget.total: has to be a whole number'],
    ['budget.total', '1000', 'budget.total: has to be a number'],
    ['budget.total', Number.NaN, 'budget.total: has to be a number'],
    ['budget.total', 2 ** 53, 'budget.total: has to be at most 9007199254740991'],
    ['budget.sources', [], 'budget.sources: the list needs at least 1'],
    ['budget.sources.0.amount', -300, 'budget.sources[0].amount: has to be at least 0'],
    ['budget.sources.0.amount', 0.01, 'budget.sources[0].amount: has to be a whole number'],
    ['milestones', [], 'milestones: the list needs at least 1'],
    ['milestones.0', null, 'milestones[0]: has to be a group of keys'],
    [
      'milestones.0.due',
      { day: 1, date: '2022-08-01', source: 'assumed' },
      'milestones[0].due: has to be { day, source } or { date, source }, nothing else',
    ],
    ['milestones.0.due', 'day 5', 'milestones[0].due: has to be { day, source } or { date, source }, nothing else'],
    ['milestones.0.due', { day: -1, source: 'assumed' }, 'milestones[0].due.day: has to be at least 0'],
    ['milestones.0.due', { day: 5 }, 'milestones[0].due.source: is missing'],
    [
      'milestones.0.due',
      { date: '2022-09-31', source: 'stated' },
      'milestones[0].due.date: has to be a day, YYYY-MM-DD',
    ],
    ['milestones.0.due', undefined, 'milestones[0].due: is missing'],
    ['milestones.0.gap', { days: -1, source: 'assumed' }, 'milestones[0].gap.days: has to be at least 0'],
    ['milestones.0.approvers', ['staff'], 'milestones[0].approvers[0]: has to be one of: manager, partner'],
    ['period.end', '2023-02-29', 'period.end: has to be a day, YYYY-MM-DD'],
    ['settings.reminderTime.value', '25:00', 'settings.reminderTime.value: has to be a time, HH:MM'],
    [
      'settings.overdue.value',
      'P1W',
      'settings.overdue.value: is not of the form: an ISO 8601 duration of whole days (P30D) or of seconds (PT5S)',
    ],
    ['key', 'a/../b', 'key: is not of the form: letters, digits and "-", at most 40'],
    ['schema', 2, 'schema: has to be one of: 1'],
  ])('%s = %j', (path, value, expected) => expect(faults(changed(path, value))).toEqual([expected]));

  test('everything is named at once, in both languages', () => {
    const plan = changed('budget.total', -1) as Json;
    delete plan.publicity;
    const { faults: found } = readPlan(plan);
    expect(found.map(({ path }) => path)).toEqual(['budget.total', 'publicity']);
    for (const { reason } of found) expect(reason.ro).not.toBe(reason.en);
  });

  test.each([null, undefined, 1, 'text', [], true])('%j is no plan at all', (value) => {
    expect(readPlan(value).faults).toHaveLength(1);
  });

  test('a key named __proto__ is unknown and changes no prototype', () => {
    const plan = JSON.parse(`{"__proto__": {"polluted": true}, ${JSON.stringify(samplePlan()).slice(1)}`) as unknown;
    expect(faults(plan)).toEqual(['__proto__: unknown key']);
    expect('polluted' in {}).toBe(false);
  });

  test('an unknown key that is hostile text is shown cleaned and cut', () => {
    const [fault = ''] = faults(changed(`\u001B[2J\u202E${'x'.repeat(500)}`, 1));
    expect(fault).toBe(`[2J${'x'.repeat(77)}: unknown key`);
  });
});

test('Romanian written with cedilla is read with comma below', () => {
  expect(readPlan(changed('title.ro', 'Administraţie şi dezvoltare')).plan?.title.ro).toBe(
    'Administrație și dezvoltare',
  );
});
