/** PostgreSQL that forces everything to disk, and API processes on it: what casting needs, and nothing else. */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProject } from '../../db/create-project.ts';
import { loadKnownPlan } from '../../db/plan-file.ts';
import { createStore, type Store } from '../../db/store.ts';
import { createUser } from '../../db/users.ts';
import { PROJECT_ROLES, type ProjectRole } from '../../domain/lifecycle.ts';
import { createComposer } from '../../mail/compose.ts';
import { fromRoot } from '../../root.ts';
import { type Guarded, spawnGuarded } from '../../stack/guarded.ts';
import { migrate } from '../../stack/migrations.ts';
import { freePort } from '../../stack/ports.ts';
import { newPostgresSecrets, type Postgres, ROLE_NAMES, startPostgres } from '../../stack/postgres.ts';
import { type MadeVote, voteBySql } from '../../tests/stack/votes-by-sql.ts';

export interface ApiProcess {
  readonly port: number;
  readonly pid: number;
  /** kill -9, and up again on the same port. */
  crash(): Promise<void>;
}

export interface BoothStack {
  readonly store: Store;
  readonly postgresPort: number;
  readonly postgresPid: number;
  readonly slug: string;
  readonly vote: MadeVote;
  readonly servers: readonly ApiProcess[];
  databaseUrl(role: 'app' | 'owner'): string;
  /** kill -9, and up again with the same data. */
  crashPostgres(): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** @param voters how many are on the roll of the open vote @param servers how many API processes */
export async function startBooth({ voters, servers }: { voters: number; servers: number }): Promise<BoothStack> {
  const home = await mkdtemp(join(tmpdir(), 'jalon-booth-'));
  // As root, the user `postgres` walks through it.
  await chmod(home, 0o711);
  const ending: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true, maxRetries: 5 })];
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end();
  };
  try {
    const port = await freePort();
    const secrets = newPostgresSecrets();
    const logFile = join(home, 'postgres.log');
    const start = () => startPostgres({ folder: join(home, 'postgres'), port, secrets, logFile });
    let postgres: Postgres = await start();
    ending.push(() => postgres.stop());
    await migrate(postgres.url('owner'), ROLE_NAMES.app);
    const store = createStore({
      databaseUrl: postgres.url('app'),
      compose: createComposer({ publicUrl: 'http://127.0.0.1', sender: 'Jalon <jalon@example.org>' }),
      mailDomain: 'example.org',
      poolMax: 4,
    });
    ending.push(() => store.knex.destroy());
    const { slug, vote } = await openVote(store, postgres.url('owner'), voters);
    const processes: ApiProcess[] = [];
    for (let number = 0; number < servers; number += 1)
      processes.push(await startServer(home, postgres.url('app'), ending));
    return {
      store,
      postgresPort: port,
      get postgresPid() {
        return postgres.pid;
      },
      slug,
      vote,
      servers: processes,
      databaseUrl: (role) => postgres.url(role),
      async crashPostgres() {
        process.kill(postgres.pid, 'SIGKILL');
        await postgres.ended;
        postgres = await start();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openVote(store: Store, ownerUrl: string, voters: number) {
  const now = new Date();
  const members: { readonly userId: string; readonly role: ProjectRole }[] = [];
  for (const role of PROJECT_ROLES) {
    const user = { email: `${role}@example.org`, name: `${role} (exemplu)`, locale: 'ro', isAdmin: false } as const;
    members.push({ userId: (await createUser(store, user, now)).id, role });
  }
  const userId = members[0]?.userId ?? '';
  const plan = loadKnownPlan('cojocna');
  if (!plan) throw new Error('the Cojocna plan is missing');
  const [projectId, slug] = [randomUUID(), 'booth'];
  const command = { userId, idempotencyKey: randomUUID(), targetId: projectId };
  const body = { slug, plan, startsOn: '2026-01-01', members };
  const answer = await createProject(store, command, body, now);
  if (!answer.done) throw new Error(JSON.stringify(answer));
  const owner = createStore({ databaseUrl: ownerUrl, compose: store.compose, mailDomain: store.mailDomain });
  try {
    const milestone = await owner
      .knex('milestones')
      .where({ project_id: projectId, key: 'A10' })
      .first<{ id: string }>();
    const vote = await voteBySql(owner.knex, {
      projectId,
      milestoneId: milestone.id,
      userId,
      voters,
      charter: {
        opensAt: new Date(now.getTime() - HOUR_MS).toISOString(),
        closesAt: new Date(now.getTime() + 6 * HOUR_MS).toISOString(),
        challengesUntil: new Date(now.getTime() - 2 * HOUR_MS).toISOString(),
      },
    });
    await owner.knex.raw('vacuum analyze voters');
    return { slug, vote };
  } finally {
    await owner.knex.destroy();
  }
}

async function startServer(home: string, databaseUrl: string, ending: (() => Promise<unknown>)[]): Promise<ApiProcess> {
  const port = await freePort();
  const logFile = join(home, `server-${port}.log`);
  const env = {
    ...process.env,
    JALON_HOME: home,
    DATABASE_URL: databaseUrl,
    // Nobody is there: casting needs neither of them.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'Jalon <jalon@example.org>',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    HOST: '127.0.0.1',
    PORT: String(port),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    SEALING_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'error',
  };
  async function start(): Promise<Guarded> {
    const args = [fromRoot('dist', 'cli', 'main.js'), 'server'];
    const child = spawnGuarded({
      program: process.execPath,
      args,
      stopSignal: 'TERM',
      logFile,
      env,
      saysReady: true,
    });
    try {
      await child.ready('the server');
    } catch (error) {
      throw new Error(`the server did not start:\n${await readFile(logFile, 'utf8')}`, { cause: error });
    }
    return child;
  }
  let child = await start();
  ending.push(() => child.stop(20_000));
  return {
    port,
    get pid() {
      return child.pid;
    },
    async crash() {
      process.kill(child.pid, 'SIGKILL');
      await child.ended;
      child = await start();
    },
  };
}
