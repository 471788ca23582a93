/**
 * The project's story: what opens what, until all is completed or the project is cancelled.
 */

import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  ChildWorkflowCancellationType,
  condition,
  getExternalWorkflowHandle,
  log,
  ParentClosePolicy,
  proxyLocalActivities,
  setHandler,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { isComplete, isEnded } from '../domain/lifecycle.ts';
import type { ProjectActivities } from './contract/activities.ts';
import {
  cancelProjectUpdate,
  milestoneEnded,
  milestoneWorkflowId,
  type ProjectInput,
  type ProjectStanding,
  STORY_OF_KIND,
  standingChanged,
} from './contract/index.ts';
import { workflowNow } from './time.ts';
import { Turns } from './turns.ts';

const { loadProject, advanceProject, cancelProject } = proxyLocalActivities<ProjectActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

export async function project({ projectId, slug }: ProjectInput): Promise<void> {
  const milestones = new Milestones(projectId, slug);
  const turns = new Turns();
  let endings = 0;
  let cancelled = false;
  setHandler(milestoneEnded, () => {
    endings += 1;
  });
  setHandler(cancelProjectUpdate, (commandId) =>
    turns.take(async () => {
      const standing = await cancelProject(commandId, workflowNow());
      await milestones.tell(standing);
      cancelled = standing.state === 'cancelled';
      return { done: cancelled };
    }),
  );

  // Every unfinished milestone has its story before the first one opens: also while it waits it has a deadline, can be
  // moved and adopted.
  let { state } = await turns.take(async () => milestones.start(await loadProject(projectId, workflowNow())));
  while (state === 'running' && !cancelled) {
    const seen = endings;
    const standing = await turns.take(async () => {
      const advanced = await advanceProject(projectId, workflowNow());
      await milestones.tell(advanced);
      return advanced;
    });
    state = standing.state;
    if (state === 'running') await condition(() => endings > seen || cancelled);
  }
  await condition(allHandlersFinished);
}

/** The stories of the project's milestones, and what each was told last. */
class Milestones {
  readonly #projectId: string;
  readonly #slug: string;
  readonly #told = new Map<string, number>();

  constructor(projectId: string, slug: string) {
    this.#projectId = projectId;
    this.#slug = slug;
  }

  async start(project: ProjectStanding): Promise<ProjectStanding> {
    for (const { key, standing } of project.milestones) this.#told.set(key, standing.version);
    const unfinished = project.milestones.filter(({ standing }) => !isEnded(standing.state));
    await Promise.all(unfinished.map((milestone) => this.#startStory(milestone)));
    return project;
  }

  async #startStory({ id, key, kind }: ProjectStanding['milestones'][number]): Promise<void> {
    try {
      await startChild(STORY_OF_KIND[kind], {
        workflowId: milestoneWorkflowId(this.#slug, key),
        args: [{ projectId: this.#projectId, slug: this.#slug, milestoneId: id, key }],
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        cancellationType: ChildWorkflowCancellationType.ABANDON,
      });
    } catch (error) {
      // A project's story that was lost and started again finds its milestones' stories running.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** Tells the stories whose milestone has changed without them: opened or cancelled. A completed one knows. */
  async tell(project: ProjectStanding): Promise<void> {
    for (const { key, standing } of project.milestones) {
      if (standing.version <= (this.#told.get(key) ?? 0) || isComplete(standing.state)) continue;
      this.#told.set(key, standing.version);
      try {
        await getExternalWorkflowHandle(milestoneWorkflowId(this.#slug, key)).signal(standingChanged, standing);
      } catch {
        // A story that is gone loads where it stands when it comes back.
        log.warn('a milestone could not be told', { slug: this.#slug, key });
      }
    }
  }
}
