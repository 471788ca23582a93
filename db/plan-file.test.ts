import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { assumptionsOf } from '../domain/assumptions.ts';
import { checkBudget } from '../domain/budget.ts';
import { addDays, daysBetween } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import { placePlan } from '../domain/plan-check.ts';
import { samplePlan } from '../domain/sample-plan.ts';
import { isWorkingDay } from '../domain/working-days.ts';
import { FAULTS_SHOWN, knownPlans, loadKnownPlan, loadPlanFile, PLAN_FILE_LIMIT, PlanRefused } from './plan-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-plan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: string | Uint8Array, name = 'plan.yaml'): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The faults of a file as `path: reason`, and the error itself. */
function refusal(file: string): { faults: string[]; error: PlanRefused } {
  try {
    loadPlanFile(file);
  } catch (error) {
    if (!(error instanceof PlanRefused)) throw error;
    return { faults: error.faults.map(({ path, reason }) => `${path}: ${reason.en}`), error };
  }
  throw new Error('the file was taken');
}
const SAMPLE = stringify(samplePlan());

test('a plan in YAML or JSON is read', () => {
  expect(loadPlanFile(written(SAMPLE))).toEqual(samplePlan());
  expect(loadPlanFile(written(JSON.stringify(samplePlan()), 'plan.json'))).toEqual(samplePlan());
  expect(loadPlanFile(written(`\uFEFF${SAMPLE}`))).toEqual(samplePlan());
});

describe('a hostile or mistaken file is refused with file, path and reason', () => {
  test('the file is named in every line of the message', () => {
    const file = written(SAMPLE.replace('total: 1000', 'total: -1').replace('key: sample', 'kye: sample'));
    const { error, faults } = refusal(file);
    expect(error.file).toBe(file);
    expect(faults).toEqual(['key: is missing', 'budget.total: has to be at least 0', 'kye: unknown key']);
    expect(error.message.split('\n')).toEqual(faults.map((fault) => `${file}: ${fault}`));
  });

  test.each([
    ['unknown keys', 'plan: 1\n', 'plan: unknown key'],
    ['a key written twice', 'key: a\nkey: b\n', 'line 2: the same key appears twice'],
    ['a key written twice, deep inside', 'title:\n  ro: a\n  en: b\n  ro: c\n', 'line 4: the same key appears twice'],
    ['a merge of another group', 'a: &a {x: 1}\nb:\n  <<: *a\n', 'a: unknown key'],
    ['__proto__', '__proto__: {x: 1}\n', '__proto__: unknown key'],
    ['constructor', 'constructor: {prototype: 1}\n', 'constructor: unknown key'],
    ['two documents in one file', 'key: a\n---\nkey: b\n', 'line 2: is not valid YAML'],
    ['broken YAML', 'key: [a\n', 'is not valid YAML'],
    ['tabs', 'title:\n\tro: x\n', 'is not valid YAML'],
    ['a tag that would make an object', 'key: !!js/function "x"\n', 'is not valid YAML'],
    ['a key that is no text', '? [a, b]\n: 1\n', 'is not valid YAML'],
    ['an alias without its anchor', 'key: *nowhere\n', 'anchor'],
    ['an empty file', '', ': has to be a group of keys'],
    ['a list', '- a\n', ': has to be a group of keys'],
    ['only text', 'hello', ': has to be a group of keys'],
  ])('%s', (_, content, expected) => {
    const { faults, error } = refusal(written(content));
    expect(faults.join('\n')).toContain(expected);
    expect(error.message).toContain(join(folder, 'plan.yaml'));
    for (const { reason } of error.faults) expect(reason.ro).not.toBe(reason.en);
    expect('x' in {}).toBe(false);
  });

  test('a billion laughs', () => {
    const bomb = ['a0: &a0 [lol, lol]'];
    for (let i = 1; i < 30; i += 1)
      bomb.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    expect(refusal(written(bomb.join('\n'))).faults).toEqual([': too many YAML aliases, or one without anchor']);
  });

  test('an alias repeated without end', () => {
    expect(refusal(written(`a: &a [x]\nb: [${'*a, '.repeat(10_000)}]`)).faults).toEqual([
      ': too many YAML aliases, or one without anchor',
    ]);
  });

  test('a list that contains itself', () => {
    expect(refusal(written('a: &a [*a]\n')).faults).toContain('a: unknown key');
    expect(refusal(written(SAMPLE.replace('promises: []', 'promises: &a [*a]'))).faults.join()).toContain(
      'promises[0]',
    );
  });

  test.each([100, 1000, 3000, 10_000, 200_000])('brackets nested %i deep, where the plan has a text', (depth) => {
    for (const content of [
      `key: ${'['.repeat(depth)}${']'.repeat(depth)}`,
      `key: ${'['.repeat(depth)}`,
      '- '.repeat(depth),
    ]) {
      expect(refusal(written(content)).faults.length).toBeGreaterThan(0);
    }
  });

  test('keys by the ten thousand are answered without comparing each with all', () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => `x${i}: 1`).join('\n');
    expect(refusal(written(keys)).faults.length).toBeGreaterThan(40_000);
    expect(refusal(written(`${keys}\nx0: 1`)).faults).toEqual(['line 40001: the same key appears twice']);
    // What a megabyte of them meets first, the engine's limit or ours, is no matter: it is refused.
    for (const part of ['- x', 'x: 1']) {
      expect(refusal(written(Array(120_000).fill(part).join('\n'))).faults.length).toBeGreaterThan(0);
    }
  });

  test('a thousand unknown keys: the first faults are told, not all', () => {
    const { error } = refusal(written(Array.from({ length: 1000 }, (_, i) => `x${i}: 1`).join('\n')));
    expect(error.message.split('\n')).toHaveLength(FAULTS_SHOWN);
  });

  test('bytes that are not UTF-8', () => {
    expect(refusal(written(Uint8Array.of(0x6b, 0x65, 0x79, 0x3a, 0x20, 0xff, 0xfe))).faults).toEqual([
      ': the file is not UTF-8 text',
    ]);
    expect(refusal(written(Buffer.from('ș', 'utf16le'))).faults).toHaveLength(1);
  });

  test('a file of exactly 1 MB is read, one byte more is not', () => {
    const padding = '#'.repeat(PLAN_FILE_LIMIT - Buffer.byteLength(SAMPLE));
    expect(loadPlanFile(written(SAMPLE + padding)).key).toBe('sample');
    expect(refusal(written(`${SAMPLE}${padding}#`)).faults).toEqual([': the file is over 1 MB']);
  });

  test('a file that does not exist, a folder, a device without end, a pipe that nobody writes to', () => {
    expect(refusal(join(folder, 'none.yaml')).faults).toEqual([': the file cannot be read (ENOENT)']);
    expect(refusal(folder).faults).toEqual([': is not an ordinary file']);
    expect(refusal('/dev/zero').faults).toEqual([': is not an ordinary file']);
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(refusal(pipe).faults).toEqual([': is not an ordinary file']);
    const link = join(folder, 'link.yaml');
    symlinkSync(pipe, link);
    expect(refusal(link).faults).toEqual([': is not an ordinary file']);
  });
});

