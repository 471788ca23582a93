/**
 * A Jalon of a test's own: its database, and worker and API as processes, on the servers that the tests share.
 * The processes can be killed and started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { Person } from '../../cli/rehearsal/person.ts';
import { createProject } from '../../db/create-project.ts';
import { createSignInLink, PRINTED_LINK_LIFE } from '../../db/sign-in-links.ts';
import { createStore, type Store } from '../../db/store.ts';
import { createUser } from '../../db/users.ts';
import { PROJECT_ROLES, type ProjectRole } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import { createComposer } from '../../mail/compose.ts';
import { fromRoot } from '../../root.ts';
import { freePort } from '../../stack/ports.ts';
import { projectWorkflowId } from '../../workflows/contract/index.ts';
import { createTestDatabase, testServer } from './database.ts';

export type Process = 'worker' | 'server' | 'second-server';

export interface Jalon {
  readonly publicUrl: string;
  readonly store: Store;
  readonly client: Client;
  readonly taskQueue: string;
  readonly people: Readonly<Record<ProjectRole, Person & { readonly id: string }>>;
  /** The same people at the second server, signed in where that was started at once. */
  readonly atSecond: Readonly<Record<ProjectRole, Person & { readonly id: string }>>;
  start(process: Process): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(process: Process): Promise<void>;
  /** A fresh single-use link for one of the people, e.g. for their browser. */
  signInLink(role: ProjectRole): Promise<string>;
  /** Creates a project of this plan with one member a role and starts its story. */
  project(plan: Plan, startsOn: string): Promise<{ id: string; slug: string }>;
  close(): Promise<void>;
}

/** @param processes which of them to start at once */
export async function startJalon(processes: readonly Process[] = ['worker', 'server']): Promise<Jalon> {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(testServer('TEST_HOME'), 'jalon-'));
  await mkdir(join(home, 'log'), { recursive: true });
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const secondPort = await freePort();
  const secondUrl = `http://127.0.0.1:${secondPort}`;
  const taskQueue = database.name;
  const address = testServer('TEST_TEMPORAL_ADDRESS');
  const sealingSecret = randomBytes(32).toString('hex');
  const environment = {
    ...process.env,
    JALON_HOME: home,
    DATABASE_URL: database.appUrl,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TASK_QUEUE: taskQueue,
    SMTP_URL: testServer('TEST_SMTP_URL'),
    MAIL_FROM: 'Jalon <jalon@example.org>',
    PUBLIC_URL: publicUrl,
    HOST: '127.0.0.1',
    PORT: String(port),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    SEALING_SECRET: sealingSecret,
    LOG_LEVEL: 'info',
  };
  const running = new Map<Process, ChildProcess>();
  const store = createStore({
    databaseUrl: database.appUrl,
    compose: createComposer({ publicUrl, sender: 'Jalon <jalon@example.org>' }),
    mailDomain: 'jalon.test',
    sealingSecret,
  });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });

  async function start(name: Process): Promise<void> {
    const second = name === 'second-server';
    const child = spawn(process.execPath, [fromRoot('dist', 'cli', 'main.js'), second ? 'server' : name], {
      env: second ? { ...environment, PUBLIC_URL: secondUrl, PORT: String(secondPort) } : environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(home, 'log', `${name}.log`), { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    running.set(name, child);
    await (name === 'worker' ? workerBeats(store, child) : serverAnswers(second ? secondUrl : publicUrl, child));
  }

  async function kill(name: Process): Promise<void> {
    const child = running.get(name);
    if (!child) return;
    running.delete(name);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await gone;
  }

  const people = await signUp(store, publicUrl);
  const atSecond = peopleAt(secondUrl, people);
  for (const name of processes) await start(name);
  if (processes.includes('server')) await signIn(store, publicUrl, people);
  if (processes.includes('second-server')) await signIn(store, secondUrl, atSecond);

  return {
    publicUrl,
    store,
    client,
    taskQueue,
    people,
    atSecond,
    start,
    kill,
    signInLink: (role) => signInLink(store, publicUrl, people[role].id),
    async project(plan, startsOn) {
      const id = randomUUID();
      const slug = `p-${id.slice(0, 8)}`;
      const members = PROJECT_ROLES.map((role) => ({ userId: people[role].id, role }));
      const command = { userId: people.staff.id, idempotencyKey: randomUUID(), targetId: id };
      const answer = await createProject(store, command, { slug, plan, startsOn, members }, new Date());
      if (!answer.done) throw new Error(JSON.stringify(answer));
      const workflowId = projectWorkflowId(slug);
      await client.workflow.start('project', { workflowId, taskQueue, args: [{ projectId: id, slug }] });
      return { id, slug };
    },
    async close() {
      for (const name of [...running.keys()]) await kill(name);
      await connection.close();
      await store.knex.destroy();
      await database.destroy();
      await rm(home, { recursive: true, force: true });
    },
  };
}

type People = Record<ProjectRole, Person & { readonly id: string }>;

async function signUp(store: Store, publicUrl: string): Promise<People> {
  const people: Partial<People> = {};
  for (const role of PROJECT_ROLES) {
    const user = { email: `${role}@example.org`, name: `${role} (exemplu)`, locale: 'ro', isAdmin: false } as const;
    const { id } = await createUser(store, user, new Date());
    people[role] = Object.assign(new Person(role, publicUrl), { id });
  }
  return people as People;
}

const peopleAt = (url: string, people: People): People =>
  Object.fromEntries(
    PROJECT_ROLES.map((role) => [role, Object.assign(new Person(role, url), { id: people[role].id })]),
  ) as People;

async function signIn(store: Store, publicUrl: string, people: People): Promise<void> {
  for (const person of Object.values(people)) await person.signIn(await signInLink(store, publicUrl, person.id));
}

async function signInLink(store: Store, publicUrl: string, userId: string): Promise<string> {
  return (await createSignInLink(store.knex, userId, publicUrl, PRINTED_LINK_LIFE)).url;
}

/** Asks until the answer is yes; a process that has ended meanwhile is an error at once. */
export async function until(what: string, asked: () => Promise<boolean>, child?: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    if (await asked()) return;
    if (child && (child.exitCode !== null || child.signalCode !== null)) throw new Error(`${what}: the process ended`);
    if (performance.now() > deadline) throw new Error(`${what}: still not after 60 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function workerBeats(store: Store, child: ChildProcess): Promise<void> {
  const started = new Date();
  return until(
    'worker',
    async () => (await store.knex('heartbeats').where('beat_at', '>=', started).first('part')) !== undefined,
    child,
  );
}

function serverAnswers(publicUrl: string, child: ChildProcess): Promise<void> {
  const asked = () =>
    fetch(`${publicUrl}/healthz`).then(
      () => true,
      () => false,
    );
  return until('server', asked, child);
}
