/** The story of a campaign on a skipped clock: a real Temporal server, PostgreSQL, and the worker as it runs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { resumeStories, startMissedCampaigns } from '../../cli/resume.ts';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { createProject } from '../../db/create-project.ts';
import { campaignById } from '../../db/money/campaign-rows.ts';
import { draftCampaign } from '../../db/money/draft-campaign.ts';
import { enterEntry } from '../../db/money/enter.ts';
import { newId } from '../../db/store.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { closingOf, openingOf, sumDueAt } from '../../domain/campaign-schedule.ts';
import type { CampaignVerb } from '../../domain/campaigns.ts';
import {
  campaignUpdates,
  campaignWorkflowId,
  milestoneUpdates,
  milestoneWorkflowId,
  STORY_OF_CAMPAIGN,
} from '../../workflows/contract/index.ts';
import { publication, terms } from './fundraising.ts';
import { planWith } from './plans.ts';
import { type SkippedClock, startSkippedClock } from './skipped-clock.ts';

const MINUTES = 60_000;
/** Time is skipped no further while a story works, so that after so long it has done what was due. */
const SOON = 300_000;
let clock: SkippedClock;

beforeAll(async () => {
  clock = await startSkippedClock('campaign-stories');
}, MINUTES);
afterAll(() => clock.close());

interface ToldCampaign {
  readonly id: string;
  readonly story: WorkflowHandle;
  readonly ledgerId: string;
  readonly milestoneId: string;
  readonly projectId: string;
  readonly slug: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

const later = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);
const state = async ({ id }: Pick<ToldCampaign, 'id'>) => (await campaignById(clock.store.knex, id)).state;

/** A command that the story carries. */
async function command({ id: targetId, story }: Pick<ToldCampaign, 'id' | 'story'>, verb: CampaignVerb, body: object) {
  const userId = clock.people.manager;
  const input = { userId, idempotencyKey: randomUUID(), verb: `campaign.${verb}`, targetId, body };
  const { id } = await acceptCommand(clock.store, input, await clock.now());
  await story.executeUpdate(campaignUpdates[verb], { args: [id], updateId: id });
  const answer = await answerOf(clock.store, id);
  if (!answer?.done) throw new Error(JSON.stringify(answer));
  return answer.result;
}

/** Drafted on a project of its own. */
async function drafted() {
  const { store, people } = clock;
  const now = await clock.now();
  const projectId = randomUUID();
  const slug = `p-${projectId.slice(0, 8)}`;
  const members = (['staff', 'manager', 'partner', 'auditor'] as const).map((role) => ({ userId: people[role], role }));
  const create = { userId: people.manager, idempotencyKey: randomUUID(), targetId: projectId };
  const plan = planWith(['A11', 'A13']);
  const made = await createProject(store, create, { slug, plan, startsOn: dayOf(now), members }, now);
  if (!made.done) throw new Error(JSON.stringify(made));
  const milestone = await store.knex('milestones').where({ project_id: projectId, key: 'A11' }).first<{ id: string }>();
  const id = newId();
  const draft = { userId: people.staff, idempotencyKey: randomUUID(), verb: 'campaign.draft', targetId: id, body: {} };
  await draftCampaign(store, draft, milestone.id, now);
  const { ledger_id: ledgerId } = await campaignById(store.knex, id);
  return { id, projectId, slug, milestoneId: milestone.id, ledgerId };
}

/** Announced, open from 10 to 30 days from today, with a subscriber and its story. */
async function announced(): Promise<ToldCampaign> {
  const { client, taskQueue, store } = clock;
  const campaign = await drafted();
  const now = await clock.now();
  const { id, projectId, slug } = campaign;
  const story = await client.workflow.start(STORY_OF_CAMPAIGN, {
    workflowId: campaignWorkflowId(id),
    taskQueue,
    args: [{ projectId, slug, milestoneKey: 'A11', campaignId: id }],
  });
  const [opensOn, closesOn] = [addDays(dayOf(now), 10), addDays(dayOf(now), 30)];
  await store.knex('subscriptions').insert({
    id: newId(),
    project_id: projectId,
    email: 'abonat@example.org',
    locale: 'ro',
    token: newId(),
    confirmed_at: now,
  });
  await command({ id, story }, 'change', { version: 1, ...terms(opensOn, closesOn) });
  await command({ id, story }, 'announce', { version: 2 });
  return { ...campaign, story, opensAt: openingOf(opensOn), closesAt: closingOf(closesOn) };
}

