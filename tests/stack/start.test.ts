import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fromRoot } from '../../root.ts';
import { type Recorded, stillRuns } from '../../stack/processes.ts';
import { createTestDatabase, testServer } from './database.ts';

const ALL_WELL = { status: 'ok', parts: { postgres: 'ok', temporal: 'ok', worker: 'ok', mail: 'ok' } };
const ROLES = ['administrator', 'manager', 'staff', 'town hall', 'auditor'];

interface Instance {
  readonly pid: number;
  readonly links: Readonly<Record<'admin' | 'api' | 'mail' | 'temporal', string>> | null;
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
  const child = spawn(process.execPath, [fromRoot('dist', 'cli', 'main.js'), ...args], {
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

beforeAll(async () => {
  home = await mkdtemp(join(testServer('TEST_HOME'), 'start-'));
  await chmod(home, 0o711);
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

describe('jalon start with parts that the environment names', () => {
  test('starts only what is not named, and prints no sample user where somebody is', async () => {
    const database = await createTestDatabase();
    const elsewhere = await mkdtemp(join(testServer('TEST_HOME'), 'named-'));
    const named = {
      JALON_HOME: elsewhere,
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      TEMPORAL_ADDRESS: testServer('TEST_TEMPORAL_ADDRESS'),
      TEMPORAL_TASK_QUEUE: database.name,
      SMTP_URL: testServer('TEST_SMTP_URL'),
    };
    const nameless = jalon(['start'], named);
    expect(await nameless.ended).toBe(2);
    expect(nameless.text()).toContain('MAIL_FROM is not set');

    const environment = { ...named, MAIL_FROM: 'Jalon <jalon@example.org>' };
    const added = jalon(['user', 'add', 'primul@example.org', '--name', 'Primul utilizator (exemplu)', '--admin'], {
      ...environment,
      PUBLIC_URL: 'https://jalon.example.org',
    });
    expect(await added.ended).toBe(0);
    expect(added.text()).toMatch(/^https:\/\/jalon\.example\.org\/admin\/#\/sign-in\?token=/);

    const started = jalon(['start'], environment);
    await started.says('Ctrl-C');
    expect(started.text()).not.toContain('sign-in?token');
    const { links, parts } = JSON.parse(await readFile(join(elsewhere, 'state', 'instance.json'), 'utf8'));
    expect(Object.keys(parts).sort()).toEqual(['server', 'worker']);
    expect(links).toMatchObject({ mail: null, temporal: null });
    expect(await (await fetch(new URL('/healthz', links.admin))).json()).toEqual(ALL_WELL);
    started.process.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    await database.destroy();
  });
});
