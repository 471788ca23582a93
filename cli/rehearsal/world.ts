/**
 * The parts a rehearsal runs on: PostgreSQL, a Temporal server that skips time, a mail catcher, a worker and the API,
 * all real, all in a temporary folder. One clock for all of them: the test server's.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { createStore, type Store } from '../../db/store.ts';
import { addDays, atLocalTime, dayOf } from '../../domain/calendar.ts';
import { createComposer } from '../../mail/compose.ts';
import { createDispatcher, type Dispatcher } from '../../mail/dispatcher.ts';
import { createEnrolmentMail, createGivingMail, createProposalMail } from '../../mail/link-message.ts';
import { createTransport } from '../../mail/transport.ts';
import { fromRoot } from '../../root.ts';
import { createApp } from '../../server/app.ts';
import type { ServerDeps } from '../../server/deps.ts';
import { createWorkflows } from '../../server/workflows.ts';
import { findTestServer } from '../../stack/finding.ts';
import { type MailCatcher, startMailCatcher } from '../../stack/mail-catcher.ts';
import { migrate } from '../../stack/migrations.ts';
import { freePort } from '../../stack/ports.ts';
import { DATABASE, newPostgresSecrets, ROLE_NAMES, startPostgres } from '../../stack/postgres.ts';
import { newSecret } from '../../stack/secrets.ts';
import { identityOf } from '../identity.ts';
import { receiptMaker } from '../receipts.ts';
import { reportParts } from '../report-parts.ts';
import { createStoryWorker } from '../story-worker.ts';

const SENDER = 'Jalon <jalon@example.org>';
const TASK_QUEUE = 'jalon-rehearsal';
/** When the simulated people come to work. */
const MORNING = '10:00';

export interface World {
  readonly publicUrl: string;
  readonly store: Store;
  readonly client: Client;
  readonly mail: MailCatcher;
  readonly filesDir: string;
  now(): Date;
  /** Sends the mail that is waiting, then skips to the morning of the next day. */
  nextMorning(): Promise<void>;
  /** Sends the mail that is waiting. */
  deliver(): Promise<void>;
  close(): Promise<void>;
}

/** @param mailDir where every message is kept as .eml */
export async function createWorld(mailDir: string): Promise<World> {
  // The test server lacks what a rehearsal does not need, and the SDK would say so on every run.
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  const home = await mkdtemp(join(tmpdir(), 'jalon-rehearsal-'));
  await chmod(home, 0o711);
  await mkdir(join(home, 'files'));
  const closers: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  const close = async () => {
    while (closers.length > 0) await closers.pop()?.();
  };
  try {
    const postgres = await startPostgres({
      folder: join(home, 'postgres'),
      port: await freePort(),
      secrets: newPostgresSecrets(),
      logFile: join(home, 'postgres.log'),
      disposable: true,
    });
    closers.push(() => postgres.stop());
    await migrate(postgres.url('owner', DATABASE), ROLE_NAMES.app);
    const { program } = await findTestServer();
    const temporal = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: program } },
    });
    closers.push(() => temporal.teardown());
    const mail = await startMailCatcher({ dir: mailDir, smtpPort: 0, webPort: null });
    closers.push(() => mail.stop());

    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    closers.push(() => closed(http));
    const publicUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const databaseUrl = postgres.url('app', DATABASE);
    const store = createStore({
      databaseUrl,
      compose: createComposer({ publicUrl, sender: SENDER }),
      mailDomain: 'repetitie.example.org',
      sealingSecret: newSecret(),
    });
    closers.push(() => store.knex.destroy());

    const worker = await createStoryWorker({
      connection: temporal.nativeConnection,
      namespace: 'default',
      taskQueue: TASK_QUEUE,
      store,
      bundle: fromRoot('dist', 'workflow-bundle.js'),
    });
    const running = worker.run();
    closers.push(async () => {
      worker.shutdown();
      await running;
    });

    const log = pino({ level: 'error' }, process.stderr);
    const transport = createTransport(mail.smtpUrl, SENDER);
    closers.push(async () => transport.close());
    const receipt = receiptMaker(store, publicUrl);
    const dispatcher = createDispatcher({ knex: store.knex, transport, sealer: store.sealer, receipt, log });
    const clock = await skippingClock(temporal);
    const client = new Client({ connection: temporal.connection, identity: identityOf('server') });
    const deps: ServerDeps = {
      store,
      databaseUrl,
      workflows: createWorkflows(client, TASK_QUEUE),
      clock,
      ...reportParts(store, publicUrl),
      mailSignInLink: () => Promise.reject(new Error('nobody asks for a link by mail in the rehearsal')),
      mailEnrolmentLink: createEnrolmentMail(transport, store.mailDomain),
      mailProposalLink: createProposalMail(transport, store.mailDomain),
      mailGivingLink: createGivingMail(transport, store.mailDomain),
      probes: { temporal: async () => true, mail: async () => true },
      filesDir: join(home, 'files'),
      adminUiDir: fromRoot('admin-ui', 'dist'),
      sessionSecret: newSecret(),
      publicUrl,
      log,
    };
    const app = createApp(deps);
    http.on('request', app.listener);
    closers.push(() => app.close());
    return {
      publicUrl,
      store,
      client,
      mail,
      filesDir: deps.filesDir,
      now: () => clock.now(),
      ...days(clock, dispatcher),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface SkippingClock {
  now(): Date;
  skipTo(instant: Date): Promise<void>;
}

/** Between skips the test server's clock goes on as the wall's does, so it is asked only after a skip. */
async function skippingClock(temporal: TestWorkflowEnvironment): Promise<SkippingClock> {
  let known = 0;
  let asked = 0;
  const ask = async () => {
    known = Number(await temporal.currentTimeMs());
    asked = performance.now();
  };
  await ask();
  const now = () => new Date(Math.round(known + performance.now() - asked));
  return {
    now,
    async skipTo(instant) {
      await temporal.sleep(Math.max(0, instant.getTime() - now().getTime()));
      await ask();
    },
  };
}

function days(clock: SkippingClock, dispatcher: Dispatcher): Pick<World, 'nextMorning' | 'deliver'> {
  // The dispatcher is no activity: the clock does not wait for it, so it has to be done before a skip.
  const deliver = () => dispatcher.drain();
  return {
    deliver,
    async nextMorning() {
      await deliver();
      await clock.skipTo(atLocalTime(addDays(dayOf(clock.now()), 1), MORNING));
    },
  };
}

function closed(http: Server): Promise<void> {
  http.closeAllConnections();
  return new Promise((resolve) => http.close(() => resolve()));
}
