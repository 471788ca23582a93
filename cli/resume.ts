/**
 * Restarts stories that are gone (a restored backup, a lost Temporal, a start that failed): a story begins from ids
 * and loads where it stands, so resuming is starting.
 */
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import type { Knex } from 'knex';
import type { Reader } from '../db/store.ts';
import type { MilestoneKind } from '../domain/lifecycle.ts';
import {
  type CampaignInput,
  campaignWorkflowId,
  type MatchInput,
  matchChanged,
  matchWorkflowId,
  milestoneWorkflowId,
  projectWorkflowId,
  type RunInput,
  runWorkflowId,
  STORY_OF_CAMPAIGN,
  STORY_OF_KIND,
  STORY_OF_MATCH,
  STORY_OF_RUN,
  STORY_OF_VOTE,
  type VoteInput,
  voteWorkflowId,
} from '../workflows/contract/index.ts';

export interface ResumeOptions {
  readonly client: Client;
  readonly knex: Reader;
  readonly taskQueue: string;
}

/** Starts the story of every running project, unfinished milestone, run, vote, campaign and match that has none. Returns the ids it started. */
export async function resumeStories(options: ResumeOptions): Promise<string[]> {
  const projects = await options.knex('projects').where({ state: 'running' }).select<ProjectIds[]>('id', 'slug');
  const started: string[] = [];
  for (const project of projects) started.push(...(await resumeProject(options, project)));
  // Also of projects that have ended: the personal data of a roll are still to be deleted (R15a).
  started.push(...(await startVotes(options, (query) => query)));
  // What was given is accounted for, whatever became of its project.
  started.push(...(await startCampaigns(options, (query) => query)));
  for (const match of await matches(options, (query) => query.whereRaw(NOT_OVER)))
    started.push(...(await start(options, STORY_OF_MATCH, matchWorkflowId(match.matchId), match)));
  return started;
}

/** Starts the stories of projects that were created while Temporal could not be reached. */
export async function startMissedProjects(options: ResumeOptions): Promise<string[]> {
  const projects = await options
    .knex('projects')
    .where({ state: 'running' })
    .whereNotExists((query) =>
      query.from('milestones').whereRaw('milestones.project_id = projects.id').whereNot({ state: 'waiting' }),
    )
    .select<ProjectIds[]>('id', 'slug');
  const started: string[] = [];
  for (const project of projects) started.push(...(await startProject(options, project)));
  return started;
}

/** Starts the stories of runs that were scheduled while Temporal could not be reached. */
export async function startMissedRuns(options: ResumeOptions): Promise<string[]> {
  return startRuns(options, (query) => query.whereNull('r.carried_at').where('p.state', 'running'));
}

/** Starts the stories of votes that were drafted while Temporal could not be reached. */
export async function startMissedVotes(options: ResumeOptions): Promise<string[]> {
  return startVotes(options, (query) => query.whereNull('v.carried_at'));
}

/** Starts the stories of campaigns that were drafted while Temporal could not be reached. */
export async function startMissedCampaigns(options: ResumeOptions): Promise<string[]> {
  return startCampaigns(options, (query) => query.whereNull('c.carried_at'));
}

/**
 * Starts the stories of matches that were computed while Temporal could not be reached, and lets those look again whose
 * match a refund has changed (R20).
 */
