/** `jalon verify` on proposals: whatever is changed behind the software's back is found. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { advanceProject } from '../../db/advance.ts';
import { type Api, startApi } from './api.ts';
import { foundAfter, unnoticedChanges } from './behind-the-back.ts';
import { planWith } from './plans.ts';
import { done, order, proposalNow, proposed } from './proposing.ts';
import { scheduled, sessionAt } from './running.ts';

let api: Api;
let project: string;
let merged: string;

beforeAll(async () => {
  api = await startApi();
  const { staff, manager, partner, auditor } = api.people;
  const before = new Date('2026-03-02T10:00:00Z');
  api.setClock(before);
  const members = [staff, manager, partner, auditor];
  const { id: projectId, slug } = await api.createProject(planWith(['A9']), '2026-03-01', members);
  project = projectId;
  await advanceProject(api.store, projectId, before);
  const { id: milestoneId } = await api.milestone('A9', projectId);
  const { id: runId } = await scheduled(staff, milestoneId, { sessions: [sessionAt('2026-03-20')] });
  api.setClock(new Date('2026-03-21T10:00:00Z'));
  const forum = { projectId, slug, milestoneId, runId };
  const [kept, second] = [await proposed(api, forum), await proposed(api, forum)];
  const { title, summary } = kept;
  await done(order(staff, kept, 'merge', { ids: [second.id], title, summary }));
  merged = second.id;
  const decision = { state: 'rejected', reason: 'Nu ține de competența comunei.' };
  await done(order(manager, await proposalNow(manager, kept.id), 'decide', decision));
});
afterAll(() => api.close());

test('R25 untouched proposals agree with their events', async () => {
  expect(await foundAfter(api, async () => {})).toEqual([]);
});

test('R25 whatever column of whatever proposal is changed, it is found', async () => {
  expect(await unnoticedChanges(api, 'proposals', {}, [project])).toEqual([]);
});

test('R25 a proposal that is gone, and one that is too many', async () => {
  const gone = await foundAfter(api, (owner) => owner('proposals').where({ id: merged }).delete());
  expect(gone).toContain(`proposal ${merged} is missing`);
  const more = randomUUID();
  const found = await foundAfter(api, (owner) =>
    owner.raw(
      "insert into proposals select (jsonb_populate_record(p, jsonb_build_object('id', ?::text, 'number', 99))).* from proposals p limit 1",
      [more],
    ),
  );
  expect(found).toContain(`proposal ${more} is in no event`);
});
