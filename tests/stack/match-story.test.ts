/** The story of a match on a skipped clock: a real Temporal server, PostgreSQL, and the worker as it runs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { startMissedMatches } from '../../cli/resume.ts';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { createProject } from '../../db/create-project.ts';
import { enterEntry } from '../../db/money/enter.ts';
import { matchById } from '../../db/money/match-rows.ts';
import { addDays, atLocalTime, dayOf } from '../../domain/calendar.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import type { MatchVerb } from '../../domain/match.ts';
import { addWorkingDays } from '../../domain/working-days.ts';
import {
  matchUpdates,
  matchWorkflowId,
  milestoneUpdates,
  milestoneWorkflowId,
  STORY_OF_MATCH,
} from '../../workflows/contract/index.ts';
import { type Campaign, campaignBySql, matchBySql, refundBySql } from './money-by-sql.ts';
import { planWith } from './plans.ts';
import { type SkippedClock, startSkippedClock } from './skipped-clock.ts';

const MINUTES = 60_000;
/** Time is skipped no further while a story works, so that after so long it has done what was due. */
const SOON = 300_000;
const RAISED = 50_000;
let clock: SkippedClock;

beforeAll(async () => {
  clock = await startSkippedClock('match-stories');
}, MINUTES);
afterAll(() => clock.close());

interface Told {
  readonly id: string;
  readonly story: WorkflowHandle;
  readonly campaign: Campaign;
  readonly computedAt: Date;
  readonly milestone: { readonly id: string; readonly key: string };
  readonly slug: string;
  readonly projectId: string;
}

const row = ({ id }: Told) => matchById(clock.store.knex, id);
const steps = async ({ id }: Told): Promise<string[]> =>
  clock.store.knex('match_notices').where({ match_id: id }).orderBy(['decided_at', 'owed_at']).pluck('step');
const soon = async () => clock.skipTo(new Date((await clock.now()).getTime() + SOON));

/** A match of a project of its own, computed just now, and begun by the worker’s look-after. */
async function computed(): Promise<Told> {
  const { store, people, client, taskQueue } = clock;
  const now = await clock.now();
  const projectId = randomUUID();
  const slug = `p-${projectId.slice(0, 8)}`;
  const members = (['staff', 'manager', 'partner', 'auditor'] as const).map((role) => ({ userId: people[role], role }));
  const create = { userId: people.staff, idempotencyKey: randomUUID(), targetId: projectId };
  const plan = planWith(['A11', 'A12', 'A13', 'A14']);
  const made = await createProject(store, create, { slug, plan, startsOn: dayOf(now), members }, now);
  if (!made.done) throw new Error(JSON.stringify(made));
  const campaign = await campaignBySql(store, projectId, { raised: RAISED });
  const { id } = await matchBySql(store, campaign, RAISED, now);
  await startMissedMatches({ client, knex: store.knex, taskQueue });
  const milestone = await store
    .knex('milestones')
    .where({ project_id: projectId, key: 'A13' })
    .first<{ id: string; key: string }>('id', 'key');
  const story = client.workflow.getHandle(matchWorkflowId(id));
  await soon();
  return { id, story, campaign, computedAt: now, milestone, slug, projectId };
}

/** A command that the story carries. */
async function command({ id: targetId, story }: Told, role: ProjectRole, verb: MatchVerb, body: object) {
  const input = { userId: clock.people[role], idempotencyKey: randomUUID(), verb: `match.${verb}`, targetId, body };
  const { id } = await acceptCommand(clock.store, input, await clock.now());
  await story.executeUpdate(matchUpdates[verb], { args: [id], updateId: id });
  const answer = await answerOf(clock.store, id);
  if (!answer?.done) throw new Error(JSON.stringify(answer));
}

async function pay(told: Told): Promise<void> {
  const today = dayOf(await clock.now());
  const contract = { number: '5', contractedOn: today, legalRoute: 'Legea nr. 350/2005' };
  const order = { amount: RAISED, orderNumber: 'OP 7', paidOn: today };
  await command(told, 'partner', 'decide', { outcome: 'adopted', number: 'HCL 1', decidedOn: today, words: '' });
  await soon();
  await command(told, 'partner', 'contract', contract);
  await soon();
  await command(told, 'manager', 'release', order);
  await soon();
  await command(told, 'partner', 'release', order);
}

/** Ends the milestone by its own story. */
async function waive({ milestone, slug, projectId }: Told): Promise<void> {
  const { client, taskQueue, store, people } = clock;
  const story = await client.workflow.start('match', {
    workflowId: milestoneWorkflowId(slug, milestone.key),
    taskQueue,
    args: [{ projectId, slug, milestoneId: milestone.id, key: milestone.key }],
  });
  const input = { userId: people.manager, idempotencyKey: randomUUID(), verb: 'milestone.waive' };
  const body = { reason: 'Exemplu.' };
  const { id } = await acceptCommand(store, { ...input, targetId: milestone.id, body }, await clock.now());
  await story.executeUpdate(milestoneUpdates.waive, { args: [id], updateId: id });
  await story.result();
}

