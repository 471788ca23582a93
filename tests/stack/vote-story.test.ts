/** The story of a vote on a skipped clock: a real Temporal server, PostgreSQL, and the worker as it runs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { createProject } from '../../db/create-project.ts';
import { draftVote } from '../../db/votes/draft.ts';
import { type RoundRow, roundsOf, voteById } from '../../db/votes/vote-rows.ts';
import { addDays, atLocalTime, dayOf } from '../../domain/calendar.ts';
import type { VoteVerb } from '../../domain/votes.ts';
import {
  milestoneUpdates,
  milestoneWorkflowId,
  STORY_OF_VOTE,
  voteUpdates,
  voteWorkflowId,
} from '../../workflows/contract/index.ts';
import { cast, charterWith, proposalsBySql, rollBySql, type TestVoter } from './ballot-box.ts';
import { planWith } from './plans.ts';
import { type SkippedClock, startSkippedClock } from './skipped-clock.ts';

const MINUTES = 60_000;
/** Time is skipped no further while a story works, so that after so long it has done what was due. */
const SOON = 300_000;
let clock: SkippedClock;

beforeAll(async () => {
  clock = await startSkippedClock('vote-stories');
}, MINUTES);
afterAll(() => clock.close());

interface ToldVote {
  readonly id: string;
  readonly story: WorkflowHandle;
  readonly voters: readonly TestVoter[];
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly milestone: { readonly id: string; readonly key: string };
  readonly slug: string;
  readonly projectId: string;
}

const state = async ({ id }: Pick<ToldVote, 'id'>) => (await voteById(clock.store.knex, id)).state;
const rounds = ({ id }: ToldVote): Promise<RoundRow[]> => roundsOf(clock.store.knex, id);
const later = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);

/** A command that the story carries. */
async function command({ id: targetId, story }: Pick<ToldVote, 'id' | 'story'>, verb: VoteVerb, body: object) {
  const userId = clock.people.manager;
  const input = { userId, idempotencyKey: randomUUID(), verb: `vote.${verb}`, targetId, body };
  const { id } = await acceptCommand(clock.store, input, await clock.now());
  await story.executeUpdate(voteUpdates[verb], { args: [id], updateId: id });
  const answer = await answerOf(clock.store, id);
  if (!answer?.done) throw new Error(JSON.stringify(answer));
  return answer.result;
}

/** An announced vote of a project of its own, with three proposals and five voters, open from 20 to 27 days from today. */
async function announced(): Promise<ToldVote> {
  const { store, people, client, taskQueue } = clock;
  const now = await clock.now();
  const today = dayOf(now);
  const projectId = randomUUID();
  const slug = `p-${projectId.slice(0, 8)}`;
  const members = (['staff', 'manager', 'partner', 'auditor'] as const).map((role) => ({ userId: people[role], role }));
  const create = { userId: people.manager, idempotencyKey: randomUUID(), targetId: projectId };
  const plan = planWith(['A9', 'A10']);
  const made = await createProject(store, create, { slug, plan, startsOn: today, members }, now);
  if (!made.done) throw new Error(JSON.stringify(made));
  const milestones = await store
    .knex('milestones')
    .where({ project_id: projectId })
    .orderBy('position')
    .select<{ id: string; key: string }[]>('id', 'key');
  const [consultations, milestone] = milestones as [{ id: string; key: string }, { id: string; key: string }];
  await proposalsBySql(store, { id: consultations.id, projectId }, ['eligible', 'eligible', 'eligible'], { at: now });
  const id = randomUUID();
  const opensAt = atLocalTime(addDays(today, 20), '08:00');
  const body = { opensAt: opensAt.toISOString() };
  const draft = { userId: people.staff, idempotencyKey: randomUUID(), verb: 'vote.draft', targetId: id, body };
  await draftVote(store, draft, milestone.id, now);
  const story = await client.workflow.start(STORY_OF_VOTE, {
    workflowId: voteWorkflowId(id),
    taskQueue,
    args: [{ projectId, slug, milestoneKey: milestone.key, voteId: id }],
  });
  const voters = await rollBySql(store, id, 5, { at: now });
  const { charter, version } = await voteById(store.knex, id);
  const closesAt = atLocalTime(addDays(today, 27), '20:00');
  const open = charterWith(charter, {
    closesAt: closesAt.toISOString(),
    quorumPercent: 0,
    minimumVotes: 0,
    witnesses: 1,
  });
  const amended = await command({ id, story }, 'amend', { version, charter: open });
  await command({ id, story }, 'announce', { version: amended.version });
  return { id, story, voters, opensAt, closesAt, milestone, slug, projectId };
}

/** One choice a voter, from the first on, an hour before the round closes. */
async function vote(told: ToldVote, choices: readonly number[]): Promise<void> {
  const round = (await rounds(told)).at(-1) as RoundRow;
  const now = later(round.closes_at, -3_600_000);
  await clock.skipTo(now);
  const asked = choices.map((choice, place) => ({ voter: told.voters[place] as TestVoter, choice }));
  expect(await cast(clock.store, told.id, now, asked)).toEqual(choices.map(() => 'cast'));
}

const steps = async ({ id }: ToldVote): Promise<string[]> =>
  clock.store.knex('vote_notices').where({ vote_id: id }).orderBy('decided_at').orderBy('step').pluck('step');