const gift = async ({ ledgerId }: ToldCampaign) => {
  const now = await clock.now();
  const donor = { kind: 'person', name: 'Ana Exemplu', email: 'ana@example.org', locale: 'ro', shown: 'name' } as const;
  const body = { kind: 'gift', channel: 'cash', amount: 500, bookedOn: dayOf(now), document: 'C 1', donor } as const;
  const about = { userId: clock.people.staff, idempotencyKey: randomUUID(), verb: 'ledger.enter', targetId: newId() };
  const answer = await enterEntry(clock.store, { ...about, body }, ledgerId, now);
  if (!answer.done) throw new Error(JSON.stringify(answer));
};

const statement = async ({ ledgerId }: ToldCampaign, until: string) => {
  const id = newId();
  const { knex } = clock.store;
  await knex('bank_statements').insert({
    ...{ id, ledger_id: ledgerId, format: 'csv', file_name: 'extras.csv', sha256: Buffer.alloc(32), iban: '' },
    ...{ starts_on: until, ends_on: until, opening: 0, closing: 0, lines: 0 },
    ...{ made_by: clock.people.staff, made_at: await clock.now() },
  });
  await knex('bank_statements').where({ id }).update({ state: 'committed', number: 1 });
};

const types = async ({ projectId }: ToldCampaign): Promise<string[]> => [
  ...new Set(
    await clock.store
      .knex('messages')
      .where({ project_id: projectId })
      .whereRaw("event_type ~ '^(campaign|giver)[.]'")
      .orderBy('event_type')
      .pluck<string[]>('event_type'),
  ),
];

test(
  'R7 R22 it opens and closes by itself, tells givers, reminds of the sum, and ends once everybody was told of it',
  async () => {
    const campaign = await announced();
    await clock.skipTo(later(campaign.opensAt, -SOON));
    expect(await state(campaign)).toBe('announced');
    await clock.skipTo(later(campaign.opensAt, SOON));
    expect(await state(campaign)).toBe('open');
    await gift(campaign);
    await clock.skipTo(later(campaign.closesAt, -SOON));
    expect(await state(campaign)).toBe('open');
    expect(await types(campaign)).toEqual(expect.arrayContaining(['giver.opened', 'giver.thanks', 'giver.weekly']));
    await clock.skipTo(later(campaign.closesAt, SOON));
    expect(await state(campaign)).toBe('closed');

    const { settings } = planWith(['A11']);
    const due = sumDueAt(campaign.closesAt, settings);
    await clock.skipTo(later(due, -SOON));
    expect(await types(campaign)).toContain('campaign.sum-due');
    expect(await types(campaign)).not.toContain('campaign.sum-overdue');
    await clock.skipTo(later(due, SOON));
    expect(await types(campaign)).toContain('campaign.sum-overdue');
    expect(await types(campaign)).not.toContain('campaign.sum-escalated');
    await clock.skipTo(later(due, 86_400_000));
    expect(await types(campaign)).toContain('campaign.sum-escalated');

    await statement(campaign, dayOf(campaign.closesAt));
    expect(await command(campaign, 'publish', publication(500))).toMatchObject({ state: 'published' });
    await campaign.story.result();
    const told = clock.store.knex('messages').where({ project_id: campaign.projectId, event_type: 'giver.published' });
    expect((await told.orderBy('to_address').pluck('to_address')) as string[]).toEqual([
      'abonat@example.org',
      'ana@example.org',
    ]);
  },
  3 * MINUTES,
);

test(
  'it ends with its milestone where nothing was given; the story of one that was lost begins where the campaign stands',
  async () => {
    const { client, taskQueue, store, people } = clock;
    const campaign = await drafted();
    // Its story never began: the worker looks after it.
    expect(await startMissedCampaigns({ client, taskQueue, knex: store.knex })).toContain(
      campaignWorkflowId(campaign.id),
    );
    const story = client.workflow.getHandle(campaignWorkflowId(campaign.id));
    await command({ id: campaign.id, story }, 'change', {
      version: 1,
      ...terms(addDays(dayOf(await clock.now()), 40), addDays(dayOf(await clock.now()), 60)),
    });
    expect(await startMissedCampaigns({ client, taskQueue, knex: store.knex })).not.toContain(story.workflowId);
    await story.terminate('lost');
    const resumed = await resumeStories({ client, taskQueue, knex: store.knex });
    expect(resumed).toContain(campaignWorkflowId(campaign.id));

    const milestone = client.workflow.getHandle(milestoneWorkflowId(campaign.slug, 'A11'));
    const input = {
      userId: people.manager,
      idempotencyKey: randomUUID(),
      verb: 'milestone.waive',
      targetId: campaign.milestoneId,
      body: { reason: 'Nu mai este nevoie.' },
    };
    const { id } = await acceptCommand(store, input, await clock.now());
    await milestone.executeUpdate(milestoneUpdates.waive, { args: [id], updateId: id });
    await story.result();
    expect(await state(campaign)).toBe('cancelled');
  },
  3 * MINUTES,
);
