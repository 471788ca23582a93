/**
 * Starts, once for a run of jest, what the tests share: PostgreSQL, a Temporal server and a mail catcher, on free
 * ports, with everything they write in a temporary folder. Their addresses go to the tests by the environment.
 */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKnownPlan } from '../../db/plan-file.ts';
import { findTemporal } from '../../stack/finding.ts';
import { startMailCatcher } from '../../stack/mail-catcher.ts';
import { migrate } from '../../stack/migrations.ts';
import { freePort } from '../../stack/ports.ts';
import { newPostgresSecrets, ROLE_NAMES, startPostgres } from '../../stack/postgres.ts';
import { startTemporal } from '../../stack/temporal.ts';

declare global {
  var stopTestServers: (() => Promise<void>) | undefined;
}

/** Name of the migrated database that every test's own one is copied from. */
const TEMPLATE = 'jalon_template';

/** A quarter of what the server would wait for by itself: no story but the one that is made long gets so far. */
const LONG_HISTORY = 1000;

export default async function start(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'jalon-tests-'));
  // The user `postgres` walks through it when the tests run as root.
  await chmod(home, 0o711);
  await mkdir(join(home, 'log'));
  const [postgresPort, temporalPort] = [await freePort(), await freePort()];
  const [postgres, temporal, mail] = await Promise.all([
    startPostgres({
      folder: join(home, 'postgres'),
      port: postgresPort,
      secrets: newPostgresSecrets(),
      logFile: join(home, 'log', 'postgres.log'),
      disposable: true,
    }),
    findTemporal().then(({ program }) =>
      startTemporal({
        program,
        port: temporalPort,
        uiPort: null,
        namespace: 'default',
        file: null,
        logFile: join(home, 'log', 'temporal.log'),
        longHistory: LONG_HISTORY,
      }),
    ),
    startMailCatcher({ dir: join(home, 'mail'), smtpPort: 0, webPort: null }),
  ]);
  const plan = loadKnownPlan('cojocna');
  if (!plan) throw new Error('the Cojocna plan is missing');
  const planFile = join(home, 'plan.json');
  await writeFile(planFile, JSON.stringify(plan));
  await createTemplate(postgres.url('superuser', 'postgres'), postgres.url('owner', TEMPLATE));

  Object.assign(process.env, {
    TEST_DATABASE_OWNER_URL: postgres.url('owner', TEMPLATE),
    TEST_DATABASE_URL: postgres.url('app', TEMPLATE),
    TEST_TEMPORAL_ADDRESS: temporal.address,
    TEST_TEMPORAL_NAMESPACE: 'default',
    TEST_LONG_HISTORY: String(LONG_HISTORY),
    TEST_SMTP_URL: mail.smtpUrl,
    TEST_MAIL_DIR: join(home, 'mail'),
    TEST_PLAN_FILE: planFile,
    TEST_HOME: home,
  });
  globalThis.stopTestServers = async () => {
    await Promise.all([postgres.stop(), temporal.stop(), mail.stop()]);
    await rm(home, { recursive: true, force: true });
  };
}

async function createTemplate(superuserUrl: string, ownerUrl: string): Promise<void> {
  const { default: knex } = await import('knex');
  const superuser = knex({ client: 'pg', connection: superuserUrl, pool: { min: 0, max: 1 } });
  try {
    await superuser.raw('create database ?? owner ??', [TEMPLATE, ROLE_NAMES.owner]);
  } finally {
    await superuser.destroy();
  }
  await migrate(ownerUrl, ROLE_NAMES.app);
}
