/** A story whose history has grown long goes on as a new run. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayOf } from '../../domain/calendar.ts';
import { milestoneWorkflowId, standingChanged } from '../../workflows/contract/index.ts';
import { testServer } from './database.ts';
import { type Jalon, startJalon, until } from './jalon.ts';
import { planWith } from './plans.ts';

const AT_A_TIME = 100;
/** The server suggests a new run from so many events on; a signal is one. */
const SIGNALS = Number(testServer('TEST_LONG_HISTORY')) + AT_A_TIME;

let jalon: Jalon;
beforeAll(async () => {
  jalon = await startJalon();
});
afterAll(() => jalon.close());

test('a story that grows long while its milestone waits goes on as a new run, and takes commands', async () => {
  const { slug, id } = await jalon.project(planWith(['A1', 'A2']), dayOf(new Date()));
  const milestone = (key: string) => jalon.store.knex('milestones').where({ project_id: id, key }).first();
  await until('open', async () => (await milestone('A1')).state === 'open');
  const story = jalon.client.workflow.getHandle(milestoneWorkflowId(slug, 'A2'));
  const { runId } = await story.describe();
  const { id: waiting, state, version } = await milestone('A2');
  expect(state).toBe('waiting');
  const standing = { state, version, nextReminderAt: null };
  for (let sent = 0; sent < SIGNALS; sent += AT_A_TIME)
    await Promise.all(Array.from({ length: AT_A_TIME }, () => story.signal(standingChanged, standing)));
  await until('a new run', async () => (await story.describe()).runId !== runId);
  await jalon.people.manager.post(`/api/milestones/${waiting}/waive`, { reason: 'Nu mai este necesar.' });
  await story.result();
  expect((await milestone('A2')).state).toBe('waived');
});
