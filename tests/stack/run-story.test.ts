/** The stories of a course and of a consultation on a skipped clock: a real Temporal server, PostgreSQL, and the worker as it runs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { createStoryWorker } from '../../cli/story-worker.ts';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { createProject } from '../../db/create-project.ts';
import { scheduleRun } from '../../db/runs/schedule.ts';
import { createStore, type Store } from '../../db/store.ts';
import { createUser } from '../../db/users.ts';
import { addDays, atLocalTime, dayOf } from '../../domain/calendar.ts';
import { PROJECT_ROLES, type ProjectRole } from '../../domain/lifecycle.ts';
import type { RunVerb } from '../../domain/runs.ts';
import { createComposer } from '../../mail/compose.ts';
import { fromRoot } from '../../root.ts';
import { findTestServer } from '../../stack/finding.ts';
import {
  milestoneUpdates,
  milestoneWorkflowId,
  runUpdates,
  runWorkflowId,
  STORY_OF_KIND,
  STORY_OF_RUN,
} from '../../workflows/contract/index.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { planWith } from './plans.ts';
import { enrolledBySql, messagesOf, runBody } from './running.ts';

const MINUTES = 60_000;
const TASK_QUEUE = 'run-stories';
const BUNDLE = fromRoot('dist', 'workflow-bundle.js');

let temporal: TestWorkflowEnvironment;
let database: TestDatabase;
let store: Store;
let client: Client;
let stopWorker: () => Promise<void>;
let people: Record<ProjectRole, string>;
let today: string;

beforeAll(async () => {
  // The test server lacks what these stories do not need, and the SDK would say so each time.
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  const { program } = await findTestServer();
  temporal = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: program } },
  });
  database = await createTestDatabase();
  store = createStore({
    databaseUrl: database.appUrl,
    compose: createComposer({ publicUrl: 'http://jalon.test', sender: 'Jalon <jalon@example.org>' }),
    mailDomain: 'jalon.test',
  });
  // A client of its own: the environment's would skip time whenever it waits for a result.
  client = new Client({ connection: temporal.connection });
  const ids: Partial<Record<ProjectRole, string>> = {};
  for (const role of PROJECT_ROLES) {
    const user = { email: `${role}@example.org`, name: `${role} (exemplu)`, locale: 'ro', isAdmin: false } as const;
    ids[role] = (await createUser(store, user, await now())).id;
  }
  people = ids as Record<ProjectRole, string>;
  stopWorker = await startWorker();
}, MINUTES);

afterAll(async () => {
  await stopWorker();
  await temporal.teardown();
  await store.knex.destroy();
  await database.destroy();
});

async function now(): Promise<Date> {
  return new Date(Number(await temporal.currentTimeMs()));
}

async function startWorker(): Promise<() => Promise<void>> {
  const options = { connection: temporal.nativeConnection, namespace: 'default', taskQueue: TASK_QUEUE, store };
  const worker = await createStoryWorker({ ...options, bundle: BUNDLE });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
  };
}

/** Skips to a local time on a day so many days after the first one of this test. */
async function skipTo(days: number, time: string): Promise<void> {
  const wait = atLocalTime(addDays(today, days), time).getTime() - (await now()).getTime();
  if (wait > 0) await temporal.sleep(wait);
}

const session = (days: number) => ({
  startsAt: atLocalTime(addDays(today, days), '10:00').toISOString(),
  endsAt: atLocalTime(addDays(today, days), '14:00').toISOString(),
  topic: '',
});

interface Told {
  readonly id: string;
  readonly story: WorkflowHandle;
  readonly milestone: { readonly id: string; readonly key: string; readonly kind: keyof typeof STORY_OF_RUN };
  readonly slug: string;
  readonly projectId: string;
}

/** A course of milestone A2 (or a run of another one) in a project of its own, with two persons enrolled, and its story. */
async function course(days: readonly number[], milestoneKey = 'A2'): Promise<Told> {
  const projectId = randomUUID();
  const slug = `p-${projectId.slice(0, 8)}`;
  const members = PROJECT_ROLES.map((role) => ({ userId: people[role], role }));
  const plan = planWith([milestoneKey]);
  const command = { userId: people.manager, idempotencyKey: randomUUID(), targetId: projectId };
  const made = await createProject(store, command, { slug, plan, startsOn: today, members }, await now());
  if (!made.done) throw new Error(JSON.stringify(made));
  const milestone = await store
    .knex('milestones')
    .where({ project_id: projectId })
    .first<Told['milestone']>('id', 'key', 'kind');
  const id = randomUUID();
  const body = runBody({ sessions: days.map(session) }) as Parameters<typeof scheduleRun>[1]['body'];
  const schedule = { userId: people.staff, idempotencyKey: randomUUID(), verb: 'run.schedule', targetId: id, body };
  const scheduled = await scheduleRun(store, schedule, milestone.id, await now());
  if (!scheduled.done) throw new Error(JSON.stringify(scheduled));
  await enrolledBySql({ store }, projectId, id, 2);
  const story = await client.workflow.start(STORY_OF_RUN[milestone.kind], {
    workflowId: runWorkflowId(slug, milestone.key, 1),
    taskQueue: TASK_QUEUE,
    args: [{ projectId, slug, milestoneKey: milestone.key, runId: id, number: 1 }],
  });
  return { id, story, milestone, slug, projectId };
}

