/** The worker of the bare workflows, as a process of its own, as Jalon's worker is. Arguments: address, task queue. */
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { bareActivities } from './activities.ts';

const [address = '', taskQueue = ''] = process.argv.slice(2);
const logger = new DefaultLogger('WARN');
Runtime.install({ logger });
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows.js', import.meta.url)),
    logger,
  }),
  activities: bareActivities,
});
// Whoever started this process is gone; a signal to the whole group may have stopped the worker already.
process.once('disconnect', () => {
  if (worker.getState() === 'RUNNING') worker.shutdown();
});
const running = worker.run();
process.send?.('runs');
await running;
await connection.close();
