/** The lifecycle on real parts: PostgreSQL, Temporal, a worker and an API as processes of their own. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filePaper } from '../../cli/rehearsal/papers.ts';
import { acceptCommand } from '../../db/commands.ts';
import { decideMilestone } from '../../db/decide.ts';
import { remindMilestone } from '../../db/remind.ts';
import { verify } from '../../db/verify.ts';
import { addDays, dayOf, dueInstant } from '../../domain/calendar.ts';
import type { Plan } from '../../domain/plan.ts';
import { planDays } from '../../domain/plan-check.ts';
import { reminderSteps } from '../../domain/reminders.ts';
import { milestoneWorkflowId, projectWorkflowId } from '../../workflows/contract/index.ts';
import { type Jalon, startJalon, until } from './jalon.ts';
import { planWith } from './plans.ts';

let jalon: Jalon;

beforeAll(async () => {
  jalon = await startJalon();
});
afterAll(() => jalon.close());

interface Row {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly version: number;
  readonly due_at: Date;
}

const today = () => dayOf(new Date());

async function milestone(projectId: string, key: string): Promise<Row> {
  return jalon.store.knex('milestones').where({ project_id: projectId, key }).first<Row>();
}

async function untilState(projectId: string, key: string, state: string): Promise<Row> {
  await until(`${key} is ${state}`, async () => (await milestone(projectId, key)).state === state);
  return milestone(projectId, key);
}

/** Everything the gate asks of a milestone. */
async function fulfil(plan: Plan, row: Row): Promise<void> {
  const words = plan.milestones.find(({ key }) => key === row.key);
  for (const { key, target } of words?.quantities ?? []) {
    await jalon.people.staff.post(`/api/milestones/${row.id}/quantities`, { key, actual: target });
  }
  for (const { key, min } of words?.evidence ?? []) {
    for (let number = 1; number <= min; number++) {
      await jalon.people.staff.post(`/api/milestones/${row.id}/evidence`, filePaper(row.key, key, number, today()));
    }
  }
}