describe('R27 the plan of Cojocna', () => {
  let plan: Plan;
  beforeAll(() => {
    const loaded = loadKnownPlan('cojocna');
    if (loaded === null) throw new Error('the plan is missing');
    plan = loaded;
  });
  const milestone = (key: string): Plan['milestones'][number] => {
    const found = plan.milestones.find((one) => one.key === key);
    if (found === undefined) throw new Error(key);
    return found;
  };

  test('it is one of the known plans; others are not', () => {
    expect(knownPlans().map(({ key }) => key)).toContain('cojocna');
    expect(loadKnownPlan('../cojocna')).toBeNull();
    expect(loadKnownPlan('none')).toBeNull();
  });

  test('the facts of the project', () => {
    expect(plan.codes).toEqual([
      { name: 'MySMIS2014+', value: '151364' },
      { name: 'SIPOCA', value: '913' },
    ]);
    expect(plan.partners.map(({ role, name }) => [role, name.ro])).toEqual([
      ['lead', 'Fundația Civitas'],
      ['partner', 'Primăria Cojocna'],
      ['host', 'Comuna Ciugud'],
    ]);
    expect(plan.period).toEqual({ start: '2022-07-27', end: '2023-09-26', source: 'stated' });
    expect(daysBetween(plan.period.start, plan.period.end) + 1).toBe(427);
    expect(plan.targetGroup.total).toBe(60);
    expect(plan.targetGroup.categories.map(({ quantity }) => quantity)).toEqual([20, 20, 20]);
  });

  test('R26 the publicity line has programme, codes and the statement, in both languages', () => {
    for (const words of ['Fondul Social European', 'Capacitate Administrativă 2014-2020', '151364', '913']) {
      expect(plan.publicity.ro).toContain(words);
    }
    expect(plan.publicity.ro).toContain('nu reprezintă în mod obligatoriu poziția oficială a Uniunii Europene');
    expect(plan.publicity.en).toContain('does not necessarily represent the official position of the European Union');
  });

  test('R18 the published budget is 3,00 lei short, and loaded as published', () => {
    expect(checkBudget(plan.budget)).toMatchObject({ total: 41_618_658, sum: 41_618_358, difference: 300 });
  });

  test('fifteen milestones in seven stages', () => {
    const inStages = plan.stages.map(({ key }) =>
      plan.milestones.filter((one) => one.stage === key).map((one) => one.key),
    );
    expect(inStages).toEqual([
      ['A1', 'A2', 'A8'],
      ['A3'],
      ['A5', 'A6', 'A7', 'A9'],
      ['A10'],
      ['A11', 'A12', 'A14'],
      ['A13'],
      ['A4', 'A15'],
    ]);
  });

  test.each([
    ['A1', 'document', [1]],
    ['A2', 'course', [1, 20]],
    ['A3', 'study-visit', [2]],
    ['A4', 'document', [1]],
    ['A5', 'outreach', [5]],
    ['A6', 'document', [1]],
    ['A7', 'campaign', [1]],
    ['A8', 'course', [3, 60]],
    ['A9', 'consultation', [2, 40, 3]],
    ['A10', 'vote', [1]],
    ['A11', 'fundraising', [1]],
    ['A12', 'statement', [1]],
    ['A13', 'match', [1]],
    ['A14', 'fund', [1]],
    ['A15', 'final-report', [1]],
  ])('%s is of kind %s with the quantities %j', (key, kind, targets) => {
    expect(milestone(key).kind).toBe(kind);
    expect(milestone(key).quantities.map(({ target }) => target)).toEqual(targets);
  });

  test('the order that the project states', () => {
    for (const [before, after] of [
      ['A1', 'A2'],
      ['A2', 'A3'],
      ['A5', 'A9'],
      ['A6', 'A9'],
      ['A7', 'A9'],
      ['A9', 'A10'],
      ['A10', 'A11'],
      ['A11', 'A12'],
      ['A12', 'A13'],
      ['A13', 'A15'],
      ['A4', 'A15'],
      ['A14', 'A15'],
    ] as const) {
      expect(milestone(after).after).toContain(before);
    }
  });

  test('R9 every due day is a working day; only the end is stated, and the initiative is chosen before September 2023', () => {
    for (const { key, dueOn } of placePlan(plan, plan.period.start).milestones) {
      expect([key, isWorkingDay(dueOn, [])]).toEqual([key, true]);
      expect(milestone(key).due.source).toBe(key === 'A15' ? 'stated' : 'assumed');
    }
    const placed = new Map(placePlan(plan, plan.period.start).milestones.map(({ key, dueOn }) => [key, dueOn]));
    expect(placed.get('A15')).toBe('2023-09-26');
    expect((placed.get('A10') ?? '') < '2023-09-01').toBe(true);
  });

  test('R6 one person of each role is enough: nobody has to approve their own submission', () => {
    for (const { key, owner, approvers } of plan.milestones) {
      expect([key, approvers.some((role) => role !== owner)]).toEqual([key, true]);
    }
    expect(milestone('A13')).toMatchObject({ owner: 'partner', approvers: ['manager'] });
  });

  test('R8 it can be copied to another commune that starts on another day', () => {
    const placed = placePlan(plan, '2027-03-01');
    expect(placed.endsOn).toBe(addDays('2027-03-01', 426));
    expect(placed.milestones.at(-1)).toEqual({ key: 'A15', dueOn: placed.endsOn });
  });

  test('R7 the reminders are settings with their reasons', () => {
    expect(plan.settings).toMatchObject({
      reminders: { value: ['P30D', 'P14D', 'P7D', 'P1D'], source: 'assumed', rule: 'R7' },
      overdue: { value: 'P1D' },
      escalation: { value: 'P3D' },
      reminderTime: { value: '09:00' },
      sessionReminder: { value: 'P1D' },
      bridgeDays: { value: [], rule: 'R9' },
    });
    const shown = assumptionsOf(plan).filter(({ path }) => path.startsWith('settings.'));
    // R19: the most that the town hall adds is stated; all others are the plan author's.
    expect(shown.map(({ path }) => path.replace('settings.', ''))).toEqual(
      Object.keys(plan.settings).filter((name) => name !== 'matchCap'),
    );
  });

  test('R10 R11 consultations are runs with a notice; persons and eligible proposals count themselves', () => {
    const { quantities, runs, evidence } = milestone('A9');
    expect(quantities.map(({ counts, target }) => [counts, target])).toEqual([
      ['runs', 2],
      ['attendees', 40],
      ['proposals', 3],
    ]);
    expect(runs).toEqual({ certificates: false, enrolment: 'public', source: 'assumed' });
    expect(evidence.map(({ key, per, minutes }) => [key, per, minutes])).toEqual([
      ['anunt', 'run', undefined],
      ['lista-de-prezenta', 'run', undefined],
      ['proces-verbal', 'run', true],
    ]);
  });
});
