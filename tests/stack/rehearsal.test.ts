/** The whole project on a skipped clock, as `npm run rehearse` plays it, and what it leaves behind. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Rehearsal } from '../../cli/rehearsal/record.ts';
import { loadKnownPlan } from '../../db/plan-file.ts';
import { daysBetween } from '../../domain/calendar.ts';
import { fromRoot } from '../../root.ts';

const MINUTES = 60_000;
let out: string;
let record: Rehearsal;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'jalon-rehearsed-'));
  await promisify(execFile)(process.execPath, [fromRoot('dist', 'cli', 'main.js'), 'rehearse', '--out', out]);
  record = JSON.parse(await readFile(join(out, 'rehearsal.json'), 'utf8')) as Rehearsal;
}, 5 * MINUTES);
afterAll(() => rm(out, { recursive: true, force: true }));

test('fourteen months pass, and every milestone of the plan is approved after it was submitted', () => {
  const plan = loadKnownPlan('cojocna');
  expect(record.skippedDays).toBeGreaterThanOrEqual(420);
  const lasted = daysBetween(record.startedAt.slice(0, 10), record.endedAt.slice(0, 10));
  expect(lasted).toBeGreaterThanOrEqual(420);
  expect(record.milestones.map(({ key }) => key).sort()).toEqual(plan?.milestones.map(({ key }) => key).sort());
  for (const { state, submittedAt, approvedAt } of record.milestones) {
    expect(state).toBe('approved');
    expect(Date.parse(approvedAt ?? '')).toBeGreaterThan(Date.parse(submittedAt ?? ''));
  }
});

test('a milestone is approved only after its predecessors', () => {
  const approved = new Map(record.milestones.map(({ key, approvedAt }) => [key, Date.parse(approvedAt ?? '')]));
  for (const { key, after } of loadKnownPlan('cojocna')?.milestones ?? []) {
    for (const earlier of after) expect(approved.get(key)).toBeGreaterThan(approved.get(earlier) ?? Number.NaN);
  }
});

test('R6 whoever submits too early or too little is refused and told what is missing', () => {
  expect(record.refusals.length).toBeGreaterThanOrEqual(3);
  const short = record.refusals.find(({ milestone }) => milestone === 'A8');
  expect(short?.missing.join(' ')).toContain('55');
  expect(record.mistakes).toContainEqual(
    expect.objectContaining({ role: 'manager', tried: 'approve', type: '/problems/own-submission', status: 403 }),
  );
});

test('R3 the register holds one record a person, complete but for one, as the plan’s categories ask', () => {
  const categories = loadKnownPlan('cojocna')?.targetGroup.categories ?? [];
  expect(record.register).toEqual({
    persons: 61,
    byCategory: { ...Object.fromEntries(categories.map(({ key, quantity }) => [key, quantity])), '': 0 },
    incomplete: 1,
  });
});

test('R7 who is late is reminded, then overdue, then the manager is told', () => {
  const { byEvent } = record.messages;
  expect(byEvent['milestone.reminder']).toBeGreaterThan(0);
  expect(byEvent['milestone.overdue']).toBeGreaterThan(0);
  expect(byEvent['milestone.escalated']).toBeGreaterThan(0);
  const told = ['reminder', 'overdue', 'escalated'].map((type) => byEvent[`milestone.${type}`] ?? 0);
  expect(record.reminders.sent).toBe(told.reduce((sum, count) => sum + count, 0));
});

test('R8 a move past the project’s end was refused without an additional act', () => {
  expect(record.mistakes).toContainEqual(
    expect.objectContaining({ milestone: 'A15', tried: 'move', type: '/problems/amendment-needed' }),
  );
});

test('R24 every message arrived, and none twice', async () => {
  const mails = (await readdir(join(out, 'mail'))).filter((name) => name.endsWith('.eml'));
  expect(mails).toHaveLength(record.messages.total);
  expect(record.messages.duplicates).toBe(0);
  const counted = Object.values(record.messages.byEvent).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(record.messages.total);
});

test('R18 the budget is the published one, 3,00 lei short, to the ban', () => {
  expect(record.budget).toEqual({ total: 41_618_658, sources: 41_618_358, difference: 300 });
});

test('the final report is there in both languages', async () => {
  for (const name of ['final-report.pdf', 'final-report.en.pdf']) {
    expect((await readFile(join(out, 'report', name))).subarray(0, 5).toString()).toBe('%PDF-');
  }
});
