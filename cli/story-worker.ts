/** The one place that joins the stories and their activities. */
import { type NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import type { Store } from '../db/store.ts';
import { identityOf } from './identity.ts';

export interface StoryWorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly store: Store;
  /** Path of the bundle of workflows/, made by the build. */
  readonly bundle: string;
}

/** A worker that runs the stories. `run()` it; `shutdown()` lets it finish what it holds. */
export function createStoryWorker(options: StoryWorkerOptions): Promise<Worker> {
  const { connection, namespace, taskQueue, store, bundle } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    identity: identityOf('worker'),
    workflowBundle: { codePath: bundle },
    activities: createActivities(store),
    // One thread of workflow code serves far more stories than a foundation has, and each thread costs memory.
    workflowThreadPoolSize: 1,
    maxCachedWorkflows: 500,
    shutdownGraceTime: '5 seconds',
  });
}