/** A command that the story carries. */
async function command({ id: targetId, story }: Told, verb: RunVerb, body: object = {}) {
  const input = { userId: people.staff, idempotencyKey: randomUUID(), verb: `run.${verb}`, targetId, body };
  const { id } = await acceptCommand(store, input, await now());
  await story.executeUpdate(runUpdates[verb], { args: [id], updateId: id });
  const answer = await answerOf(store, id);
  if (!answer?.done) throw new Error(JSON.stringify(answer));
  return answer.result;
}

const sessionsOf = (run: Told) =>
  store
    .knex('sessions')
    .where({ run_id: run.id })
    .orderBy('starts_at')
    .select<{ id: string; topic: string }[]>('id', 'topic');
const messages = (run: Told) => messagesOf(store, run.id);
const toOwner = (run: Told) =>
  store
    .knex('messages')
    .where({ project_id: run.projectId, recipient_id: people.staff })
    .whereLike('event_type', 'run.%')
    .orderBy('created_at')
    .pluck('event_type');

/** What the plan asks of each run. */
async function giveDocuments(run: Told): Promise<void> {
  const plan = planWith([run.milestone.key]);
  const asked = plan.milestones.flatMap(({ evidence }) => evidence).filter(({ per }) => per === 'run');
  for (const { key } of asked) {
    const id = randomUUID();
    await store.knex('evidence').insert({
      id,
      milestone_id: run.milestone.id,
      requirement: key,
      link: 'https://example.org/document',
      name: 'Document (exemplu)',
      added_by: people.staff,
      added_at: await now(),
      document_id: id,
      run_id: run.id,
    });
  }
}

/** Ends the milestone by its own story, as staff would. */
async function waive({ milestone, slug, projectId }: Told): Promise<void> {
  const input = { projectId, slug, milestoneId: milestone.id, key: milestone.key };
  const workflowId = milestoneWorkflowId(slug, milestone.key);
  const story = await client.workflow.start(STORY_OF_KIND[milestone.kind], {
    workflowId,
    taskQueue: TASK_QUEUE,
    args: [input],
  });
  const body = { reason: 'Nu mai este necesar.' };
  const key = { userId: people.manager, idempotencyKey: randomUUID(), verb: 'milestone.waive', targetId: milestone.id };
  const { id } = await acceptCommand(store, { ...key, body }, await now());
  await story.executeUpdate(milestoneUpdates.waive, { args: [id], updateId: id });
  await story.result();
}

beforeEach(async () => {
  today = dayOf(await now());
});

