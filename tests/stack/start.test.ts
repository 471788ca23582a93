import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createRelay } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fromRoot } from '../../root.ts';
import { freePort } from '../../stack/ports.ts';
import { type Recorded, stillRuns } from '../../stack/processes.ts';
import { createTestDatabase, type TestDatabase, testServer } from './database.ts';

const ALL_WELL = { status: 'ok', parts: { postgres: 'ok', temporal: 'ok', worker: 'ok', mail: 'ok' } };
const ROLES = ['administrator', 'manager', 'staff', 'town hall', 'auditor'];

interface Instance {
  readonly pid: number;
  readonly links: Readonly<Record<'public' | 'admin' | 'api' | 'mail' | 'temporal', string>> | null;
  readonly parts: Readonly<Record<'postgres' | 'temporal' | 'worker' | 'server', Recorded>>;
}

/** A `jalon` process and what it has printed so far. */
interface Told {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly text: () => string;
  /** Waits for words; fails when the process ends without them. */
  says(words: string): Promise<void>;
}

let home: string;
const everStarted: Told[] = [];

function jalon(args: readonly string[], env: NodeJS.ProcessEnv = {}): Told {
  return run(process.execPath, [fromRoot('dist', 'cli', 'main.js'), ...args], env);
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Told {
  const child = spawn(program, args, {
    cwd: fromRoot(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', JALON_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const changed = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      changed.dispatchEvent(new Event('text'));
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    changed.dispatchEvent(new Event('text'));
    return code as number | null;
  });
  const told: Told = {
    process: child,
    ended,
    text: () => text,
    async says(words) {
      while (!text.includes(words)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended without "${words}":\n${text}`);
        await once(changed, 'text');
      }
    },
  };
  everStarted.push(told);
  return told;
}

async function instance(): Promise<Instance> {
  return JSON.parse(await readFile(join(home, 'state', 'instance.json'), 'utf8'));
}

async function adminLink(): Promise<URL> {
  const { links } = await instance();
  if (links === null) throw new Error('not ready');
  return new URL(links.admin);
}

async function health(): Promise<unknown> {
  return (await fetch(new URL('/healthz', await adminLink()))).json();
}

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what().catch(() => false))) await pause(50);
}

const gone = (parts: readonly Recorded[]) => until(async () => !parts.some(stillRuns));

async function signIn(link: string): Promise<number> {
  const { origin, hash } = new URL(link);
  const response = await fetch(`${origin}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: new URLSearchParams(hash.split('?')[1]).get('token') }),
  });
  return response.status;
}

/** A home that will not want the ports that any other start on this machine tries first. */
async function makeHome(name: string): Promise<string> {
  const path = await mkdtemp(join(testServer('TEST_HOME'), name));
  await chmod(path, 0o711);
  await mkdir(join(path, 'state'), { mode: 0o700 });
  const ports = { http: await freePort(), mailPage: await freePort(), temporalUi: await freePort() };
  await writeFile(join(path, 'state', 'ports.json'), JSON.stringify(ports));
  return path;
}

beforeAll(async () => {
  home = await makeHome('start-');
});

afterAll(async () => {
  for (const { process: child } of everStarted) if (child.exitCode === null) child.kill('SIGKILL');
  await gone(Object.values((await instance()).parts));
});

describe('jalon start', () => {
  let running: Told;

  test('the first start on an empty home ends at pages that work, with a link for each sample role', async () => {
    running = jalon(['start']);
    await running.says('Ctrl-C');
    expect(await health()).toEqual(ALL_WELL);
    const { links } = await instance();
    for (const link of Object.values(links ?? {})) {
      expect(running.text()).toContain(link);
      expect((await fetch(link)).status).toBe(200);
    }
    for (const role of ROLES) {
      const link = new RegExp(`  ${role} +(\\S+#/sign-in\\?token=\\S+)`).exec(running.text())?.[1] ?? '';
      // Good once, and once only.
      expect(await signIn(link)).toBeLessThan(300);
      expect(await signIn(link)).toBe(401);
    }
  });

  test('what only the owner may read is readable by the owner only', async () => {
    for (const file of ['secrets.json', 'state/instance.json', 'log/server.log']) {
      expect((await stat(join(home, file))).mode & 0o077).toBe(0);
    }
  });

  test('a second start while one runs says so, prints its links, and leaves it alone', async () => {
    const before = await instance();
    const second = jalon(['start']);
    expect(await second.ended).toBe(0);
    expect(second.text()).toContain(`Jalon runs already from ${home} (process ${before.pid})`);
    for (const link of Object.values(before.links ?? {})) expect(second.text()).toContain(link);
    expect(await instance()).toEqual(before);
    expect(await health()).toEqual(ALL_WELL);
  });

  test.each(['server', 'worker', 'temporal', 'postgres'] as const)('a %s that dies is started again', async (part) => {
    const before = await instance();
    process.kill(before.parts[part].pid, 'SIGKILL');
    await running.says(`${part} runs again`);
    await until(async () => (await instance()).parts[part].pid !== before.parts[part].pid);
    await until(async () => JSON.stringify(await health()) === JSON.stringify(ALL_WELL));
    expect((await instance()).links).toEqual(before.links);
  });

  test('when the one who started them is killed, no part stays behind', async () => {
    const { pid, parts } = await instance();
    process.kill(pid, 'SIGKILL');
    await running.ended;
    await gone(Object.values(parts));
  });

  test('after a kill -9 of everything the next start goes on from there', async () => {
    running = jalon(['start']);
    await running.says('Ctrl-C');
    const before = await instance();
    for (const pid of [before.pid, ...Object.values(before.parts).map((part) => part.pid)])
      process.kill(pid, 'SIGKILL');
    await running.ended;

    running = jalon(['start']);
    await running.says('Ctrl-C');
    expect((await instance()).links).toEqual(before.links);
    expect(running.text()).not.toContain('sign-in?token');
    expect(await health()).toEqual(ALL_WELL);
    const verified = jalon(['verify']);
    expect(await verified.ended).toBe(0);
    expect(verified.text()).toMatch(/^cojocna: event \d+, [0-9a-f]{64}\n\d+ events, 0 files, 0 findings\.\n$/);
  });

  test('a link for somebody who exists, and a new user, from the command line', async () => {
    const link = jalon(['user', 'link', 'Expert@example.org']);
    expect(await link.ended).toBe(0);
    expect(await signIn(link.text().trim())).toBeLessThan(300);
    const added = jalon(['user', 'add', 'nou@example.org', '--name', 'Utilizator nou (exemplu)', '--admin']);
    expect(await added.ended).toBe(0);
    expect(await signIn(added.text().trim())).toBeLessThan(300);
    const again = jalon(['user', 'add', 'nou@example.org', '--name', 'Altul']);
    expect(await again.ended).toBe(1);
    expect(again.text()).toContain('exists already');
    const nobody = jalon(['user', 'link', 'nimeni@example.org']);
    expect(await nobody.ended).toBe(1);
  });

  test('Ctrl-C stops all of it, in order', async () => {
    const { parts } = await instance();
    running.process.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(running.text()).toContain('Nothing is lost');
    expect(Object.values(parts).filter(stillRuns)).toEqual([]);
    expect(await readFile(join(home, 'log', 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
  });

  test('a port that was asked for and is taken ends the start with the reason', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const refused = jalon(['start'], { PORT: String(port) });
    expect(await refused.ended).toBe(1);
    expect(refused.text()).toContain(`PORT=${port} is taken`);
    other.close();
  });
});

/** The same address by way of a port of ours, where `first` is done before anything passes. */
async function detour(url: string, first: () => Promise<void>): Promise<{ url: string; close(): void }> {
  const direct = new URL(url);
  let done: Promise<void> | null = null;
  const relay = createRelay((near) => {
    done ??= first();
    void done.then(() => {
      const far = connect(Number(direct.port), direct.hostname);
      near.on('error', () => far.destroy()).on('close', () => far.destroy());
      far.on('error', () => near.destroy()).on('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const through = new URL(url);
  through.port = String((relay.address() as AddressInfo).port);
  return { url: through.href, close: () => relay.close() };
}

/** Another home's Jalon, as far as anybody can tell who asks it how it is. */
async function anotherJalon(port: number): Promise<Server> {
  const other = createServer((_request, response) => response.end(JSON.stringify(ALL_WELL))).listen(port, '127.0.0.1');
  await once(other, 'listening');
  return other;
}

describe('jalon start with parts that the environment names', () => {
  let database: TestDatabase;
  let elsewhere: string;
  let named: NodeJS.ProcessEnv;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    database = await createTestDatabase();
    elsewhere = await makeHome('named-');
    named = {
      JALON_HOME: elsewhere,
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      TEMPORAL_ADDRESS: testServer('TEST_TEMPORAL_ADDRESS'),
      TEMPORAL_TASK_QUEUE: database.name,
      SMTP_URL: testServer('TEST_SMTP_URL'),
    };
    environment = { ...named, MAIL_FROM: 'Jalon <jalon@example.org>' };
  });
  afterAll(() => database.destroy());

  const running = async (): Promise<Instance> =>
    JSON.parse(await readFile(join(elsewhere, 'state', 'instance.json'), 'utf8'));
  const chosenPort = async (): Promise<number> =>
    JSON.parse(await readFile(join(elsewhere, 'state', 'ports.json'), 'utf8')).http;

  test('a setting that is missing is named', async () => {
    const nameless = jalon(['start'], named);
    expect(await nameless.ended).toBe(2);
    expect(nameless.text()).toContain('MAIL_FROM is not set');
  });

  test('starts only what is not named, and prints no sample user where somebody is', async () => {
    const added = jalon(['user', 'add', 'primul@example.org', '--name', 'Primul utilizator (exemplu)', '--admin'], {
      ...environment,
      PUBLIC_URL: 'https://jalon.example.org',
    });
    expect(await added.ended).toBe(0);
    expect(added.text()).toMatch(/^https:\/\/jalon\.example\.org\/admin\/#\/sign-in\?token=/);

    // As in the README, and by SIGTERM to npm alone: what a service manager or `kill` does.
    const started = run('npm', ['start', '--ignore-scripts'], environment);
    await started.says('Ctrl-C');
    expect(started.text()).not.toContain('sign-in?token');
    const { links, parts } = await running();
    expect(Object.keys(parts).sort()).toEqual(['server', 'worker']);
    expect(links).toMatchObject({ mail: null, temporal: null });
    expect(await (await fetch(new URL('/healthz', links?.admin))).json()).toEqual(ALL_WELL);
    started.process.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(started.text()).toContain('Nothing is lost');
    expect(Object.values(parts).filter(stillRuns)).toEqual([]);
  });

  test('a port that somebody takes before the server listens is left to them, and another one is used', async () => {
    let taken = 0;
    let other: Server | null = null;
    const database = await detour(environment.DATABASE_OWNER_URL ?? '', async () => {
      taken = await chosenPort();
      other = await anotherJalon(taken);
    });
    const started = jalon(['start'], { ...environment, DATABASE_OWNER_URL: database.url });
    await started.says('Ctrl-C');
    expect(started.text()).toContain(`taken by another program meanwhile: ${taken}`);
    const { links, parts } = await running();
    const { port } = new URL(links?.admin ?? '');
    expect(Number(port)).not.toBe(taken);
    expect(await chosenPort()).toBe(Number(port));
    expect((await fetch(new URL('/admin/', links?.admin))).status).toBe(200);
    // No sample project here: the page of an installation that has none yet leads its staff in.
    expect(await (await fetch(links?.public ?? '')).text()).toContain('href="/admin/"');
    started.process.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(Object.values(parts).filter(stillRuns)).toEqual([]);
    (other as Server | null)?.close();
    database.close();
  });

  test('when that port was asked for, it ends with the reason', async () => {
    const port = await freePort();
    let other: Server | null = null;
    const database = await detour(environment.DATABASE_OWNER_URL ?? '', async () => {
      other = await anotherJalon(port);
    });
    const refused = jalon(['start'], { ...environment, DATABASE_OWNER_URL: database.url, PORT: String(port) });
    expect(await refused.ended).toBe(1);
    expect(refused.text()).toContain(`PORT=${port} is taken by another program`);
    expect(refused.text()).not.toContain('Jalon is ready');
    expect(Object.values((await running()).parts)).toEqual([]);
    (other as Server | null)?.close();
    database.close();
  });
});
