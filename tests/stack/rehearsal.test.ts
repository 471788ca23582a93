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

const CATEGORIES = { fundatie: 25, primarie: 25, ong: 20 };
const of = (milestone: string, key: string, target: number, actual: number) => ({ milestone, key, target, actual });
const figure = (milestone: string, key: string) =>
  record.indicators.find((each) => each.milestone === milestone && each.key === key);
const missingAt = (key: string): string =>
  record.refusals.find(({ milestone }) => milestone === key)?.missing.join(' ') ?? '';

test('R6 whoever submits too early or too little is refused and told what is missing', () => {
  expect(record.refusals.length).toBeGreaterThanOrEqual(3);
  expect(missingAt('A9')).toContain('39');
  expect(record.mistakes).toContainEqual(
    expect.objectContaining({ role: 'manager', tried: 'approve', type: '/problems/own-submission', status: 403 }),
  );
});

test('R2 R3 the register holds one record a person, whatever lists repeated, complete but for one', () => {
  expect(record.register).toMatchObject({
    persons: 72,
    byCategory: { fundatie: 25, primarie: 25, ong: 20, '': 1 },
    incomplete: 1,
  });
});

test('R1 61 persons as 25, 25 and 11 are refused; with those who were missing the gate is passed', () => {
  expect(missingAt('A8')).toMatch(/Organizații neguvernamentale.*11.*9/);
  expect(figure('A8', 'persoane')).toEqual({ ...of('A8', 'persoane', 60, 70), byCategory: CATEGORIES });
});

test('R2 who was in two courses is one participant and two attendances', () => {
  const persons = 21 - 1 + 8 + 10 + 20 + 22 + 21 + 9;
  expect(record.register.attendances).toBe(persons);
  expect(figure('A2', 'persoane')).toMatchObject({ target: 20, actual: 20 });
});

test('R4 who missed two of five sessions has no certificate; who was there after all has one', () => {
  // Each course less whom its list leaves without; the one that was revoked was issued again.
  expect(record.register.certificates).toBe(20 - 1 + (22 - 1) + (21 - 1) + 9);
});

test('R5 an organisation that has not replied is named, and the gate stays closed until it does', () => {
  expect(missingAt('A5')).toContain('Asociația 5 (exemplu)');
  expect(figure('A5', 'ong-uri')).toEqual(of('A5', 'ong-uri', 5, 5));
  expect(record.messages.byEvent['outreach.sent']).toBe(5);
});

test('R25 every figure is what PostgreSQL counts by statements of its own', () => {
  const quantities = loadKnownPlan('cojocna')?.milestones.flatMap(({ key, quantities: own }) =>
    own.map((quantity) => `${key} ${quantity.key}`),
  );
  expect(record.indicators.map(({ milestone, key }) => `${milestone} ${key}`)).toEqual(quantities);
  expect(record.sql).toEqual({ register: record.register, indicators: record.indicators });
});

test('R28 an erasure after the course changes no figure', () => {
  expect(record.erasure?.before.register.certificates).toBe(19);
  expect(record.erasure?.after).toEqual(record.erasure?.before);
});

test('R25 nothing of it disagrees with its events', () => {
  expect(record.verified.findings).toEqual([]);
  expect(record.verified.events).toBeGreaterThan(300);
});

test('those enrolled are invited, reminded, told of another place and of a place that became free', () => {
  const { byEvent } = record.messages;
  // Who follows from the waiting list is told so; whoever came by the public page is invited when they confirm.
  const enrolled = 21 + 8 + 10 + 21 + 22 + 21 + 9;
  expect(byEvent['run.invited']).toBe(enrolled - 1);
  expect(byEvent['enrolment.promoted']).toBe(1);
  expect(byEvent['run.moved']).toBe(21);
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
  expect(mails).toHaveLength(record.messages.total + record.messages.confirmations);
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