test(
  'R7 R13 R17 it opens, closes, goes through the run-off to the lot, and ends once its roll is deleted',
  async () => {
    const told = await announced();
    await clock.skipTo(later(told.opensAt, -SOON));
    expect(await state(told)).toBe('announced');
    await clock.skipTo(later(told.opensAt, SOON));
    expect(await state(told)).toBe('open');
    expect(await steps(told)).toEqual(['opened']);

    await vote(told, [1, 2]);
    expect(await steps(told)).toEqual(['opened', 'reminder']);
    await clock.skipTo(later(told.closesAt, -SOON));
    expect(await state(told)).toBe('open');
    await clock.skipTo(later(told.closesAt, SOON));
    expect(await voteById(clock.store.knex, told.id)).toMatchObject({ state: 'announced', round: 2 });
    const [first, second] = (await rounds(told)) as [RoundRow, RoundRow];
    // At the second itself: the story waits for nothing else.
    expect(first.closed_at?.getTime()).toBeLessThan(later(told.closesAt, SOON / 2).getTime());
    expect(second.opens_at).toEqual(atLocalTime(addDays(dayOf(told.closesAt), 1), '08:00'));

    await clock.skipTo(later(second.opens_at, SOON));
    expect(await state(told)).toBe('open');
    await vote(told, [1, 2]);
    await clock.skipTo(later(second.closes_at, SOON));
    expect(await state(told)).toBe('lot');

    const heldAt = (await clock.now()).toISOString();
    const lot = { heldAt, place: 'Sala (exemplu)', witnesses: ['Martor Exemplu'], winner: 2, text: 'Două bilețele.' };
    expect(await command(told, 'lot', lot)).toMatchObject({ state: 'final' });
    expect((await told.story.describe()).status.name).toBe('RUNNING');
    await clock.skipTo(later(await clock.now(), 32 * 86_400_000));
    await told.story.result();
    const { roll_deleted_at: deletedAt, winner } = await voteById(clock.store.knex, told.id);
    expect([winner, deletedAt]).toEqual([2, expect.any(Date)]);
  },
  2 * MINUTES,
);

test(
  'R12 what it lacks at its time is told once, and it opens within the hour in which that is there',
  async () => {
    const told = await announced();
    const { knex } = clock.store;
    const third = () => knex('proposals').where({ project_id: told.projectId, number: 3 });
    await third().update({ state: 'submitted' });
    await clock.skipTo(later(told.opensAt, 5 * 3_600_000));
    expect(await state(told)).toBe('announced');
    expect(await steps(told)).toEqual(['blocked']);
    await third().update({ state: 'eligible' });
    await clock.skipTo(later(told.opensAt, 6 * 3_600_000 + SOON));
    expect(await state(told)).toBe('open');
  },
  MINUTES,
);

test(
  'a vote that is extended closes at its new time; one that is cancelled ends once its roll is deleted',
  async () => {
    const told = await announced();
    await clock.skipTo(later(told.closesAt, -3_600_000));
    const closesAt = later(told.closesAt, 86_400_000);
    await command(told, 'extend', { closesAt: closesAt.toISOString(), reason: 'Ninsoare.' });
    await clock.skipTo(later(told.closesAt, SOON));
    expect(await state(told)).toBe('open');
    expect(await steps(told)).toContain('extended');
    await command(told, 'cancel', { reason: 'Lista era greșită.' });
    await clock.skipTo(later(closesAt, SOON));
    expect(await state(told)).toBe('cancelled');
    expect(await steps(told)).toContain('cancelled');
    await clock.skipTo(later(closesAt, 32 * 86_400_000));
    await told.story.result();
  },
  MINUTES,
);

test(
  'the end of its milestone cancels a vote that has no result',
  async () => {
    const told = await announced();
    const { client, taskQueue, store, people } = clock;
    const { milestone, slug, projectId } = told;
    const workflowId = milestoneWorkflowId(slug, milestone.key);
    const input = { projectId, slug, milestoneId: milestone.id, key: milestone.key };
    const story = await client.workflow.start('vote', { workflowId, taskQueue, args: [input] });
    const waive = { userId: people.manager, idempotencyKey: randomUUID(), verb: 'milestone.waive' };
    const body = { reason: 'Nu mai este necesar.' };
    const { id } = await acceptCommand(store, { ...waive, targetId: milestone.id, body }, await clock.now());
    await story.executeUpdate(milestoneUpdates.waive, { args: [id], updateId: id });
    await story.result();
    expect(await state(told)).toBe('cancelled');
  },
  MINUTES,
);

test(
  'a story that was lost is started again and goes on from where the vote stands',
  async () => {
    const told = await announced();
    await told.story.terminate();
    await clock.skipTo(later(told.opensAt, 3 * 86_400_000));
    expect(await state(told)).toBe('announced');
    const { client, taskQueue } = clock;
    const { id, slug, projectId, milestone } = told;
    const again = await client.workflow.start(STORY_OF_VOTE, {
      workflowId: voteWorkflowId(id),
      taskQueue,
      args: [{ projectId, slug, milestoneKey: milestone.key, voteId: id }],
    });
    await clock.skipTo(later(told.opensAt, 3 * 86_400_000 + 60_000));
    expect(await state(told)).toBe('open');
    await vote({ ...told, story: again }, [3]);
    await clock.skipTo(later(told.closesAt, SOON));
    expect(await voteById(clock.store.knex, id)).toMatchObject({ state: 'final', winner: 3 });
    await again.terminate();
  },
  MINUTES,
);