describe('gate and approval', () => {
  const plan = planWith(['A1', 'A2']);
  let project: { id: string; slug: string };
  let first: Row;

  beforeAll(async () => {
    project = await jalon.project(plan, today());
    first = await untilState(project.id, 'A1', 'open');
  });

  test('R6 a milestone without its evidence is refused, and the refusal names what is missing', async () => {
    const { staff } = jalon.people;
    const reply = await staff.attempt(`/api/milestones/${first.id}/submit`, {});
    expect(reply.status).toBe(409);
    expect(reply.problem?.type).toBe('/problems/gate-not-passed');
    expect(reply.problem?.missing?.map(({ code, key, need, have }) => ({ code, key, need, have }))).toEqual([
      { code: 'quantity', key: 'documente', need: 1, have: 0 },
      { code: 'evidence', key: 'document', need: 1, have: 0 },
    ]);
    for (const { text } of reply.problem?.missing ?? []) expect(text).not.toBe('');
    expect((await milestone(project.id, 'A1')).state).toBe('open');
  });

  test('a milestone is given only to somebody who can submit it', async () => {
    const { manager, partner, auditor, staff } = jalon.people;
    for (const other of [partner, auditor]) {
      const reply = await manager.attempt(`/api/milestones/${first.id}/assign`, { ownerId: other.id });
      expect(reply.problem?.type).toBe('/problems/owner-cannot-submit');
      expect(reply.problem?.errors).toHaveProperty('ownerId');
    }
    await manager.post(`/api/milestones/${first.id}/assign`, { ownerId: manager.id });
    await manager.post(`/api/milestones/${first.id}/assign`, { ownerId: staff.id });
  });

  test('R6 a milestone that waits for its predecessor says for which', async () => {
    const second = await milestone(project.id, 'A2');
    expect(second.state).toBe('waiting');
    const reply = await jalon.people.staff.attempt(`/api/milestones/${second.id}/submit`, {});
    expect(reply.problem?.missing?.[0]).toMatchObject({ code: 'predecessor', key: 'A1' });
  });

  test('R6 nobody approves their own submission, neither through the API nor past it', async () => {
    const { manager } = jalon.people;
    await fulfil(plan, first);
    await manager.post(`/api/milestones/${first.id}/submit`, {});
    const reply = await manager.attempt(`/api/milestones/${first.id}/approve`, {});
    expect(reply.status).toBe(403);
    expect(reply.problem?.type).toBe('/problems/own-submission');
    for (const [verb, body] of [
      ['adopt', { completedOn: today(), reason: 'Ocolire.' }],
      ['waive', { reason: 'Ocolire.' }],
    ] as const) {
      const around = await manager.attempt(`/api/milestones/${first.id}/${verb}`, body);
      expect(around.problem?.type).toBe('/problems/own-submission');
    }
    const past = jalon.store
      .knex('milestones')
      .where({ id: first.id })
      .update({ state: 'approved', ended_at: new Date(), ended_by: manager.id });
    await expect(past).rejects.toThrow(/check constraint/);
    await manager.post(`/api/milestones/${first.id}/return`, { reason: 'Depus de cel care aprobă.' });
  });

  test('R6 what was submitted cannot be changed: neither through the API nor past it', async () => {
    const { staff } = jalon.people;
    await staff.post(`/api/milestones/${first.id}/submit`, {});
    const reply = await staff.attempt(`/api/milestones/${first.id}/evidence`, filePaper('A1', 'document', 9, today()));
    expect(reply.status).toBe(409);
    const past = jalon.store.knex('evidence').where({ milestone_id: first.id }).update({ withdrawn_at: new Date() });
    await expect(past).rejects.toThrow(/never changes/);
  });

  test('R6 another person approves, and the successor opens', async () => {
    const approved = await jalon.people.manager.post(`/api/milestones/${first.id}/approve`, {});
    expect(approved).toMatchObject({ state: 'approved' });
    await untilState(project.id, 'A2', 'open');
    const reply = await jalon.people.manager.attempt(`/api/milestones/${first.id}/approve`, {});
    expect(reply.status).toBe(409);
    expect(reply.problem?.type).toBe('/problems/wrong-state');
  });

  test('a milestone adopted or waived opens its successors, and the last one completes the project', async () => {
    const second = await untilState(project.id, 'A2', 'open');
    const tomorrow = addDays(today(), 1);
    const path = `/api/milestones/${second.id}/adopt`;
    const early = await jalon.people.manager.attempt(path, { completedOn: tomorrow, reason: 'Încheiat.' });
    expect(early.problem?.type).toBe('/problems/date-in-future');
    await jalon.people.manager.post(path, { completedOn: addDays(today(), -30), reason: 'Încheiat înainte.' });
    await until('completed', async () => {
      const row = await jalon.store.knex('projects').where({ id: project.id }).first('state');
      return row.state === 'completed';
    });
    await jalon.client.workflow.getHandle(projectWorkflowId(project.slug)).result();
    const told = await jalon.store.knex('messages').where({ project_id: project.id, event_type: 'project.completed' });
    expect(told).toHaveLength(4);
  });
});

test('a cancelled project ends every story, and says so to a later command', async () => {
  const project = await jalon.project(planWith(['A1', 'A2']), today());
  const row = await untilState(project.id, 'A1', 'open');
  const staff = await jalon.people.staff.attempt(`/api/projects/${project.id}/cancel`, {
    reason: 'Finanțare retrasă.',
  });
  expect(staff.status).toBe(403);
  await jalon.people.manager.post(`/api/projects/${project.id}/cancel`, { reason: 'Finanțare retrasă.' });
  for (const key of ['A1', 'A2']) {
    await jalon.client.workflow.getHandle(milestoneWorkflowId(project.slug, key)).result();
    expect((await milestone(project.id, key)).state).toBe('cancelled');
  }
  await jalon.client.workflow.getHandle(projectWorkflowId(project.slug)).result();
  const late = await jalon.people.staff.attempt(`/api/milestones/${row.id}/submit`, {});
  expect(late.problem?.type).toBe('/problems/project-ended');
});