test(
  'R7 R21 it tells who is waited for at each step, once, and again on the next working day; then it is paid',
  async () => {
    const told = await computed();
    expect(await steps(told)).toEqual(['decide']);
    const { settings } = planWith(['A13']);
    const next = addWorkingDays(dayOf(told.computedAt), 1, settings.bridgeDays.value);
    await clock.skipTo(new Date(atLocalTime(next, settings.reminderTime.value).getTime() - SOON));
    expect(await steps(told)).toEqual(['decide']);
    await clock.skipTo(new Date(atLocalTime(next, settings.reminderTime.value).getTime() + SOON));
    expect(await steps(told)).toEqual(['decide', 'decide-late']);
    await pay(told);
    expect(await row(told)).toMatchObject({ state: 'paid', paid: RAISED });
    await clock.skipTo(atLocalTime(addDays(next, 20), '12:00'));
    expect(await steps(told)).toEqual(['decide', 'decide-late', 'contract', 'release', 'second-release']);
    expect((await told.story.describe()).status.name).toBe('RUNNING');
    await waive(told);
    await told.story.result();
    expect(await row(told)).toMatchObject({ state: 'paid', ended_at: expect.any(Date) });
  },
  2 * MINUTES,
);

test(
  'R21 a rejection waits for another decision, and ends with its milestone as it stands',
  async () => {
    const told = await computed();
    const decidedOn = dayOf(await clock.now());
    await command(told, 'manager', 'decide', { outcome: 'rejected', number: 'HCL 1', decidedOn, words: 'Nu.' });
    await soon();
    expect(await steps(told)).toEqual(['decide']);
    expect((await told.story.describe()).status.name).toBe('RUNNING');
    await waive(told);
    await told.story.result();
    expect(await row(told)).toMatchObject({ state: 'rejected' });
  },
  MINUTES,
);

test(
  'R20 a refund that leaves nothing ends the story; one after the payment begins it again until it is repaid',
  async () => {
    const { store, client, taskQueue } = clock;
    const lookAfter = () => startMissedMatches({ client, knex: store.knex, taskQueue });
    const nothing = await computed();
    await refundBySql(store, nothing.campaign, RAISED, await clock.now());
    await lookAfter();
    await nothing.story.result();
    expect(await row(nothing)).toMatchObject({ state: 'nothing-due' });

    const told = await computed();
    await pay(told);
    await waive(told);
    await told.story.result();
    await refundBySql(store, told.campaign, 10_000, await clock.now());
    await lookAfter();
    await soon();
    expect((await steps(told)).at(-1)).toBe('repay');
    expect((await told.story.describe()).status.name).toBe('RUNNING');
    const paidOn = dayOf(await clock.now());
    await command(told, 'manager', 'repay', { amount: 10_000, document: 'OP 9', paidOn });
    await told.story.result();
    expect(await row(told)).toMatchObject({ state: 'paid', due: 40_000, repaid: 10_000 });
  },
  2 * MINUTES,
);

test(
  'R20 R21 a story that a wrong refund had ended begins again when that is corrected, and the match is paid',
  async () => {
    const { store, client, taskQueue, people } = clock;
    const lookAfter = () => startMissedMatches({ client, knex: store.knex, taskQueue });
    const told = await computed();
    await command(told, 'partner', 'decide', {
      outcome: 'adopted',
      number: 'HCL 1',
      decidedOn: dayOf(await clock.now()),
      words: '',
    });
    const wrong = await refundBySql(store, told.campaign, RAISED, await clock.now());
    await lookAfter();
    await told.story.result();
    expect(await row(told)).toMatchObject({ state: 'nothing-due', due: 0 });
    const correction = {
      ...{ userId: people.staff, idempotencyKey: randomUUID(), verb: 'ledger.enter', targetId: randomUUID() },
      body: { kind: 'correction', aboutId: wrong.id, amount: 0, note: 'Altă donație.' } as const,
    };
    const answer = await enterEntry(store, correction, told.campaign.ledgerId, await clock.now());
    expect(answer).toMatchObject({ done: true });
    await lookAfter();
    await soon();
    expect(await row(told)).toMatchObject({ state: 'adopted', due: RAISED, ended_at: null });
    expect((await told.story.describe()).status.name).toBe('RUNNING');
    const today = dayOf(await clock.now());
    await command(told, 'partner', 'contract', { number: '5', contractedOn: today, legalRoute: 'Legea nr. 350/2005' });
    const order = { amount: RAISED, orderNumber: 'OP 7', paidOn: today };
    await command(told, 'manager', 'release', order);
    await command(told, 'partner', 'release', order);
    expect(await row(told)).toMatchObject({ state: 'paid', paid: RAISED });
    await waive(told);
    await told.story.result();
  },
  2 * MINUTES,
);

test(
  'a story that was lost is started again and goes on from where the match stands',
  async () => {
    const told = await computed();
    await command(told, 'partner', 'decide', {
      outcome: 'adopted',
      number: 'HCL 1',
      decidedOn: dayOf(await clock.now()),
      words: '',
    });
    await told.story.terminate();
    const { client, taskQueue } = clock;
    const { id, slug, projectId, milestone } = told;
    const again = await client.workflow.start(STORY_OF_MATCH, {
      workflowId: matchWorkflowId(id),
      taskQueue,
      args: [{ projectId, slug, milestoneKey: milestone.key, matchId: id }],
    });
    await soon();
    expect((await steps(told)).toSorted()).toEqual(['contract', 'decide']);
    const contract = { number: '5', contractedOn: dayOf(await clock.now()), legalRoute: 'Legea nr. 350/2005' };
    await command({ ...told, story: again }, 'partner', 'contract', contract);
    expect((await row(told)).state).toBe('contracted');
    await again.terminate();
  },
  MINUTES,
);
