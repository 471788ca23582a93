/**
 * Restarts stories that are gone (a restored backup, a lost Temporal, a start that failed): a story begins from ids
 * and loads where it stands, so resuming is starting.
 */
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import type { Reader } from '../db/store.ts';
import type { MilestoneKind } from '../domain/lifecycle.ts';
import { milestoneWorkflowId, projectWorkflowId, STORY_OF_KIND } from '../workflows/contract/index.ts';

export interface ResumeOptions {
  readonly client: Client;
  readonly knex: Reader;
  readonly taskQueue: string;
}

/** Starts the story of every running project and unfinished milestone that has none. Returns the ids it started. */
export async function resumeStories(options: ResumeOptions): Promise<string[]> {
  const projects = await options.knex('projects').where({ state: 'running' }).select<ProjectIds[]>('id', 'slug');
  const started: string[] = [];
  for (const project of projects) started.push(...(await resumeProject(options, project)));
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
  return [...started, ...(await startProject(options, project))];
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