describe('reminders', () => {
  /** Seconds before the due instant at which something falls `seconds` from now. */
  const secondsBefore = (dueAt: Date, seconds: number) =>
    `PT${Math.floor((dueAt.getTime() - Date.now()) / 1000) - seconds}S`;

  test('R7 after three missed reminders the latest is sent late and once, and the others are recorded', async () => {
    // Due tomorrow at the end of the day; three reminders fall within the next seconds.
    const base = planWith(['A1']);
    const [only] = base.milestones;
    if (!only) throw new Error('no milestone');
    const startsOn = today();
    const dueAt = dueInstant(addDays(startsOn, 1));
    const { settings } = base;
    const plan: Plan = {
      ...base,
      milestones: [{ ...only, due: { day: 1, source: 'assumed' } }],
      settings: {
        ...settings,
        reminders: { ...settings.reminders, value: [4, 5, 6].map((seconds) => secondsBefore(dueAt, seconds)) },
      },
    };
    const project = await jalon.project(plan, startsOn);
    const { id } = await untilState(project.id, 'A1', 'open');
    await jalon.kill('worker');
    const decided = () => jalon.store.knex('reminders').where({ milestone_id: id }).orderBy('owed_at');
    expect(await decided()).toEqual([]);
    const allOwed = dueAt.getTime() - 1000 * Number(/\d+/.exec(plan.settings.reminders.value[2] ?? '')?.[0]);
    await until('all three are owed', async () => Date.now() > allOwed);
    await jalon.start('worker');
    await until('reminded', async () => (await decided()).length > 0);
    expect((await decided()).map(({ outcome }) => outcome)).toEqual(['overtaken', 'overtaken', 'sent']);
    const sent = () => jalon.store.knex('messages').where({ milestone_id: id, event_type: 'milestone.reminder' });
    expect(await sent()).toHaveLength(1);
    // Asked again, at once and by two: nothing is owed any more.
    await Promise.all([1, 2].map(() => remindMilestone(jalon.store, id, new Date())));
    expect(await sent()).toHaveLength(1);
    const page = await jalon.people.staff.get<{ nextReminderAt: string }>(`/api/milestones/${id}`);
    expect(Date.parse(page.nextReminderAt)).toBeGreaterThan(dueAt.getTime());
  });

  test('R7 reminders stop when the milestone ends, and the manager is told when it is overdue', async () => {
    const plan = planWith(['A1', 'A2']);
    const project = await jalon.project(plan, today());
    const [first, second] = [await untilState(project.id, 'A1', 'open'), await milestone(project.id, 'A2')];
    await jalon.people.manager.post(`/api/milestones/${first.id}/waive`, { reason: 'Nu mai este necesar.' });
    const longAfter = new Date(second.due_at.getTime() + 10 * 86_400_000);
    const ended = await remindMilestone(jalon.store, first.id, longAfter);
    expect(ended.nextReminderAt).toBeNull();
    await remindMilestone(jalon.store, second.id, longAfter);
    const rows = await jalon.store.knex('messages').where({ project_id: project.id }).orderBy('event_type');
    const told = rows.map((row) => [row.milestone_id, row.event_type, row.recipient_id]);
    expect(told.filter(([id]) => id === first.id).map(([, type]) => type)).toEqual(['milestone.opened']);
    expect(told).toContainEqual([second.id, 'milestone.overdue', jalon.people.staff.id]);
    expect(told).toContainEqual([second.id, 'milestone.escalated', jalon.people.manager.id]);
    expect(told.filter(([, type]) => type === 'milestone.reminder')).toEqual([]);
  });
});

