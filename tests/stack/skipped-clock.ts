/** Stories on a skipped clock: a Temporal server of one's own whose time is skipped, PostgreSQL, and the worker as it runs. */
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { createStoryWorker } from '../../cli/story-worker.ts';
import { createStore, type Store } from '../../db/store.ts';
import { createUser } from '../../db/users.ts';
import { PROJECT_ROLES, type ProjectRole } from '../../domain/lifecycle.ts';
import { createComposer } from '../../mail/compose.ts';
import { fromRoot } from '../../root.ts';
import { findTestServer } from '../../stack/finding.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export interface SkippedClock {
  readonly store: Store;
  readonly client: Client;
  readonly taskQueue: string;
  readonly people: Readonly<Record<ProjectRole, string>>;
  now(): Promise<Date>;
  /** Skips to an instant; one that has passed is no skip. */
  skipTo(at: Date): Promise<void>;
  close(): Promise<void>;
}

export async function startSkippedClock(taskQueue: string): Promise<SkippedClock> {
  // The test server lacks what these stories do not need, and the SDK would say so each time.
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  const { program } = await findTestServer();
  const temporal = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: program } },
  });
  const database: TestDatabase = await createTestDatabase();
  const store = createStore({
    databaseUrl: database.appUrl,
    compose: createComposer({ publicUrl: 'http://jalon.test', sender: 'Jalon <jalon@example.org>' }),
    mailDomain: 'jalon.test',
  });
  const now = async () => new Date(Number(await temporal.currentTimeMs()));
  const people: Partial<Record<ProjectRole, string>> = {};
  for (const role of PROJECT_ROLES) {
    const user = { email: `${role}@example.org`, name: `${role} (exemplu)`, locale: 'ro', isAdmin: false } as const;
    people[role] = (await createUser(store, user, await now())).id;
  }
  const worker = await createStoryWorker({
    connection: temporal.nativeConnection,
    namespace: 'default',
    taskQueue,
    store,
    bundle: fromRoot('dist', 'workflow-bundle.js'),
  });
  const running = worker.run();
  return {
    store,
    // A client of its own: the environment's would skip time whenever it waits for a result.
    client: new Client({ connection: temporal.connection }),
    taskQueue,
    people: people as Record<ProjectRole, string>,
    now,
    async skipTo(at) {
      const wait = at.getTime() - (await now()).getTime();
      if (wait > 0) await temporal.sleep(wait);
    },
    async close() {
      worker.shutdown();
      await running;
      await temporal.teardown();
      await store.knex.destroy();
      await database.destroy();
    },
  };
}
