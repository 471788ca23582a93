/** Bare workflows on a Temporal server: with a worker of their own, driven from this process. */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bare, withActivity, withoutActivity } from './workflows.ts';

const TASK_QUEUE = 'bare';

export interface Bare {
  /** Starts so many workflows that take updates for ever. */
  workflows(many: number): Promise<readonly WorkflowHandle<typeof bare>[]>;
  /** Starts one workflow and returns when the server has answered. */
  start(): Promise<WorkflowHandle<typeof bare>>;
  readonly client: Client;
  close(): Promise<void>;
}

export async function startBare(address: string): Promise<Bare> {
  const worker = fork(fileURLToPath(new URL('./worker-process.js', import.meta.url)), [address, TASK_QUEUE]);
  const gone = once(worker, 'exit');
  const runs = once(worker, 'message');
  await Promise.race([
    runs,
    gone.then(() => {
      throw new Error('the bare worker ended while it started');
    }),
  ]);
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const start = () => client.workflow.start(bare, { taskQueue: TASK_QUEUE, workflowId: `bare:${randomUUID()}` });
  return {
    client,
    start,
    workflows: (many) => Promise.all(Array.from({ length: many }, start)),
    async close() {
      await connection.close();
      worker.disconnect();
      await gone;
    },
  };
}

/** One update; its id is told to it, as a command's is. */
export async function update(handle: WorkflowHandle<typeof bare>, activity: 'activity' | 'none'): Promise<void> {
  const updateId = randomUUID();
  const definition = activity === 'activity' ? withActivity : withoutActivity;
  await handle.executeUpdate(definition, { args: [updateId], updateId });
}