describe('moving a date', () => {
  const plan = planWith(['A9', 'A10', 'A11', 'A15']);
  let project: { id: string; slug: string };

  beforeAll(async () => {
    project = await jalon.project(plan, today());
    await untilState(project.id, 'A9', 'open');
  });

  const preview = (id: string, dueOn: string) =>
    jalon.people.manager.get<{
      hash: string;
      moves: { key: string; to: string }[];
      needsAmendment: boolean;
      latestDay: string;
      endsOn: string;
    }>(`/api/milestones/${id}/move-preview?dueOn=${dueOn}`);

  test('R8 a due date is the end of its day in Romania, stored', async () => {
    for (const { key, day } of planDays(plan)) {
      const { due_at } = await milestone(project.id, key);
      expect(due_at).toEqual(dueInstant(addDays(today(), day)));
    }
  });

  test('R8 confirming does what the preview showed, and starts the reminders of the new date', async () => {
    const row = await milestone(project.id, 'A9');
    const dueOn = addDays(dayOf(row.due_at), 20);
    const shown = await preview(row.id, dueOn);
    expect(shown.moves.map(({ key }) => key)[0]).toBe('A9');
    const path = `/api/milestones/${row.id}/move`;
    const unreasoned = await jalon.people.manager.attempt(path, { dueOn, hash: shown.hash });
    expect(unreasoned.status).toBe(422);
    expect(unreasoned.problem?.errors).toHaveProperty('reason');
    await jalon.people.manager.post(path, { dueOn, hash: shown.hash, reason: 'Sala nu este liberă.' });
    for (const { key, to } of shown.moves) expect((await milestone(project.id, key)).due_at).toEqual(new Date(to));
    const dates = await jalon.store.knex('due_dates').where({ milestone_id: row.id });
    expect(dates).toHaveLength(2);
  });

  test('R8 a preview that is no longer true is refused, and nothing moves', async () => {
    const row = await milestone(project.id, 'A9');
    const dueOn = addDays(dayOf(row.due_at), 3);
    const shown = await preview(row.id, dueOn);
    const other = addDays(dayOf(row.due_at), 1);
    const first = await preview(row.id, other);
    await jalon.people.manager.post(`/api/milestones/${row.id}/move`, {
      dueOn: other,
      hash: first.hash,
      reason: 'Întâi.',
    });
    const stale = await jalon.people.manager.attempt(`/api/milestones/${row.id}/move`, {
      dueOn,
      hash: shown.hash,
      reason: 'Apoi.',
    });
    expect(stale.problem?.type).toBe('/problems/preview-stale');
    expect(dayOf((await milestone(project.id, 'A9')).due_at)).toBe(other);
  });

  test('R8 past the project’s end only with an additional act, recorded in the same command', async () => {
    const row = await milestone(project.id, 'A15');
    const before = await jalon.people.manager.get<{ endsOn: string }>(`/api/projects/${project.id}`);
    const dueOn = addDays(before.endsOn, 10);
    const shown = await preview(row.id, dueOn);
    expect(shown.needsAmendment).toBe(true);
    const move = { dueOn, hash: shown.hash, reason: 'Prelungire.' };
    const path = `/api/milestones/${row.id}/move`;
    const without = await jalon.people.manager.attempt(path, move);
    expect(without.problem?.type).toBe('/problems/amendment-needed');
    const short = await jalon.people.manager.attempt(path, {
      ...move,
      amendment: { number: '1', signedOn: today(), newEnd: addDays(dueOn, -1) },
    });
    expect(short.problem?.type).toBe('/problems/amendment-too-short');
    await jalon.people.manager.post(path, { ...move, amendment: { number: '1', signedOn: today(), newEnd: dueOn } });
    const after = await jalon.people.auditor.get<{ endsOn: string; amendments: { number: string; oldEnd: string }[] }>(
      `/api/projects/${project.id}`,
    );
    expect(after.endsOn).toBe(dueOn);
    expect(after.amendments).toMatchObject([{ number: '1', oldEnd: before.endsOn }]);
  });
});