describe('the story of a course', () => {
  test(
    'R7 scheduled, invited, moved, reminded the day before, held, attendance due, records due, ready, over',
    async () => {
      const run = await course([10, 11]);
      expect(await command(run, 'invite')).toMatchObject({ phase: 'invited' });
      expect(await messages(run)).toEqual({ 'run.invited': 2 });

      await skipTo(5, '12:00');
      const moved = (await sessionsOf(run)).map(({ id }, place) => ({ id, ...session(20 + place) }));
      await command(run, 'change', { ...runBody({ sessions: moved }), version: 1, reason: 'Formatorul este bolnav.' });
      await skipTo(12, '12:00');
      expect(await messages(run)).toEqual({ 'run.invited': 2, 'run.moved': 2 });
      await skipTo(19, '08:55');
      expect(await messages(run)).toEqual({ 'run.invited': 2, 'run.moved': 2 });
      await skipTo(19, '09:05');
      // The second day follows the first: nobody needs a reminder in the classroom.
      const afterwards = { 'run.invited': 2, 'run.moved': 2, 'run.reminder': 2 };
      expect(await messages(run)).toEqual(afterwards);

      await skipTo(20, '15:00');
      const [first, second] = await sessionsOf(run);
      expect(await command(run, 'close', { sessionId: first?.id })).toMatchObject({ phase: 'under-way' });
      await skipTo(22, '08:55');
      expect(await toOwner(run)).toEqual([]);
      await skipTo(22, '09:05');
      expect(await toOwner(run)).toEqual(['run.attendance-due']);
      expect(await command(run, 'close', { sessionId: second?.id })).toMatchObject({ phase: 'records-due' });
      await skipTo(31, '09:05');
      expect(await toOwner(run)).toEqual(['run.attendance-due', 'run.records-due']);
      await giveDocuments(run);
      await skipTo(40, '12:00');
      expect(await toOwner(run)).toHaveLength(2);
      expect(await messages(run)).toEqual(afterwards);
      expect((await run.story.describe()).status.name).toBe('RUNNING');

      await waive(run);
      await run.story.result();
      expect(await messages(run)).toEqual(afterwards);
    },
    MINUTES,
  );

  test(
    'a course that is cancelled tells those enrolled, ends, and reminds nobody',
    async () => {
      const run = await course([10]);
      await command(run, 'invite');
      expect(await command(run, 'cancel', { reason: 'Prea puțini înscriși.' })).toMatchObject({ phase: 'cancelled' });
      await run.story.result();
      await skipTo(11, '12:00');
      expect(await messages(run)).toEqual({ 'run.invited': 2, 'run.cancelled': 2 });
    },
    MINUTES,
  );

  test(
    'a milestone that ends cancels what was still to come, and the course’s story ends with it',
    async () => {
      const run = await course([10]);
      await waive(run);
      await run.story.result();
      expect(await messages(run)).toEqual({ 'run.cancelled': 2 });
      expect(await store.knex('runs').where({ id: run.id }).first('state')).toEqual({ state: 'cancelled' });
    },
    MINUTES,
  );

  test(
    'R28 its history replays, and holds ids and instants alone',
    async () => {
      const run = await course([4]);
      await command(run, 'invite');
      await command(run, 'cancel', { reason: 'Formatorul este bolnav.' });
      await run.story.result();
      const history = await run.story.fetchHistory();
      await Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE } }, history, run.story.workflowId);
      const text = Buffer.from(historyToJSON(history)).toString('utf8');
      const payloads = [...text.matchAll(/"data": ?"([^"]+)"/g)].map(([, data]) =>
        Buffer.from(data ?? '', 'base64').toString('utf8'),
      );
      expect(payloads.length).toBeGreaterThan(3);
      expect(payloads.join('\n')).not.toMatch(/exemplu|bolnav|@/i);
    },
    MINUTES,
  );
});

describe('the story of a consultation', () => {
  test(
    'R7 R11 notice due, published, held, attendance due, minutes due, ready, over',
    async () => {
      const run = await course([20], 'A9');
      await skipTo(7, '08:55');
      expect(await toOwner(run)).toEqual([]);
      await skipTo(7, '09:05');
      expect(await toOwner(run)).toEqual(['run.notice-due']);
      await skipTo(10, '23:50');
      expect(await command(run, 'publish')).toMatchObject({ phase: 'announced' });
      expect(await command(run, 'invite')).toMatchObject({ phase: 'invited' });
      await skipTo(19, '09:05');
      expect(await messages(run)).toEqual({ 'run.invited': 2, 'run.reminder': 2 });
      await skipTo(21, '09:05');
      expect(await toOwner(run)).toEqual(['run.notice-due', 'run.attendance-due']);
      const [session] = await sessionsOf(run);
      expect(await command(run, 'close', { sessionId: session?.id })).toMatchObject({ phase: 'records-due' });
      await skipTo(30, '08:55');
      expect(await toOwner(run)).toHaveLength(2);
      await skipTo(30, '09:05');
      expect(await toOwner(run)).toEqual(['run.notice-due', 'run.attendance-due', 'run.records-due']);
      await giveDocuments(run);
      await waive(run);
      await run.story.result();
      const history = await run.story.fetchHistory();
      await Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE } }, history, run.story.workflowId);
    },
    MINUTES,
  );

  test(
    'R11 one whose notice was missed is moved, announced, and the owner is told of the new day alone',
    async () => {
      const run = await course([12], 'A9');
      await skipTo(3, '09:05');
      // Three days before the last day for the notice lay in the past already, so it was told at once.
      expect(await toOwner(run)).toEqual(['run.notice-due', 'run.notice-missed']);
      const [first] = await sessionsOf(run);
      const sessions = [{ ...session(40), id: first?.id }];
      await command(run, 'change', { ...runBody({ sessions }), version: 1 });
      await skipTo(27, '09:05');
      expect(await toOwner(run)).toEqual(['run.notice-due', 'run.notice-missed', 'run.notice-due']);
      expect(await command(run, 'publish')).toMatchObject({ phase: 'announced' });
      await skipTo(32, '12:00');
      expect(await toOwner(run)).toHaveLength(3);
      await waive(run);
      await run.story.result();
      expect(await messages(run)).toEqual({ 'run.cancelled': 2 });
    },
    MINUTES,
  );
});
