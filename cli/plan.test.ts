import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fromRoot } from '../root.ts';
import { planCommand } from './plan.ts';

const COJOCNA = fromRoot('plans', 'cojocna', 'plan.yaml');

function run(...args: string[]): { code: number; out: string; err: string } {
  const out: string[] = [];
  const err: string[] = [];
  const code = planCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('jalon plan check', () => {
  test('says what the plan of Cojocna contains, in Romanian first', () => {
    const { code, out, err } = run('check', COJOCNA);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Perioada: 27 iulie 2022 – 26 septembrie 2023, 427 de zile');
    expect(out).toContain('Grup țintă: 60 de persoane = 20 Fundația Civitas');
    expect(out).toMatch(/⚠.*cu 3,00\u00A0lei mai puțin decât totalul publicat de 416\.186,58\u00A0lei/);
    expect(out).toMatch(/A2 +ziua 96 +2022-10-31 +Training despre concepte inteligente ← A1/);
    expect(out).toMatch(/A15 +ziua 426 +2023-09-26 +Raportul final/);
    expect(out).toContain('settings.reminders = [P30D, P14D, P7D, P1D] (R7)');
    expect(out).toContain('milestones.A9.due = 247 (R8)');
  });

  test('and in English', () => {
    const { code, out } = run('check', COJOCNA, '--locale', 'en');
    expect(code).toBe(0);
    expect(out).toContain('Period: 27 July 2022 – 26 September 2023, 427 days');
    expect(out).toContain('3.00\u00A0lei less than the published total');
    expect(out).toContain('A2   day 96    2022-10-31  Training on smart concepts ← A1');
  });

  test('R9 a due day that is no working day is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jalon-check-'));
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, readFileSync(COJOCNA, 'utf8').replace('{ day: 61,', '{ day: 66,'));
    expect(run('check', file).out).toMatch(/A1 +ziua 66 +2022-10-01 \(sâmbătă\)/);
    rmSync(folder, { recursive: true });
  });

  test('a refused plan: each fault on a line with file, path and reason, and the code 1', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jalon-check-'));
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, readFileSync(COJOCNA, 'utf8').replace('after: [A1]', 'after: [A99, A3]'));
    const { code, out, err } = run('check', file, '--locale=en');
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n')).toEqual([
      `${file}: milestones[1].after[0]: there is no milestone A99`,
      `${file}: milestones[1].after: the order runs in a circle: A2 → A3 → A2`,
      `${file}: milestones[1].due: the due day is before that of A3, which it comes after`,
    ]);
    expect(run('check', file).err).toContain('nu există jalonul A99');
    rmSync(folder, { recursive: true });
  });

  test('after fifty faults it says how many more there are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jalon-check-'));
    const file = join(folder, 'plan.yaml');
    writeFileSync(
      file,
      `${readFileSync(COJOCNA, 'utf8')}${Array.from({ length: 60 }, (_, i) => `x${i}: 1`).join('\n')}`,
    );
    expect(run('check', file).err.split('\n').at(-1)).toBe('… și încă 10');
    rmSync(folder, { recursive: true });
  });

  test.each([[], ['check'], ['check', 'a', 'b'], ['check', 'a', '--locale', 'fr'], ['--what'], ['paint']])(
    'what is not understood gets the usage and the code 2',
    (...args) =>
      expect(run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('jalon plan check FILE') }),
  );
});

test('the published schema is current: jalon plan schema > plans/schema.json', () => {
  const published: unknown = JSON.parse(readFileSync(fromRoot('plans', 'schema.json'), 'utf8'));
  expect(JSON.parse(run('schema').out)).toEqual(published);
});