export async function startMissedMatches(options: ResumeOptions): Promise<void> {
  for (const match of await matches(options, (query) => query.whereNull('x.carried_at')))
    await options.client.workflow.signalWithStart(STORY_OF_MATCH, {
      workflowId: matchWorkflowId(match.matchId),
      taskQueue: options.taskQueue,
      args: [match],
      signal: matchChanged,
      // The lasting guard is the row in PostgreSQL, which says that this story is not finished.
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
}

interface ProjectIds {
  readonly id: string;
  readonly slug: string;
}

async function resumeProject(options: ResumeOptions, project: ProjectIds): Promise<string[]> {
  const milestones = await options
    .knex('milestones')
    .where({ project_id: project.id })
    .whereNotIn('state', ['approved', 'adopted', 'waived', 'cancelled'])
    .orderBy('position')
    .select<{ id: string; key: string; kind: MilestoneKind }[]>('id', 'key', 'kind');
  const started: string[] = [];
  for (const { id, key, kind } of milestones) {
    const input = { projectId: project.id, slug: project.slug, milestoneId: id, key };
    started.push(...(await start(options, STORY_OF_KIND[kind], milestoneWorkflowId(project.slug, key), input)));
  }
  started.push(...(await startRuns(options, (query) => query.where('r.project_id', project.id))));
  return [...started, ...(await startProject(options, project))];
}

interface RunIds extends RunInput {
  readonly kind: keyof typeof STORY_OF_RUN;
}

/** Runs that are not over: neither cancelled, nor their milestone ended. */
async function startRuns(
  options: ResumeOptions,
  which: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<string[]> {
  const query = options
    .knex('runs as r')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .join('projects as p', 'p.id', 'r.project_id')
    .where('r.state', 'scheduled')
    .whereIn('m.kind', Object.keys(STORY_OF_RUN))
    .whereNotIn('m.state', ['approved', 'adopted', 'waived', 'cancelled'])
    .orderBy(['m.position', 'r.number']);
  const runs: RunIds[] = await which(query).select(
    'r.id as runId',
    'r.project_id as projectId',
    'p.slug',
    'm.key as milestoneKey',
    'r.number',
    'm.kind',
  );
  const started: string[] = [];
  for (const { kind, ...input } of runs) {
    const workflowId = runWorkflowId(input.slug, input.milestoneKey, input.number);
    started.push(...(await start(options, STORY_OF_RUN[kind], workflowId, input)));
  }
  return started;
}

/** Votes that are not over, or whose roll still holds personal data. */
async function startVotes(
  options: ResumeOptions,
  which: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<string[]> {
  const query = options
    .knex('votes as v')
    .join('milestones as m', 'm.id', 'v.milestone_id')
    .join('projects as p', 'p.id', 'v.project_id')
    .where((over) => over.whereNotIn('v.state', ['final', 'cancelled']).orWhereNull('v.roll_deleted_at'))
    .orderBy(['v.project_id', 'm.position', 'v.number']);
  const votes: VoteInput[] = await which(query).select(
    'v.id as voteId',
    'v.project_id as projectId',
    'p.slug',
    'm.key as milestoneKey',
  );
  const started: string[] = [];
  for (const input of votes)
    started.push(...(await start(options, STORY_OF_VOTE, voteWorkflowId(input.voteId), input)));
  return started;
}

/** Campaigns that are not over, or whose givers are still to be told that they are. */
async function startCampaigns(
  options: ResumeOptions,
  which: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<string[]> {
  const query = options
    .knex('campaigns as c')
    .join('milestones as m', 'm.id', 'c.milestone_id')
    .join('projects as p', 'p.id', 'c.project_id')
    .whereRaw(
      `(c.state not in ('published', 'cancelled')
        or (c.opened_at is not null
            and not exists (select 1 from campaign_notices n where n.campaign_id = c.id and n.step = c.state)))`,
    )
    .orderBy(['c.project_id', 'm.position', 'c.number']);
  const campaigns: CampaignInput[] = await which(query).select(
    'c.id as campaignId',
    'c.project_id as projectId',
    'p.slug',
    'm.key as milestoneKey',
  );
  const started: string[] = [];
  for (const input of campaigns)
    started.push(...(await start(options, STORY_OF_CAMPAIGN, campaignWorkflowId(input.campaignId), input)));
  return started;
}

/** R20: also where all but a difference has ended. */
const NOT_OVER = `(x.ended_at is null or x.paid > x.due + coalesce(
  (select -sum(s.amount) from ledger_sums s where s.ledger_id = x.ledger_id and s.kind = 'repayment'), 0))`;

async function matches(
  { knex }: ResumeOptions,
  which: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<MatchInput[]> {
  const query = knex('matches as x')
    .join('milestones as m', 'm.id', 'x.milestone_id')
    .join('projects as p', 'p.id', 'x.project_id')
    .orderBy(['x.project_id', 'x.created_at']);
  return which(query).select('x.id as matchId', 'x.project_id as projectId', 'p.slug', 'm.key as milestoneKey');
}

function startProject(options: ResumeOptions, { id, slug }: ProjectIds): Promise<string[]> {
  return start(options, 'project', projectWorkflowId(slug), { projectId: id, slug });
}

async function start(
  { client, taskQueue }: ResumeOptions,
  type: string,
  workflowId: string,
  input: object,
): Promise<string[]> {
  try {
    await client.workflow.start(type, {
      workflowId,
      taskQueue,
      args: [input],
      // The lasting guard is the row in PostgreSQL, which says that this story is not finished.
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    return [workflowId];
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return [];
    throw error;
  }
}
