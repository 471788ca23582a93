/** A backup of the database that is restored under running stories: they believe it, as older as it is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayOf } from '../../domain/calendar.ts';
import { milestoneWorkflowId } from '../../workflows/contract/index.ts';
import { type Jalon, startJalon, until } from './jalon.ts';
import { planWith } from './plans.ts';

let jalon: Jalon;
beforeAll(async () => {
  jalon = await startJalon();
});
afterAll(() => jalon.close());

test('a story that knows more than a restored database goes on from what the database says, and ends', async () => {
  const { slug, id } = await jalon.project(planWith(['A1', 'A2']), dayOf(new Date()));
  const rows = () => jalon.store.knex('milestones').where({ project_id: id, key: 'A1' });
  await until('open', async () => (await rows().first()).state === 'open');
  const backup = await rows().first();
  const { manager } = jalon.people;
  for (let days = 40; days < 43; days += 1) {
    const dueOn = dayOf(new Date(Date.now() + days * 86_400_000));
    const { hash } = await manager.get<{ hash: string }>(`/api/milestones/${backup.id}/move-preview?dueOn=${dueOn}`);
    await manager.post(`/api/milestones/${backup.id}/move`, { dueOn, hash, reason: 'Amânat.' });
  }
  expect((await rows().first()).version).toBe(backup.version + 3);
  await rows().update({ version: backup.version });
  await manager.post(`/api/milestones/${backup.id}/waive`, { reason: 'Nu mai este necesar.' });
  await jalon.client.workflow.getHandle(milestoneWorkflowId(slug, 'A1')).result();
  const second = () => jalon.store.knex('milestones').where({ project_id: id, key: 'A2' }).first();
  await until('the next one opens', async () => (await second()).state === 'open');
});
