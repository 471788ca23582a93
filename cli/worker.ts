/** `jalon worker`: the stories, the outbox's dispatcher, and a sign of life. */
import { Client } from '@temporalio/client';
import { type LogEntry, NativeConnection, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { dropExpiredRequests } from '../db/expired-requests.ts';
import type { Store } from '../db/store.ts';
import { createDispatcher, type Dispatcher, type MakeReceipt } from '../mail/dispatcher.ts';
import type { MailTransport } from '../mail/transport.ts';
import { identityOf } from './identity.ts';
import {
  type ResumeOptions,
  startMissedCampaigns,
  startMissedMatches,
  startMissedProjects,
  startMissedRuns,
  startMissedVotes,
} from './resume.ts';
import { createStoryWorker } from './story-worker.ts';

const HEARTBEAT_MS = 5_000;
const MISSED_STORIES_MS = 15_000;
const EXPIRED_REQUESTS_MS = 60 * 60_000;

export interface WorkerOptions {
  readonly store: Store;
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly taskQueue: string };
  readonly bundle: string;
  readonly transport: MailTransport;
  readonly receipt: MakeReceipt;
  readonly log: Logger;
}

/**
 * Runs until `stop` is aborted; then finishes what it holds.
 * @throws when Temporal cannot be reached at the start, or the worker fails for good
 */
export async function runWorker(options: WorkerOptions, stop: AbortSignal): Promise<void> {
  const { store, databaseUrl, temporal, bundle, transport, log } = options;
  logThrough(log);
  const connection = await unlessStopped(NativeConnection.connect({ address: temporal.address }), stop);
  if (connection === null) return;
  const worker = await createStoryWorker({ connection, ...temporal, store, bundle });
  const client = new Client({ connection, namespace: temporal.namespace, identity: identityOf('worker') });
  const dispatcher: Dispatcher = createDispatcher({
    knex: store.knex,
    transport,
    sealer: store.sealer,
    receipt: options.receipt,
    log,
    listen: databaseUrl,
  });
  const beats = [
    ...regularTasks(store).map(({ milliseconds, work }) => every(milliseconds, work)),
    every(MISSED_STORIES_MS, () => startMissedStories({ client, knex: store.knex, taskQueue: temporal.taskQueue })),
  ];
  dispatcher.start();
  stop.addEventListener('abort', () => worker.shutdown(), { once: true });
  if (stop.aborted) worker.shutdown();
  try {
    log.info({ taskQueue: temporal.taskQueue }, 'worker runs');
    await worker.run();
  } finally {
    for (const timer of beats) clearInterval(timer);
    await dispatcher.stop();
    await connection.close();
  }

  function every(milliseconds: number, work: () => Promise<unknown>): NodeJS.Timeout {
    const run = () => {
      // PostgreSQL or Temporal may be away for a while; the next turn tries again.
      work().catch((error: unknown) => log.warn({ err: error }, 'a regular task did not succeed'));
    };
    run();
    return setInterval(run, milliseconds);
  }
}

/** What the worker does in PostgreSQL alone, at its start and again after so long. */
export function regularTasks(store: Store): { readonly milliseconds: number; readonly work: () => Promise<unknown> }[] {
  return [
    { milliseconds: HEARTBEAT_MS, work: () => beat(store) },
    { milliseconds: EXPIRED_REQUESTS_MS, work: () => dropExpiredRequests(store.knex, new Date()) },
  ];
}

/** What the work gives, or null when the stop comes first: connecting to a server that is away takes its time. */
function unlessStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T | null> {
  const stopped = new Promise<null>((resolve) => {
    if (stop.aborted) resolve(null);
    stop.addEventListener('abort', () => resolve(null), { once: true });
  });
  return Promise.race([work, stopped]);
}

async function startMissedStories(options: ResumeOptions): Promise<void> {
  await startMissedProjects(options);
  await startMissedRuns(options);
  await startMissedVotes(options);
  await startMissedCampaigns(options);
  await startMissedMatches(options);
}

async function beat(store: Store): Promise<void> {
  await store.knex.raw(
    `insert into heartbeats (part, beat_at) values ('worker', now())
     on conflict (part) do update set beat_at = excluded.beat_at`,
  );
}

/** The SDK's log lines go where ours go. */
function logThrough(log: Logger): void {
  const level = (entry: LogEntry['level']) => (entry === 'TRACE' ? 'trace' : (entry.toLowerCase() as 'debug'));
  Runtime.install({
    logger: {
      log: (entry, message, meta) => log[level(entry)](meta ?? {}, message),
      trace: (message, meta) => log.trace(meta ?? {}, message),
      debug: (message, meta) => log.debug(meta ?? {}, message),
      info: (message, meta) => log.debug(meta ?? {}, message),
      warn: (message, meta) => log.warn(meta ?? {}, message),
      error: (message, meta) => log.error(meta ?? {}, message),
    },
  });
}