describe('the calendar', () => {
  // 30.10.2022 04:00 → 03:00 and 26.03.2023 03:00 → 04:00; the project's true first day is 27.07.2022.
  const dueDays = ['2022-10-29', '2022-10-30', '2023-03-25', '2023-03-26'];
  const ends = ['2022-10-29T20:59:59Z', '2022-10-30T21:59:59Z', '2023-03-25T21:59:59Z', '2023-03-26T20:59:59Z'];
  const base = planWith(['A1', 'A5', 'A6', 'A7']);
  const plan: Plan = {
    ...base,
    milestones: base.milestones.map((each, index) => ({
      ...each,
      due: { date: dueDays[index] ?? '', source: 'assumed' },
    })),
  };
  let project: { id: string; slug: string };

  beforeAll(async () => {
    project = await jalon.project(plan, plan.period.start);
    await untilState(project.id, 'A1', 'open');
  });

  test('R9 the end of a day is kept across both clock changes, in PostgreSQL and for a reader in another zone', async () => {
    const rows = await jalon.store.knex('milestones').where({ project_id: project.id }).orderBy('position');
    expect(rows.map(({ due_at }) => due_at)).toEqual(ends.map((end) => new Date(end)));
    const { rows: days } = await jalon.store.knex.raw<{ rows: { day: string }[] }>(
      `select to_char(due_at at time zone 'Europe/Bucharest', 'YYYY-MM-DD HH24:MI:SS') as day
         from milestones where project_id = ? order by position`,
      [project.id],
    );
    expect(days.map(({ day }) => day)).toEqual(dueDays.map((day) => `${day} 23:59:59`));
  });

  test('R9 reminders come at nine in the morning on both sides of a clock change', async () => {
    const changed = await milestone(project.id, 'A5');
    const steps = reminderSteps(plan.settings, changed.due_at);
    expect(steps.find(({ step }) => step === 'before:P1D')?.owedAt).toEqual(new Date('2022-10-29T06:00:00Z'));
    // The day after the change it is nine o'clock an hour later in UTC.
    expect(steps.find(({ step }) => step === 'overdue:P1D')?.owedAt).toEqual(new Date('2022-10-31T07:00:00Z'));
  });

  test('R9 a move onto a holiday or a weekend is allowed and said', async () => {
    const row = await milestone(project.id, 'A7');
    // The next Christmas that is still to come.
    const year = Number(today().slice(0, 4)) + 1;
    const shown = await jalon.people.manager.get<{ warnings: string[] }>(
      `/api/milestones/${row.id}/move-preview?dueOn=${year}-12-25`,
    );
    expect(shown.warnings[0]).toMatch(new RegExp(`^A7: 25 decembrie ${year} \\(.*Crăciun.*\\)$`));
  });
});

test('R24 a command decided again, by whomever and however often, leaves one event and one message', async () => {
  const plan = planWith(['A1']);
  const project = await jalon.project(plan, today());
  const row = await untilState(project.id, 'A1', 'open');
  await fulfil(plan, row);
  const command = await acceptCommand(
    jalon.store,
    {
      userId: jalon.people.staff.id,
      idempotencyKey: randomUUID(),
      verb: 'milestone.submit',
      targetId: row.id,
      body: {},
    },
    new Date(),
  );
  const answers = await Promise.all([1, 2, 3, 4].map(() => decideMilestone(jalon.store, command.id, new Date())));
  expect(answers.every(({ done }) => done)).toBe(true);
  const events = await jalon.store.knex('events').where({ milestone_id: row.id, type: 'milestone.submitted' });
  expect(events).toHaveLength(1);
  const messages = await jalon.store
    .knex('messages')
    .where({ milestone_id: row.id, event_type: 'milestone.submitted' });
  expect(messages).toHaveLength(1);
});

test('R27 another programme, with other codes, stages and order, runs on the same code', async () => {
  const base = planWith(['A1', 'A4', 'A6']);
  const plan: Plan = {
    ...base,
    key: 'alt-program',
    title: { ro: 'Alt proiect (exemplu)', en: 'Another project (sample)' },
    codes: [{ name: 'PEO', value: 'EX-1' }],
    stages: [{ key: 'singura', name: { ro: 'Singura etapă', en: 'The only stage' } }],
    milestones: base.milestones.map((milestone, index, all) => {
      const previous = all[index - 1];
      return {
        ...milestone,
        stage: 'singura',
        due: { day: 10 * (index + 1), source: 'assumed' },
        after: previous ? [previous.key] : [],
      };
    }),
  };
  const project = await jalon.project(plan, today());
  const page = await jalon.people.auditor.get<{ codes: unknown; stages: { key: string; total: number }[] }>(
    `/api/projects/${project.id}`,
  );
  expect(page.codes).toEqual(plan.codes);
  expect(page.stages).toMatchObject([{ key: 'singura', total: 3 }]);
  for (const { key } of plan.milestones) {
    const row = await untilState(project.id, key, 'open');
    await fulfil(plan, row);
    await jalon.people.staff.post(`/api/milestones/${row.id}/submit`, {});
    await jalon.people.manager.post(`/api/milestones/${row.id}/approve`, {});
  }
  await jalon.client.workflow.getHandle(projectWorkflowId(project.slug)).result();
});

test('R25 after all of this every row is what its events say', async () => {
  const { findings, heads } = await verify(jalon.store.knex, (sha256) => sha256);
  expect(heads.length).toBeGreaterThan(5);
  // Where the files lie is the server's own affair here.
  expect(findings.filter(({ project }) => project !== '')).toEqual([]);
});
